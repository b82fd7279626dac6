"""Positions on the map: the same for the same graph, communities apart, old concepts where they were."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
from itertools import combinations
from pathlib import Path

from graph.communities import communities
from graph.layout import SPACING, around, positions
from graph.model import Concept, ConceptGraph, Relation

ROOT = Path(__file__).parents[2]


def _graph(groups: int = 4, size: int = 12) -> ConceptGraph:
    """Groups of concepts, each in a row around its hub, the hubs in a row."""
    graph = ConceptGraph()
    for group in range(groups):
        for n in range(size):
            graph.add_concept(Concept(f"{group}-{n}", f"{group}-{n}", importance=1 / (n + 1)))
        for n in range(1, size):
            graph.add_relation(Relation(f"{group}-{n}", f"{group}-{n - 1}", "uses"))
            graph.add_relation(Relation(f"{group}-{n}", f"{group}-0", "is_a"))
        if group:
            graph.add_relation(Relation(f"{group}-0", f"{group - 1}-0", "uses"))
    return graph


def _far(a: tuple[float, float], b: tuple[float, float]) -> float:
    return math.dist(a, b)


def test_the_same_graph_has_the_same_map_under_every_hash_seed() -> None:
    code = (
        "from tests.graph.test_layout import _graph; from graph.layout import positions; "
        "print(sorted(positions(_graph()).items()))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, check=True,
            capture_output=True, text=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1] == f"{sorted(positions(_graph()).items())}\n"


def test_communities_are_found_and_do_not_lie_over_one_another() -> None:
    graph = _graph()
    groups = communities(graph)
    assert len(groups) == 4
    assert {id for group in groups for id in group.members} == set(graph.network)
    at = positions(graph, groups=groups)
    for a, b in combinations(groups, 2):
        nearest = min(_far(at[x], at[y]) for x in a.members for y in b.members)
        assert nearest > SPACING * 0.3


def test_every_concept_is_in_one_community_of_any_graph() -> None:
    numbers = random.Random(4)
    graph = ConceptGraph()
    for n in range(120):
        graph.add_concept(Concept(f"c{n}", f"c{n}"))
    for _ in range(150):
        a, b = numbers.sample(range(100), 2)
        graph.add_relation(Relation(f"c{a}", f"c{b}", numbers.choice(("uses", "is_a", "related_to"))))
    members = [id for group in communities(graph) for id in group.members]
    assert sorted(members) == sorted(graph.network)
    assert communities(ConceptGraph()) == ()


def test_old_concepts_stay_and_new_ones_appear_near_their_neighbours() -> None:
    graph = _graph()
    before = positions(graph)
    graph.add_concept(Concept("new", "new"))
    graph.add_relation(Relation("new", "2-3", "uses"))
    graph.add_concept(Concept("lonely", "lonely"))
    after = positions(graph, known=before)
    assert {id: after[id] for id in before} == before
    assert _far(after["new"], after["2-3"]) < 2 * SPACING
    assert after["lonely"][0] > max(x for x, _ in before.values())


def test_a_level_of_many_concepts_takes_several_rings_beyond_the_one_within() -> None:
    graph = _graph(1, 2)
    inner, outer = [f"a{n}" for n in range(6)], [f"b{n}" for n in range(150)]
    for id in (*inner, *outer):
        graph.add_concept(Concept(id, id))
    at = around(graph, "0-0", [inner, outer])
    assert at["0-0"] == (0.0, 0.0)
    assert max(_far(at[id], (0, 0)) for id in inner) < min(_far(at[id], (0, 0)) / 0.9 for id in outer)
    assert max(_far(at[id], (0, 0)) for id in outer) < 12 * SPACING
    assert min(_far(at[a], at[b]) for a, b in combinations(outer, 2)) > SPACING * 0.3
