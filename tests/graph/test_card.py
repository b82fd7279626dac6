"""What a card lists."""

from __future__ import annotations

from graph.card import grouped
from graph.model import Concept, ConceptGraph, Relation


def test_doubtful_needs_are_left_out() -> None:
    graph = ConceptGraph()
    for name in "abc":
        graph.add_concept(Concept(name, name))
    graph.add_relation(Relation("a", "b", "requires", tier="weak"))
    graph.add_relation(Relation("a", "c", "requires", tier="medium"))
    shown = [r.target for _, _, group in grouped(graph, "a", graph.relations_of("a")) for r in group]
    assert shown == ["c"]
