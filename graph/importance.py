"""How much a concept matters in its notes: how central it is, how often it is named, how well it is explained."""

from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from graph.model import Concept, ConceptGraph, Relation  # noqa: F401 (Relation is for the doctest)
from graph.vocabulary import RELATION_KINDS

_DAMPING = 0.85
_ROUNDS = 60

_ROLE_WEIGHTS = {"section": 1.0, "definition": 0.9, "item": 0.75}
"""How much the best passage of a concept speaks for it; only mentioned is 0.4. A rule of thumb."""


def importance(graph: ConceptGraph) -> dict[str, float]:
    """Return id -> importance from 0 to 1, the most important concept having 1, rounded to four places.

    The mean of PageRank (Page et al. 1999) over the relations, taken both ways and weighted by confidence, and of the
    logarithm of the mentions, times what the best passage is worth. The same graph gives the same figures.

    >>> graph = ConceptGraph()
    >>> for name in "abc": graph.add_concept(Concept(name, name, mentions=1))
    >>> for source in "bc": graph.add_relation(Relation(source, "a", "is_a"))
    >>> figures = importance(graph)
    >>> figures["a"], figures["b"] == figures["c"] < 1
    (1.0, True)
    """
    concepts = list(graph.concepts())
    if not concepts:
        return {}
    central, named = _page_rank(graph), _mentions(concepts)
    explained = np.array([_explained(concept) for concept in concepts])
    scores = (central / central.max() + named / named.max()) * explained
    return {c.id: round(float(score), 4) for c, score in zip(concepts, scores / scores.max(), strict=True)}


def _page_rank(graph: ConceptGraph) -> NDArray[np.float64]:
    number = {id: index for index, id in enumerate(sorted(graph.network))}
    ends, weights = _edges(graph, number)
    total = np.bincount(ends[0], weights, len(number))
    share = np.divide(weights, total[ends[0]])
    rank = np.full(len(number), 1 / len(number))
    for _ in range(_ROUNDS):
        loose = rank[total == 0].sum() / len(number)
        rank = (1 - _DAMPING) / len(number) + _DAMPING * (
            np.bincount(ends[1], rank[ends[0]] * share, len(number)) + loose
        )
    return rank


def _edges(graph: ConceptGraph, number: dict[str, int]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the ends, 2 rows, and the weights of the edges, each taken in both directions."""
    weight: defaultdict[tuple[int, int], float] = defaultdict(float)
    for relation in graph.relations():
        if not RELATION_KINDS[relation.kind].hidden and relation.kind != "requires":
            a, b = number[relation.source], number[relation.target]
            weight[a, b] += max(relation.confidence, 0.01)
            weight[b, a] += max(relation.confidence, 0.01)
    ends = np.array(list(weight), dtype=np.int64).reshape(-1, 2).T
    return ends, np.array(list(weight.values()), dtype=np.float64)


def _mentions(concepts: list[Concept]) -> NDArray[np.float64]:
    return np.array([math.log1p(max(concept.mentions, 0)) + 1e-9 for concept in concepts])


def _explained(concept: Concept) -> float:
    return max((_ROLE_WEIGHTS.get(passage.role, 0.4) for passage in concept.passages), default=0.4)
