"""What the lists, the map and the drill of the Learn page report."""

from __future__ import annotations

import streamlit as st

from ui.components import Event
from ui.events import show_later
from ui.learning import goals, memory
from ui.session import notebook

_OPENED, _SELECTED = "learn opened", "learn selected"
_MOST_OPEN = 30


def handle(event: Event) -> None:
    """Act on an event."""
    kind, id = event.get("type"), str(event.get("id", ""))
    if kind == "open":
        show_later(str(event["path"]), int(event["line"]), int(event["end"]))
    elif kind == "known":
        _mark(id, bool(event.get("on")))
    elif kind == "read":
        st.session_state[_OPENED] = (*(one for one in opened() if one != id), id)[-_MOST_OPEN:]
    elif kind == "goal":
        goals.add(id)
    elif kind == "select":
        st.session_state[_SELECTED] = id
    elif kind == "pick":
        show_later(page="explore", concept=id)


def opened() -> tuple[str, ...]:
    """Return the ids of the rows whose passage is open."""
    found: tuple[str, ...] = st.session_state.get(_OPENED, ())
    return found


def selected() -> str:
    """Return the id of the selected step."""
    return str(st.session_state.get(_SELECTED, ""))


def _mark(id: str, known: bool) -> None:
    book = notebook()
    if book and id in book.graph:
        memory.mark(book, book.graph.concept(id), known=known)
