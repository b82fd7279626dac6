"""Positions, sizes and colours, for the formats that draw."""

from __future__ import annotations

from dataclasses import dataclass

from graph.layout import positions
from graph.model import Concept, ConceptGraph
from graph.vocabulary import CONCEPT_KINDS, RELATION_KINDS, RelationKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where and how large a concept is drawn."""

    x: float
    """In canvas units, to the right."""
    y: float
    """In canvas units, downward."""
    radius: float
    """In canvas units."""
    colour: str
    """#rrggbb."""


def places(graph: ConceptGraph) -> dict[str, Place]:
    """Return the place of every concept by id."""
    points = positions(graph)
    return {concept.id: _place(concept, *points[concept.id]) for concept in graph.concepts()}


def relation_kind(name: str) -> RelationKind:
    """Return a relation kind; an unknown one looks like related_to and reads as its own name."""
    known = RELATION_KINDS.get(name)
    return known or RelationKind(name, name, name, name, name, RELATION_KINDS["related_to"].colour)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return the parts of a colour.

    >>> rgb("#ff8000")
    (255, 128, 0)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _place(concept: Concept, x: float, y: float) -> Place:
    kind = CONCEPT_KINDS.get(concept.kind, CONCEPT_KINDS[""])
    return Place(round(float(x), 1), round(float(y), 1), round(6 + 14 * concept.importance, 1), kind.colour)
