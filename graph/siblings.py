"""Siblings: concepts of the same parent, or that the notes compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.learning_order import teaching_key
from graph.model import Concept, ConceptGraph, Relation  # noqa: F401 (Concept and Relation are for the doctest)

_UP = ("is_a", "derives_from")
_CROWD = 200
"""A parent of more relations than this is no family: everything would be the sibling of everything."""


def siblings(graph: ConceptGraph, id: str) -> list[str]:
    """Return the siblings of a concept: who is compared with it or shares most parents first, then in teaching order.

    >>> graph = ConceptGraph()
    >>> for name in ("PEFT", "LoRA", "Adapter", "RAG"): graph.add_concept(Concept(name, name))
    >>> for name in ("LoRA", "Adapter"): graph.add_relation(Relation(name, "PEFT", "is_a"))
    >>> siblings(graph, "LoRA"), siblings(graph, "RAG")
    (['Adapter'], [])
    """
    ties = Counter(one for one in _ties(graph, id) if one != id)
    return sorted(ties, key=lambda one: (-ties[one], teaching_key(graph.concept(one))))


def parents(graph: ConceptGraph, id: str) -> list[tuple[str, str]]:
    """Return what a concept is a kind, a part or a variant of, as (id, relation kind) pairs, sorted.

    >>> graph = ConceptGraph()
    >>> for name in "abc": graph.add_concept(Concept(name, name))
    >>> for source, target, kind in (("a", "b", "is_a"), ("c", "a", "includes")):
    ...     graph.add_relation(Relation(source, target, kind))
    >>> parents(graph, "a")
    [('b', 'is_a'), ('c', 'includes')]
    """
    up = {(target, kind) for _, target, kind in graph.network.out_edges(id, keys=True) if kind in _UP}
    up |= {(source, kind) for source, _, kind in graph.network.in_edges(id, keys=True) if kind == "includes"}
    return sorted(pair for pair in up if pair[0] != id)


def _ties(graph: ConceptGraph, id: str) -> Iterator[str]:
    network = graph.network
    yield from (target for _, target, kind in network.out_edges(id, keys=True) if kind == "contrasts_with")
    yield from (source for source, _, kind in network.in_edges(id, keys=True) if kind == "contrasts_with")
    for parent, kind in parents(graph, id):
        if network.degree(parent) <= _CROWD:
            yield from _children(graph, parent, kind)


def _children(graph: ConceptGraph, parent: str, kind: str) -> list[str]:
    if kind == "includes":
        return [target for _, target, one in graph.network.out_edges(parent, keys=True) if one == kind]
    return [source for source, _, one in graph.network.in_edges(parent, keys=True) if one == kind]
