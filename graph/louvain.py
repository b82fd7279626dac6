"""Louvain's method on plain lists, with an end to every round: networkx's own takes minutes on large graphs.

networkx moves concepts until not one gains anything, which a large graph without clear groups puts off for ever; here,
as in the authors' own program, a sweep over all concepts that gains next to nothing is the last one of its level.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import networkx as nx

Links = list[dict[int, float]]
"""For each node the weight of the edge to each other node; to itself, twice the weight of what was joined into it."""

_LEAST_GAIN = 1e-3
"""Of modularity in one sweep. Blondel et al. (2008) stop at the same order of magnitude."""


def louvain(graph: nx.Graph[int], *, seed: int) -> list[set[int]]:
    """Return the communities of a weighted graph over 0..n-1 without loops; the same for the same graph and seed.

    Linear in the edges for each sweep, some ten sweeps in all. Source: Blondel et al. 2008,
    https://doi.org/10.1088/1742-5468/2008/10/P10008

    >>> louvain(nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(4)), seed=0)
    [{0, 1, 2}, {3, 4, 5, 6}]
    """
    nodes = sorted(graph)
    place = {node: number for number, node in enumerate(nodes)}
    links: Links = [{place[other]: data.get("weight", 1.0) for other, data in graph[node].items()} for node in nodes]
    members = [{node} for node in nodes]
    order = random.Random(seed)
    while True:
        of = _swept(links, order)
        if len(set(of)) == len(links):
            return members
        links, members = _joined(links, members, of)


def _swept(links: Links, order: random.Random) -> list[int]:
    """Return the community of each node after moving single nodes until a sweep gains too little."""
    of, degrees = list(range(len(links))), [sum(near.values()) for near in links]
    totals, whole = list(degrees), sum(degrees)
    turns = list(range(len(links)))
    order.shuffle(turns)
    gain = whole
    while gain > _LEAST_GAIN * whole / 2:
        gain = sum(_move(node, links[node], of, totals, degrees[node], whole) for node in turns)
    return of


def _move(node: int, near: dict[int, float], of: list[int], totals: list[float], degree: float, whole: float) -> float:
    """Move a node to where its edges are most, compared with chance; return the gain, in weight of edges."""
    home, share = of[node], degree / whole
    totals[home] -= degree
    towards = {home: 0.0}
    for other, weight in near.items():
        if other != node:
            towards[of[other]] = towards.get(of[other], 0.0) + weight
    stay = towards[home] - totals[home] * share
    best, gain = home, stay
    for group, weight in towards.items():
        better = weight - totals[group] * share
        if better > gain + 1e-12:
            best, gain = group, better
    of[node] = best
    totals[best] += degree
    return gain - stay


def _joined(links: Links, members: Sequence[set[int]], of: Sequence[int]) -> tuple[Links, list[set[int]]]:
    """Return the graph whose nodes are the communities, numbered by their first member."""
    number: dict[int, int] = {}
    for group in of:
        number.setdefault(group, len(number))
    joined: Links = [{} for _ in number]
    inside: list[set[int]] = [set() for _ in number]
    for node, near in enumerate(links):
        row = joined[number[of[node]]]
        inside[number[of[node]]] |= members[node]
        for other, weight in near.items():
            to = number[of[other]]
            row[to] = row.get(to, 0.0) + weight
    return joined, inside
