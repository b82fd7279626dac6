"""Which concepts and relations a view shows, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from graph.layout import Position, around
from graph.model import Concept, Relation
from graph.neighbourhood import Direction, neighbourhood
from ui.notebook import Notebook
from ui.view import View

_EXPAND_LIMIT = 40
"""An expanded hub shows this many of its neighbours, the most important ones."""
_AROUND_LIMIT = 250


@dataclass(frozen=True, slots=True)
class Selection:
    """What a view shows."""

    concepts: tuple[Concept, ...]
    """Shown concepts, most important first."""
    relations: tuple[Relation, ...]
    """Relations that pass the filters, between any concepts."""
    positions: dict[str, Position]
    """Where the shown concepts are drawn."""
    name: str
    """Key of the arrangement: while it stays, so do zoom and positions."""
    total: int
    """Number of concepts that pass the filters."""


def select(book: Notebook, view: View) -> Selection:
    """Return what a view shows of a notebook."""
    relations = tuple(_relations(book, view))
    allowed = _allowed(book, view)
    if view.around in book.graph:
        ids, places = _neighbourhood(book, view, relations)
        name = f"around {view.around} {view.depth} {view.direction} {','.join(view.opened)}"
    else:
        ids, places, name = _overview(book, view, allowed, relations), book.positions, "overview"
    shown = [id for id in ids if id in allowed or id in (view.around, view.concept)]
    concepts = sorted(map(book.graph.concept, shown), key=lambda c: (-c.importance, c.id))
    return Selection(tuple(concepts), relations, {id: places[id] for id in shown}, name, len(allowed))


def _relations(book: Notebook, view: View) -> Iterable[Relation]:
    kinds, origins = set(view.relation), set(view.origin)
    for relation in book.relations:
        told = relation.confidence >= view.confidence and not relation.doubtful
        if told and relation.kind in kinds and relation.origin in origins:
            yield relation


def _allowed(book: Notebook, view: View) -> dict[str, None]:
    """Ids of the concepts that pass the filters, most important first."""
    groups = {book.group_of[id] for id in view.community if id in book.group_of}
    passing = (
        concept.id
        for concept in book.ranked
        if concept.importance >= view.importance
        and (not view.kind or (concept.kind or "other") in view.kind)
        and (not groups or book.group_of[concept.id] in groups)
        and (not view.note or any(passage.path in view.note for passage in concept.passages))
    )
    return dict.fromkeys(passing)


def _overview(book: Notebook, view: View, allowed: dict[str, None], relations: tuple[Relation, ...]) -> list[str]:
    first = list(allowed)[: view.limit]
    extra = [id for id in (view.concept, *view.link) if id in book.graph]
    opened = [id for id in view.opened if id in book.graph]
    for id in opened:
        extra += [id, *_nearest(book, id, relations)]
    return list(dict.fromkeys([*first, *extra]))


def _nearest(book: Notebook, id: str, relations: tuple[Relation, ...], limit: int = _EXPAND_LIMIT) -> list[str]:
    near = {r.target if r.source == id else r.source for r in relations if id in (r.source, r.target)} - {id}
    return sorted(near, key=lambda one: (-book.graph.concept(one).importance, one))[:limit]


def _neighbourhood(
    book: Notebook, view: View, relations: tuple[Relation, ...]
) -> tuple[list[str], dict[str, Position]]:
    """The concepts within some steps of the middle, ring by ring, without regard to the concept filters."""
    levels = _levels(book, view)
    for id in view.opened:
        levels.append([one for one in _nearest(book, id, relations) if id in book.graph])
    extra = [id for id in (view.concept, *view.link) if id in book.graph]
    places = around(book.graph, view.around, [*levels, extra])
    return list(places), places


def _levels(book: Notebook, view: View) -> list[list[str]]:
    direction = cast(Direction, view.direction)
    reached = neighbourhood(book.graph, [view.around], depth=view.depth, direction=direction, kinds=view.relation)
    nearest = sorted(reached, key=lambda id: (reached[id], -book.graph.concept(id).importance, id))[:_AROUND_LIMIT]
    return [[id for id in nearest if reached[id] == level] for level in range(1, view.depth + 1)]
