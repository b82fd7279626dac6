"""What is near a concept, and what joins two of them."""

from __future__ import annotations

import random

import networkx as nx

from graph.model import Concept, ConceptGraph, Relation
from graph.neighbourhood import neighbourhood, subgraph
from graph.paths import connections
from graph.vocabulary import RELATION_KINDS, TYPED_KINDS
from tests.graph.lessons import lesson


def _chain(*relations: tuple[str, str, str]) -> ConceptGraph:
    graph = ConceptGraph()
    for id in sorted({end for source, _, target in relations for end in (source, target)}):
        graph.add_concept(Concept(id, id))
    for source, kind, target in relations:
        graph.add_relation(Relation(source, target, kind))
    return graph


def test_neighbourhood_follows_arrows_only_the_way_asked_for() -> None:
    graph = _chain(("a", "uses", "b"), ("b", "uses", "c"))
    assert list(neighbourhood(graph, ["b"], direction="in")) == ["b", "a"]
    assert list(neighbourhood(graph, ["b"], direction="out")) == ["b", "c"]


def test_symmetric_relations_are_followed_either_way() -> None:
    graph = _chain(("a", "contrasts_with", "b"))
    assert "a" in neighbourhood(graph, ["b"], direction="out")
    assert "b" in neighbourhood(graph, ["a"], direction="in")


def test_hidden_kinds_are_left_out_unless_asked_for() -> None:
    graph = _chain(("a", "related_to", "b"))
    assert list(neighbourhood(graph, ["a"])) == ["a"]
    assert list(neighbourhood(graph, ["a"], kinds=list(RELATION_KINDS))) == ["a", "b"]


def test_neighbourhood_stops_at_the_depth() -> None:
    graph = _chain(("a", "uses", "b"), ("b", "uses", "c"), ("c", "uses", "d"))
    assert neighbourhood(graph, ["a"], depth=2) == {"a": 0, "b": 1, "c": 2}
    assert neighbourhood(graph, ["a"], depth=0) == {"a": 0}


def test_subgraph_keeps_relations_among_its_concepts_and_leaves_the_graph_alone() -> None:
    graph = lesson()
    before = graph.network.number_of_edges()
    part = subgraph(graph, ["qlora", "lora"], kinds=["derives_from"])
    assert [(r.source, r.kind, r.target) for r in part.relations()] == [("qlora", "derives_from", "lora")]
    assert graph.network.number_of_edges() == before


def test_connections_name_every_relation_of_each_hop() -> None:
    graph = _chain(("a", "uses", "b"), ("b", "is_a", "a"), ("c", "uses", "b"))
    ((first, second),) = connections(graph, "a", "c")
    assert {relation.kind for relation in first.relations} == {"uses", "is_a"}
    assert (second.source, second.target) == ("b", "c")


def test_unconnected_concepts_and_a_concept_with_itself_have_no_connection() -> None:
    graph = _chain(("a", "uses", "b"), ("c", "uses", "d"), ("a", "related_to", "c"))
    assert connections(graph, "a", "d") == []
    assert connections(graph, "a", "a") == []


def test_connections_are_all_the_shortest_paths_of_networkx() -> None:
    numbers = random.Random(5)
    pairs = [(f"n{numbers.randrange(25):02}", f"n{numbers.randrange(25):02}") for _ in range(45)]
    graph = _chain(*((a, numbers.choice(TYPED_KINDS), b) for a, b in pairs if a != b))
    bare = nx.Graph(graph.network)
    for target in sorted(set(graph.network) - {"n00"}):
        expected = sorted(nx.all_shortest_paths(bare, "n00", target)) if nx.has_path(bare, "n00", target) else []
        found = connections(graph, "n00", target, limit=1000)
        assert sorted(["n00", *(hop.target for hop in chain)] for chain in found) == expected
        assert connections(graph, "n00", target, limit=1) == found[:1]
