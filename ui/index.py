"""The index of the search boxes, made once for each content of a notebook."""

from __future__ import annotations

from graph.names import search_names
from ui import components
from ui.notebook import Notebook

_KEPT: dict[str, str] = {}


def for_notebook(book: Notebook) -> str:
    """Return the index as JSON."""
    if book.mark not in _KEPT:
        if len(_KEPT) > 8:
            _KEPT.clear()
        _KEPT[book.mark] = components.packed(search_names(book.graph))
    return _KEPT[book.mark]
