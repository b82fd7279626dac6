"""The concepts of a view as a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph.card import kind_name
from graph.model import Concept
from ui import components
from ui.notebook import Notebook
from ui.scene import Selection
from ui.texts import language, text, texts
from ui.view import View

COLUMNS = ("name", "aliases", "kind", "importance", "relations", "passages", "community", "note")


def show_table(book: Notebook, view: View, selection: Selection, report: Callable[[components.Event], None]) -> None:
    """Show the table in the place of the graph."""
    data = {
        "columns": [text(f"col_{name}") for name in COLUMNS],
        "rows": [{"id": concept.id, "cells": cells(book, concept)} for concept in selection.concepts],
        "selected": view.concept,
        "language": language(),
        "count": text("count", shown=len(selection.concepts), total=len(book.ranked)),
        "texts": texts("table_caption", "show_more"),
    }
    components.table(data, key="table", on_event=report)


def cells(book: Notebook, concept: Concept) -> list[Any]:
    """Return the cells of a concept, numbers as numbers."""
    return [
        concept.name,
        " · ".join(alias.name for alias in concept.aliases),
        kind_name(concept.kind, language()) if concept.kind else "",
        round(concept.importance * 100),
        book.graph.network.degree(concept.id),
        sum(passage.role != "mention" for passage in concept.passages),
        book.groups[book.group_of[concept.id]].name,
        concept.passages[0].path if concept.passages else "",
    ]
