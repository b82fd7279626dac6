"""Communities: groups of concepts that are closer to each other than to the rest, named after their centre."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass

from graph.model import ConceptGraph

_WEIGHTS = {"related_to": 0.3, "requires": 0.4, "contrasts_with": 0.6}
_SEED = 7
_LEAST_GAIN = 1e-9
_AT_REST = 0.001
"""A round that moves less than this share of the nodes is the last of its level."""

Ties = list[dict[int, float]]
"""For each node the weight of its ties to others, by their number; a tie to itself counts both ways."""


@dataclass(frozen=True, slots=True)
class Community:
    """A group of concepts."""

    index: int
    """Place in the order by size, from 0."""
    members: tuple[str, ...]
    """Ids of its concepts, most important first."""
    name: str
    """Names of its most central concepts."""


def communities(graph: ConceptGraph) -> tuple[Community, ...]:
    """Return the communities, largest first; every concept is in exactly one.

    Louvain's method (Blondel et al. 2008) on the undirected graph, with a fixed seed and integer nodes, so that the
    same graph has the same communities under every hash seed. Concepts without relations share the last one.
    """
    ids = sorted(graph.network)
    ties = _ties(graph, ids)
    joined = [node for node, near in enumerate(ties) if near]
    lonely = [ids[node] for node, near in enumerate(ties) if not near]
    number = {node: place for place, node in enumerate(joined)}
    found = _louvain([{number[other]: weight for other, weight in ties[node].items()} for node in joined])
    groups = [[ids[joined[node]] for node in sorted(group)] for group in found]
    groups.sort(key=lambda group: (-len(group), group[0]))
    if lonely:
        groups.append(lonely)
    return tuple(_community(graph, index, group) for index, group in enumerate(groups))


def membership(groups: tuple[Community, ...]) -> dict[str, int]:
    """Return the index of every concept's community, by concept id."""
    return {id: group.index for group in groups for id in group.members}


def _ties(graph: ConceptGraph, ids: list[str]) -> Ties:
    """Return how strongly concepts are tied, in the order of their ids."""
    number = {id: place for place, id in enumerate(ids)}
    ties: Ties = [{} for _ in ids]
    for relation in graph.relations():
        a, b = number[relation.source], number[relation.target]
        if a != b:
            weight = _WEIGHTS.get(relation.kind, 1.0) * max(relation.confidence, 0.05)
            ties[a][b] = ties[b][a] = ties[a].get(b, 0.0) + weight
    return ties


def _louvain(ties: Ties) -> list[list[int]]:
    """Return groups of nodes: nodes move to the best neighbouring group, groups become nodes, until nothing moves.

    Written out, since networkx takes three to four times as long for groups of the same modularity.
    """
    groups = [[node] for node in range(len(ties))]
    numbers = random.Random(_SEED)
    while True:
        order = list(range(len(ties)))
        numbers.shuffle(order)
        group_of = _moved(ties, order)
        places: dict[int, int] = {}
        for group in group_of:
            places.setdefault(group, len(places))
        if len(places) == len(ties):
            return groups
        group_of = [places[group] for group in group_of]
        groups, ties = _joined(groups, group_of, len(places)), _merged(ties, group_of, len(places))


def _moved(ties: Ties, order: list[int]) -> list[int]:
    """Return the group of each node after moving nodes one by one to where they raise the modularity most."""
    degree = [sum(near.values()) for near in ties]
    total, weight, group_of = sum(degree), degree[:], list(range(len(ties)))
    moves = len(ties)
    while moves > _AT_REST * len(ties):
        moves = 0
        for node in order:
            here = group_of[node]
            weight[here] -= degree[node]
            best = _best(ties[node], node, here, group_of, weight, degree[node] / total)
            weight[best] += degree[node]
            group_of[node] = best
            moves += best != here
    return group_of


def _best(near: dict[int, float], node: int, here: int, group_of: list[int], weight: list[float], share: float) -> int:
    """Return the group that a node fits best: strong ties to it, beyond what the weight of the group makes likely."""
    drawn: dict[int, float] = {here: 0.0}
    for other, tie in near.items():
        if other != node:
            group = group_of[other]
            drawn[group] = drawn.get(group, 0.0) + tie
    best, most = here, drawn[here] - weight[here] * share + _LEAST_GAIN
    for group, tie in drawn.items():
        gain = tie - weight[group] * share
        if gain > most:
            best, most = group, gain
    return best


def _joined(groups: list[list[int]], group_of: list[int], count: int) -> list[list[int]]:
    joined: list[list[int]] = [[] for _ in range(count)]
    for members, group in zip(groups, group_of, strict=True):
        joined[group] += members
    return joined


def _merged(ties: Ties, group_of: list[int], count: int) -> Ties:
    merged: list[defaultdict[int, float]] = [defaultdict(float) for _ in range(count)]
    for node, near in enumerate(ties):
        for other, weight in near.items():
            merged[group_of[node]][group_of[other]] += weight
    return [dict(near) for near in merged]


def _community(graph: ConceptGraph, index: int, group: list[str]) -> Community:
    members = sorted(group, key=lambda id: (-graph.concept(id).importance, -graph.network.degree(id), id))
    return Community(index, tuple(members), " · ".join(graph.concept(id).name for id in members[:2]))
