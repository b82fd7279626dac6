"""Page: the graph, the filters beside it, and the card of what is selected."""

from __future__ import annotations

import streamlit as st

from graph.card import STAGE_TEXTS
from graph.errors import UnknownConceptError
from graph.model import Concept
from graph.view import Scene, payload
from ui import card, components, index, trail
from ui.events import handle, opened_note
from ui.filters import filters
from ui.note import show_note
from ui.notebook import Notebook
from ui.scene import Selection, select
from ui.session import notebook, watch
from ui.table import show_table
from ui.texts import language, text, texts
from ui.view import View, current, resume

_DRAWN: dict[tuple[object, ...], str] = {}
_KEPT = 24


def page() -> None:
    """Show the explorer of the session's notebook."""
    book = notebook()
    if book is None:
        return
    resume()
    view = current()
    concept, near = found(book, view.concept)
    if concept:
        view = view.changed(concept=concept.id)
    selection = select(book, view)
    side = st.sidebar.container()
    left, right = st.columns([1.75, 1], gap="medium")
    # The card goes out first: it is what the reader waits for after a click.
    with right, st.container(key="card"):
        _right(book, view, concept, near)
    with left, st.container(key="main"):
        _left(book, view, selection, concept)
    with side:
        filters(book, view)
    if note := opened_note():
        show_note(book, *note)
    watch(book)


def found(book: Notebook, name: str) -> tuple[Concept | None, list[Concept]]:
    """Return the concept of a name in the URL, or the nearest ones where there is none."""
    try:
        return (book.graph.find(name) if name else None), []
    except UnknownConceptError as error:
        return None, [book.graph.find(one) for one in error.suggestions]


def _left(book: Notebook, view: View, selection: Selection, concept: Concept | None) -> None:
    _search(book)
    scene = _scene(book, view, selection)
    rev = f"{book.mark} {language()} {hash(scene)}"
    trail.show(book, view, concept, rev)
    if view.mode == "table":
        show_table(book, view, selection, handle)
    else:
        components.stage(scene, rev, key="stage", on_event=handle)


def _search(book: Notebook) -> None:
    names = index.for_notebook(book)
    data = {"index": names, "rev": book.mark, "slash": True, "keep": False, "value": "",
            "texts": texts("search", "no_result")}  # fmt: skip
    components.search(data, key="search", on_event=handle)


def _scene(book: Notebook, view: View, selection: Selection) -> str:
    """The drawn scene as JSON, kept: most clicks change what is selected and not what is drawn."""
    filters = (view.relation, view.origin, view.confidence)
    key = (book.mark, language(), selection.name, tuple(c.id for c in selection.concepts), filters)
    if key not in _DRAWN:
        if len(_DRAWN) >= _KEPT:
            _DRAWN.pop(next(iter(_DRAWN)), None)
        _DRAWN[key] = _draw(book, view, selection)
    return _DRAWN[key]


def _draw(book: Notebook, view: View, selection: Selection) -> str:
    whole = {} if view.around in book.graph else book.positions
    scene = Scene(selection.concepts, selection.relations, selection.positions, book.groups, whole, language())
    count = text("count", shown=len(selection.concepts), total=len(book.ranked))
    drawn = {**payload(scene), "scene": selection.name, "count": count, "texts": texts(*STAGE_TEXTS)}
    return components.packed(drawn)


def _right(book: Notebook, view: View, concept: Concept | None, near: list[Concept]) -> None:
    ends = [book.graph.concept(id) for id in view.link if id in book.graph]
    if len(ends) == 2:
        card.edge_card(book, ends[0], ends[1], handle)
    elif concept:
        card.concept_card(book, concept, view, handle)
    elif view.concept:
        card.unknown_card(view.concept, near, handle)
    else:
        card.welcome_card(book, handle)
