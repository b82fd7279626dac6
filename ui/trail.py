"""The concepts visited in this session, shown above the graph."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph.model import Concept
from ui import components
from ui.events import handle
from ui.notebook import Notebook
from ui.texts import text
from ui.view import View

_KEY = "trail"
_LENGTH = 7


def visit(id: str) -> list[str]:
    """Add a concept to the trail and return it, latest last; going back to an earlier one cuts what followed."""
    trail: list[str] = st.session_state.setdefault(_KEY, [])
    if id in trail:
        del trail[trail.index(id) + 1 :]
    elif id:
        trail.append(id)
        del trail[:-_LENGTH]
    return trail


def show(book: Notebook, view: View, concept: Concept | None, rev: str) -> None:
    """Show the trail, and tell the graph what is selected."""
    trail = [id for id in visit(concept.id if concept else "") if id in book.graph]
    steps: list[dict[str, Any]] = [{"name": text("overview"), "event": {"type": "overview"}}]
    if view.around in book.graph:
        name = text("around", name=book.graph.concept(view.around).name)
        steps.append({"name": name, "event": {"type": "focus", "id": view.around}})
    steps += [{"name": book.graph.concept(id).name, "event": {"type": "pick", "id": id}} for id in trail]
    selected = concept.id if concept and not view.link else ""
    data = {"trail": steps, "selected": selected, "pair": list(view.link), "rev": rev, "label": text("trail")}
    components.aim(data, key="aim", on_event=handle)
