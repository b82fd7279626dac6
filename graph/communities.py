"""Communities: groups of concepts that are closer to each other than to the rest, named after their centre."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from graph.louvain import louvain
from graph.model import ConceptGraph

_WEIGHTS = {"related_to": 0.3, "requires": 0.4, "contrasts_with": 0.6}
_SEED = 7


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
    plain, ids = weighted(graph)
    lonely = [node for node in plain if not plain[node]]
    plain.remove_nodes_from(lonely)
    found = louvain(plain, seed=_SEED) if plain else []
    groups = [[ids[node] for node in sorted(group)] for group in found]
    groups.sort(key=lambda group: (-len(group), group[0]))
    if lonely:
        groups.append([ids[node] for node in lonely])
    return tuple(_community(graph, index, group) for index, group in enumerate(groups))


def membership(groups: tuple[Community, ...]) -> dict[str, int]:
    """Return the index of every concept's community, by concept id."""
    return {id: group.index for group in groups for id in group.members}


def weighted(graph: ConceptGraph) -> tuple[nx.Graph[int], list[str]]:
    """Return an undirected weighted graph over 0..n-1, and the concept ids in that order."""
    ids = sorted(graph.network)
    number = {id: place for place, id in enumerate(ids)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(ids)))
    for relation in graph.relations():
        a, b = number[relation.source], number[relation.target]
        if a != b:
            weight = _WEIGHTS.get(relation.kind, 1.0) * max(relation.confidence, 0.05)
            plain.add_edge(a, b, weight=weight + plain.get_edge_data(a, b, {"weight": 0.0})["weight"])
    return plain, ids


def _community(graph: ConceptGraph, index: int, group: list[str]) -> Community:
    members = sorted(group, key=lambda id: (-graph.concept(id).importance, -graph.network.degree(id), id))
    return Community(index, tuple(members), " · ".join(graph.concept(id).name for id in members[:2]))
