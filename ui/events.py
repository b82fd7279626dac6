"""What the components report, turned into the next view."""

from __future__ import annotations

import streamlit as st

from ui.components import Event
from ui.view import View, current, show

_NOTE = "opened note"
PAIR = "pair"
GO = "go to"


def handle(event: Event) -> None:
    """Act on an event of the graph, the search, the card or the table."""
    kind, id = event.get("type"), str(event.get("id", ""))
    if kind == "open":
        st.session_state[_NOTE] = (str(event["path"]), int(event["line"]), int(event["end"]))
    elif kind == "connect":
        st.session_state[PAIR] = (id, "")
        st.session_state[GO] = "connect"
    else:
        show(_next(current(), str(kind), id, event))


def opened_note() -> tuple[str, int, int] | None:
    """Return the note to open in this run, once."""
    note: tuple[str, int, int] | None = st.session_state.pop(_NOTE, None)
    return note


def _next(view: View, kind: str, id: str, event: Event) -> View:
    if kind == "pick":
        return view.changed(concept=id, link=())
    if kind == "edge":
        return view.changed(link=(str(event["from"]), str(event["to"])))
    if kind == "focus":
        return view.changed(concept=id, around=id, link=(), opened=())
    if kind == "overview":
        return view.changed(around="", opened=(), link=(), concept="" if not view.around else view.concept)
    if kind == "expand":
        opened = tuple(one for one in view.opened if one != id) if id in view.opened else (*view.opened, id)
        return view.changed(concept=id, opened=opened, link=())
    return view
