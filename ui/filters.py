"""The filters beside the graph; each shows what the URL says and writes what the reader chooses back to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from graph.card import kind_name
from graph.view import kind_label
from graph.vocabulary import CONCEPT_KINDS, RELATION_KINDS
from ui import named_views
from ui.notebook import Notebook
from ui.texts import language, text
from ui.view import ORIGINS, View, current, show

_FEW, _MOST = 10, 1000
"""A notebook of a few concepts is always shown whole; more than a thousand at once help nobody."""


def filters(book: Notebook, view: View) -> None:
    """Show all filters."""
    _mode(view)
    if view.around in book.graph:
        _focus(view)
    elif len(book.ranked) > _FEW:
        most = min(-(-len(book.ranked) // 5) * 5, _MOST)
        _slider("limit", text("limit"), view.limit, 5, most, 5)
    _pills("relation", text("relation_kinds"), list(RELATION_KINDS), view.relation, _relation_label)
    kinds = sorted({concept.kind or "other" for concept in book.ranked}, key=_kind_order)
    if len(kinds) > 1:
        _pills("kind", text("concept_kind"), kinds, view.kind, _kind_label)
    _communities(book, view)
    _many("note", text("note"), [note.path for note in book.graph.notes], view.note, str)
    _slider("importance", text("min_importance"), view.importance, 0.0, 1.0, 0.05)
    _slider("confidence", text("min_confidence"), view.confidence, 0.0, 1.0, 0.05)
    _pills("origin", text("origin"), list(ORIGINS), view.origin, lambda one: text(f"origin_{one}"))
    st.button(text("reset"), key="reset", on_click=_reset, width="stretch")
    named_views.panel(view)


def _mode(view: View) -> None:
    st.session_state["f-mode"] = view.mode
    st.segmented_control(
        text("mode"), ["graph", "table"], key="f-mode", required=True, width="stretch",
        format_func=lambda one: text(f"mode_{one}"), label_visibility="collapsed", on_change=_changed, args=("mode",),
    )  # fmt: skip


def _focus(view: View) -> None:
    _slider("depth", text("depth"), view.depth, 1, 3, 1)
    st.session_state["f-direction"] = view.direction
    st.segmented_control(
        text("direction"), ["both", "out", "in"], key="f-direction", required=True, width="stretch",
        format_func=lambda one: text(f"direction_{one}"), on_change=_changed, args=("direction",),
    )  # fmt: skip


def _slider(name: str, label: str, value: Any, least: Any, most: Any, step: Any) -> None:
    st.session_state[f"f-{name}"] = min(max(value, least), most)
    st.slider(label, least, most, step=step, key=f"f-{name}", on_change=_changed, args=(name,))


def _pills(name: str, label: str, options: list[str], chosen: Sequence[str], show_as: Callable[[str], str]) -> None:
    st.session_state[f"f-{name}"] = [one for one in options if one in chosen]
    st.pills(
        label, options, selection_mode="multi", key=f"f-{name}", format_func=show_as, on_change=_changed, args=(name,)
    )


def _many(name: str, label: str, options: list[str], chosen: Sequence[str], show_as: Callable[[str], str]) -> None:
    st.session_state[f"f-{name}"] = [one for one in options if one in chosen]
    st.multiselect(
        label, options, key=f"f-{name}", format_func=show_as, placeholder=text("all"), on_change=_changed, args=(name,)
    )


def _communities(book: Notebook, view: View) -> None:
    names = {group.members[0]: group.name for group in book.groups[:60]}
    _many("community", text("community"), list(names), view.community, lambda id: names[id])


def _relation_label(name: str) -> str:
    return kind_label(RELATION_KINDS[name], language())


def _kind_label(name: str) -> str:
    return kind_name("" if name == "other" else name, language())


def _kind_order(name: str) -> int:
    return list(CONCEPT_KINDS).index("" if name == "other" else name)


def _changed(name: str) -> None:
    value = st.session_state[f"f-{name}"]
    show(current().changed(**{name: tuple(value) if isinstance(value, list) else value}))


def _reset() -> None:
    view = current()
    show(View(concept=view.concept, mode=view.mode))
