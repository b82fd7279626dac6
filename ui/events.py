"""What the components report, turned into the next view."""

from __future__ import annotations

import streamlit as st

from ui.components import Event
from ui.learning import goals
from ui.view import View, current, keep, show

_NOTE = "opened note"
PAIR = "pair"
GO = "go to"


def handle(event: Event) -> None:
    """Act on an event of the graph, the search, the card or the table."""
    kind, id = event.get("type"), str(event.get("id", ""))
    if kind == "open":
        show_later(str(event["path"]), int(event["line"]), int(event["end"]))
    elif kind == "connect":
        st.session_state[PAIR] = (id, "")
        show_later(page="connect")
    elif kind == "learn":
        goals.later(id)
        show_later(page="learn")
    else:
        show(_next(current(), str(kind), id, event))


def show_later(note: str = "", line: int = 1, end: int = 1, *, page: str = "", concept: str = "") -> None:
    """Have this run open a note, or go to a page and a concept there: callbacks cannot do it themselves."""
    if note:
        st.session_state[_NOTE] = (note, line, end)
    if page:
        st.session_state[GO] = page
    if concept:
        keep(View(concept=concept))


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
