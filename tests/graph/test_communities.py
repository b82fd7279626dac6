"""Communities and the map of them: the same for the same graph, and in bounded time for the largest."""

from __future__ import annotations

import math
import random

import networkx as nx
import pytest

from graph.communities import communities
from graph.layout import SPACING, positions
from graph.model import Concept, ConceptGraph, Relation
from tests.samples import empty_graph, generated_graph, hostile_graph, single_graph, tiny_graph

GROUP = 50


def _grouped_graph(groups: int, *, each: int, astray: int) -> ConceptGraph:
    """Return groups of `GROUP` concepts with relations among themselves, and some that lead anywhere."""
    chance, graph, count = random.Random(1), ConceptGraph(), groups * GROUP
    for number in range(count):
        graph.add_concept(Concept(id=f"c{number:05}", name=f"c{number}", importance=chance.random()))
    for number in range(groups * each):
        first = number % groups * GROUP
        _add(graph, first + chance.randrange(GROUP), first + chance.randrange(GROUP))
    for _ in range(astray):
        _add(graph, chance.randrange(count), chance.randrange(count))
    return graph


def _add(graph: ConceptGraph, source: int, target: int) -> None:
    graph.add_relation(Relation(f"c{source:05}", f"c{target:05}", "uses"))


@pytest.mark.parametrize("graph", [tiny_graph(), empty_graph(), single_graph(), hostile_graph()])
def test_every_concept_has_one_community_and_one_place(graph: ConceptGraph) -> None:
    members = [id for group in communities(graph) for id in group.members]
    assert sorted(members) == sorted(graph.network)
    assert sorted(positions(graph)) == sorted(graph.network)


@pytest.mark.parametrize("groups", [10, 100])
def test_groups_that_are_there_are_found_in_small_and_large_graphs(groups: int) -> None:
    graph = _grouped_graph(groups, each=400, astray=groups * 5)
    found = communities(graph)
    assert len(found) == groups
    for group in found:
        assert len({int(id[1:]) // GROUP for id in group.members}) == 1


def test_the_order_in_which_a_large_graph_was_built_changes_nothing() -> None:
    graph, rebuilt = generated_graph(2_000, 6_000), ConceptGraph()
    for concept in reversed(list(graph.concepts())):
        rebuilt.add_concept(concept)
    for relation in reversed(list(graph.relations())):
        rebuilt.add_relation(relation)
    assert communities(rebuilt) == communities(graph)
    assert positions(rebuilt) == positions(graph)


def test_communities_are_as_telling_as_those_of_networkx() -> None:
    graph = generated_graph(1_500, 6_000)
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(graph.network)
    plain.add_edges_from(graph.network.edges())
    theirs = nx.community.modularity(plain, nx.community.louvain_communities(plain, seed=7))
    assert nx.community.modularity(plain, [set(group.members) for group in communities(graph)]) > 0.97 * theirs


def test_concepts_of_different_communities_keep_apart() -> None:
    graph = _grouped_graph(20, each=200, astray=100)
    places, found = positions(graph), communities(graph)
    centres = [_middle([places[id] for id in group.members]) for group in found]
    for group, centre in zip(found, centres, strict=True):
        for id in group.members:
            assert min(centres, key=lambda other: math.dist(other, places[id])) == centre


def test_important_concepts_of_a_huge_community_stand_apart() -> None:
    graph = ConceptGraph()
    for number in range(3_000):
        graph.add_concept(Concept(id=f"c{number:05}", name=f"c{number}", importance=1 - number / 3_000))
    places = positions(graph)
    first = [places[f"c{number:05}"] for number in range(20)]
    assert min(math.dist(a, b) for a in first for b in first if a != b) > 2 * SPACING


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
