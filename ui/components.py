"""The browser side: components that draw the graph, the search, the card and the table, and report what is done."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import streamlit as st

from graph.view import STAGE_SCRIPTS, browser_file, vis_network

Event = dict[str, Any]

_BROWSER = Path(__file__).parent / "browser"
_LATE = "late_events"
"""Session key: keys of the components whose event is read only after they are mounted."""


def _component(name: str, body: str, *files: str, style: str = "") -> Callable[..., Any]:
    """Register a component; its script follows the shared files, all in one module, and its style the common look."""
    own = (_BROWSER / f"{name}.js").read_text("utf-8")
    code = "\n".join([*(browser_file(file) for file in files), own])
    html = f'<div class="ng-root">{body}</div>'
    css = browser_file("look.css") + ((_BROWSER / style).read_text("utf-8") if style else "")
    return st.components.v2.component(f"notegraph_{name}", html=html, css=css, js=code)


_TABLE_FRAME = '<div class="ng-table-frame" tabindex="0" role="region"></div>'

_LOADER = st.components.v2.component("notegraph_vis", js=vis_network() + "\n;export default function () {}")
_STAGE = _component("stage", '<div class="ng-stage"></div>', *STAGE_SCRIPTS)
_AIM = _component("aim", '<nav class="ng-trail"></nav>', "network.js")
_SEARCH = _component("search", '<div class="ng-searching"></div>', "frame.js", "network.js", "search.js")
_CARD = _component("card", '<div class="ng-card"></div>', "frame.js", "network.js", "card.js")
_STEPS = _component("steps", '<div class="ng-steps"></div>', "frame.js", "network.js", "card.js", style="learn.css")
_DRILL = _component("drill", '<div class="ng-drill"></div>', "frame.js", "network.js", "card.js", style="learn.css")
_ARRIVE = _component("arrive", "<span></span>")
_TABLE = _component("table", _TABLE_FRAME, "network.js", "table.js")


def stage(scene: str, rev: str, *, key: str, on_event: Callable[[Event], None]) -> None:
    """Mount the graph; `scene` is the JSON of `graph.view.payload` and is sent again only when `rev` changes."""
    _LOADER(key="vis")
    _mount(_STAGE, key, {"key": key, "scene": scene, "rev": rev}, on_event)


def aim(data: dict[str, Any], *, key: str, on_event: Callable[[Event], None]) -> None:
    """Mount the trail of visited concepts, which also tells the stage what is selected."""
    _mount(_AIM, key, data, on_event)


def search(data: dict[str, Any], *, key: str, on_event: Callable[[Event], None]) -> None:
    """Mount a search box."""
    _mount(_SEARCH, key, data, on_event)


def card(data: dict[str, Any], *, key: str, on_event: Callable[[Event], None]) -> None:
    """Mount a part of the card: head, relations or welcome."""
    _mount(_CARD, key, data, on_event)


def table(data: dict[str, Any], *, key: str, on_event: Callable[[Event], None]) -> None:
    """Mount the table."""
    _mount(_TABLE, key, data, on_event)


def arrive(place: str, *, key: str) -> None:
    """Bring the part of the page that this stands in into view, once for each place."""
    _ARRIVE(key=key, data={"place": place})


def steps(data: dict[str, Any], *, key: str, on_event: Callable[[Event], None]) -> None:
    """Mount lists of concepts to learn."""
    _mount(_STEPS, key, data, on_event)


def drill(data: dict[str, Any], *, key: str, on_event: Callable[[Event], None]) -> None:
    """Mount the interview drill."""
    _mount(_DRILL, key, data, on_event)


def _mount(component: Callable[..., Any], key: str, data: dict[str, Any], on_event: Callable[[Event], None]) -> None:
    def report() -> None:
        # A run that was cut short may have left the browser with a component that the session has no state of.
        state = st.session_state.get(key)
        if state is None:
            st.session_state[_LATE] = {*st.session_state.get(_LATE, ()), key}
        else:
            _hand_on(state, on_event)

    mounted = component(key=key, data=data, on_event_change=report)
    late = st.session_state.get(_LATE, set())
    if key in late:
        late.discard(key)
        if _hand_on(mounted, on_event):
            st.rerun()


def _hand_on(state: Mapping[str, object], on_event: Callable[[Event], None]) -> bool:
    event = state.get("event")
    if isinstance(event, dict):
        on_event(cast(Event, event))
    return isinstance(event, dict)


def packed(value: object) -> str:
    """Return compact JSON, which Streamlit passes on without looking into it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
