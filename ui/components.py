"""The browser side: components that draw the graph, the search, the card and the table, and report what is done."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

import streamlit as st

from graph.view import STAGE_SCRIPTS, browser_file, vis_network

Event = dict[str, Any]

_STAGE_JS = """
const stages = new WeakMap();
const whenVis = () => globalThis.vis ? Promise.resolve(globalThis.vis) : new Promise(done => {
  const timer = setInterval(() => { if (globalThis.vis) { clearInterval(timer); done(globalThis.vis); } }, 10);
});
export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector('.ng-stage');
  const state = stages.get(host) || {};
  stages.set(host, state);
  state.gone = false;
  whenVis().then(vis => {
    if (state.gone) return;
    if (!state.stage) state.stage = createStage(host, vis, data.key);
    state.stage.emit = event => setTriggerValue('event', event);
    if (data.rev !== state.rev) updateStage(state.stage, vis, { ...JSON.parse(data.scene), rev: data.rev });
    state.rev = data.rev;
    globalThis.notegraph = state.stage;
    if (globalThis.notegraphAim) globalThis.notegraphAim(state.stage);
  });
  return () => {
    state.gone = true;
    if (!state.stage || !state.stage.network) return;
    state.stage.memory.views[state.stage.data.scene] = viewOf(state.stage);
    state.stage.network.destroy();
    stages.delete(host);
  };
}
"""
_AIM_JS = """
let last = null;
export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector('.ng-trail');
  fillTrail(host, data, event => setTriggerValue('event', event));
  globalThis.notegraphAim = stage => {
    if (stage.data.rev !== data.rev || !stage.network) return;
    const aim = JSON.stringify([data.selected, data.pair, data.rev]);
    if (aim === stage.aim) return;
    stage.aim = aim;
    selectNode(stage, data.selected);
    if (data.pair.length) selectPair(stage, data.pair);
  };
  if (globalThis.notegraph) globalThis.notegraphAim(globalThis.notegraph);
}
function fillTrail(host, data, emit) {
  const made = data.trail.flatMap((step, place) => {
    const link = button(step.name, step.name, () => emit(step.event), '');
    if (place === data.trail.length - 1) link.setAttribute('aria-current', 'true');
    return place ? [element('i', '', '›'), link] : [link];
  });
  host.setAttribute('aria-label', data.label);
  host.replaceChildren(...made);
  host.scrollLeft = host.scrollWidth;
}
"""
_SEARCH_JS = """
const boxes = new WeakMap();
export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector('.ng-searching');
  let box = boxes.get(host);
  if (!box) { box = createSearch(host, () => {}, data.texts, data.slash); boxes.set(host, box); }
  box.emit = event => setTriggerValue('event', event);
  box.keep = data.keep;
  nameSearch(box, data.texts);
  if (box.rev !== data.rev) { box.index = JSON.parse(data.index); box.rev = data.rev; }
  if (data.keep && data.value !== box.value) { box.input.value = data.value; box.value = data.value; }
  const slash = event => {
    const on = event.composedPath()[0];
    if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(on.tagName)) return;
    event.preventDefault();
    box.input.focus();
    box.input.select();
  };
  if (data.slash) document.addEventListener('keydown', slash);
  return () => document.removeEventListener('keydown', slash);
}
"""
_CARD_JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const emit = event => setTriggerValue('event', event);
  const host = parentElement.querySelector('.ng-card');
  if (data.part === 'head') fillHead(host, data.card, data.texts, emit);
  else if (data.part === 'welcome') fillWelcome(host, data, emit);
  else fillRelations(host, data.groups, data.texts, emit);
}
"""
_TABLE_JS = """
const tables = new WeakMap();
export default function ({ parentElement, data, setTriggerValue }) {
  const host = parentElement.querySelector('.ng-table-frame');
  if (!tables.has(host)) tables.set(host, { by: 3, down: true, shown: PAGE });
  fillTable(host, data, tables.get(host), event => setTriggerValue('event', event));
}
"""


def _component(name: str, body: str, script: str, *files: str) -> Callable[..., Any]:
    """Register a component; its script follows the shared files, all in one module."""
    code = "\n".join([*(browser_file(file) for file in files), script])
    html, css = f'<div class="ng-root">{body}</div>', browser_file("look.css")
    return st.components.v2.component(f"notegraph_{name}", html=html, css=css, js=code)


_LOADER = st.components.v2.component("notegraph_vis", js=vis_network() + "\n;export default function () {}")
_STAGE = _component("stage", '<div class="ng-stage"></div>', _STAGE_JS, *STAGE_SCRIPTS)
_AIM = _component("aim", '<nav class="ng-trail"></nav>', _AIM_JS, *STAGE_SCRIPTS)
_SEARCH = _component("search", '<div class="ng-searching"></div>', _SEARCH_JS, "frame.js", "network.js", "search.js")
_CARD = _component("card", '<div class="ng-card"></div>', _CARD_JS, "frame.js", "network.js", "card.js")
_TABLE = _component("table", '<div class="ng-table-frame" tabindex="0" role="region"></div>', _TABLE_JS, "network.js", "table.js")


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


def _mount(component: Callable[..., Any], key: str, data: dict[str, Any], on_event: Callable[[Event], None]) -> None:
    def report() -> None:
        event = st.session_state[key].get("event")
        if isinstance(event, dict):
            on_event(cast(Event, event))

    component(key=key, data=data, on_event_change=report)


def packed(value: object) -> str:
    """Return compact JSON, which Streamlit passes on without looking into it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
