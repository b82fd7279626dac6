"""The part of the graph around some concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from graph.model import Concept, ConceptGraph, Relation  # noqa: F401 (Concept is for the doctests)
from graph.vocabulary import RELATION_KINDS

Direction = Literal["out", "in", "both"]
"""Along the arrows, against them, or either way."""

VISIBLE_KINDS: tuple[str, ...] = tuple(name for name, kind in RELATION_KINDS.items() if not kind.hidden)
"""The kinds that views show at first."""


def neighbourhood(
    graph: ConceptGraph,
    centres: Iterable[str],
    *,
    depth: int = 1,
    direction: Direction = "both",
    kinds: Collection[str] = VISIBLE_KINDS,
) -> dict[str, int]:
    """Return the concepts within `depth` relations of some centres: id -> distance, nearest first, then by id.

    Symmetric kinds are followed both ways. Linear in the part visited.

    >>> graph = ConceptGraph()
    >>> for name in "abc": graph.add_concept(Concept(name, name))
    >>> for source, target in ("ab", "bc"): graph.add_relation(Relation(source, target, "uses"))
    >>> neighbourhood(graph, ["b"]), neighbourhood(graph, ["b"], direction="out"), neighbourhood(graph, ["a"], depth=2)
    ({'b': 0, 'a': 1, 'c': 1}, {'b': 0, 'c': 1}, {'a': 0, 'b': 1, 'c': 2})
    """
    level = sorted(set(centres))
    reached = dict.fromkeys(level, 0)
    for distance in range(1, depth + 1):
        found = {other for id in level for other in _next_to(graph, id, direction, kinds)} - reached.keys()
        level = sorted(found)
        reached.update(dict.fromkeys(level, distance))
    return reached


def subgraph(graph: ConceptGraph, ids: Iterable[str], *, kinds: Collection[str] = VISIBLE_KINDS) -> ConceptGraph:
    """Return a graph of some concepts and the relations of some kinds among them.

    >>> graph = ConceptGraph()
    >>> for name in "abc": graph.add_concept(Concept(name, name))
    >>> for source, target in ("ab", "bc"): graph.add_relation(Relation(source, target, "uses"))
    >>> part = subgraph(graph, ["a", "b"])
    >>> sorted(part.network), [relation.target for relation in part.relations()]
    (['a', 'b'], ['b'])
    """
    part = ConceptGraph(graph.title, graph.notes, graph.warnings)
    wanted = sorted(set(ids))
    for id in wanted:
        part.add_concept(graph.concept(id))
    for id in wanted:
        for relation in _outgoing(graph, id, kinds):
            if relation.target in part:
                part.add_relation(relation)
    return part


def _next_to(graph: ConceptGraph, id: str, direction: Direction, kinds: Collection[str]) -> set[str]:
    out = graph.network.out_edges(id, keys=True)
    back = graph.network.in_edges(id, keys=True)
    forward = {t for _, t, kind in out if kind in kinds and (direction != "in" or RELATION_KINDS[kind].symmetric)}
    return forward | {
        s for s, _, kind in back if kind in kinds and (direction != "out" or RELATION_KINDS[kind].symmetric)
    }


def _outgoing(graph: ConceptGraph, id: str, kinds: Collection[str]) -> list[Relation]:
    found = (data["relation"] for *_, kind, data in graph.network.out_edges(id, keys=True, data=True) if kind in kinds)
    return sorted(found, key=lambda r: (r.target, r.kind))
