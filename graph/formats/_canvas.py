"""A JSON Canvas of the most important concepts. Source of the format: https://jsoncanvas.org/spec/1.0"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.formats._look import places, relation_kind
from graph.model import ConceptGraph, Relation
from graph.neighbourhood import subgraph
from graph.vocabulary import CONCEPT_KINDS, RELATION_KINDS

MAX_CONCEPTS = 200
"""Obsidian draws a card for each; beyond some hundreds it stutters."""
_WIDTH, _HEIGHT, _SPREAD = 260, 120, 3.4
"""Of a card, and how far apart cards stand compared with the dots of the map."""


def canvas(graph: ConceptGraph, paths: Mapping[str, str]) -> dict[str, Any]:
    """Return the canvas with a file card for each concept; `paths` gives the file of each id."""
    ranked = sorted(graph.concepts(), key=lambda concept: (-concept.importance, concept.id))
    shown = {concept.id: f"n{number}" for number, concept in enumerate(ranked[:MAX_CONCEPTS])}
    relations = [
        r for id in shown for r in dict.fromkeys(graph.relations_of(id)) if r.source == id and r.target in shown
    ]
    return {"nodes": _cards(graph, shown, paths), "edges": [_arrow(n, shown, r) for n, r in enumerate(relations)]}


def _cards(graph: ConceptGraph, shown: Mapping[str, str], paths: Mapping[str, str]) -> list[dict[str, Any]]:
    drawn = places(subgraph(graph, shown, kinds=RELATION_KINDS))
    cards = []
    for id, number in shown.items():
        x, y = round(drawn[id].x * _SPREAD), round(drawn[id].y * _SPREAD)
        colour = CONCEPT_KINDS.get(graph.concept(id).kind, CONCEPT_KINDS[""]).colour
        cards.append({"id": number, "type": "file", "file": paths[id], **_box(x, y), "color": colour})
    if len(shown) < len(graph):
        left = round(min(drawn[id].x for id in shown) * _SPREAD) - 2 * _WIDTH
        text = f"The {len(shown)} most important of {len(graph)} concepts"
        cards.append({"id": "notice", "type": "text", "text": text, **_box(left, 0)})
    return cards


def _box(x: int, y: int) -> dict[str, int]:
    return {"x": x, "y": y, "width": _WIDTH, "height": _HEIGHT}


def _arrow(number: int, shown: Mapping[str, str], relation: Relation) -> dict[str, Any]:
    kind = relation_kind(relation.kind)
    end = {"toEnd": "none"} if kind.symmetric else {}
    ends = {"fromNode": shown[relation.source], "toNode": shown[relation.target]}
    return {"id": f"e{number}", **ends, "label": kind.en, "color": kind.colour, **end}
