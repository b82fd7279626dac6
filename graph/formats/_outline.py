"""The graph as a tree, for the formats that are outlines: kinds and parts stand under what they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.model import Concept, ConceptGraph, Relation

MAX_DEPTH = 6
"""Deeper levels start again at the left: a chain of a thousand concepts is no outline, and Markdown readers stop at
some depth (markdown-it at twenty blocks, two for each level)."""
_HIERARCHY = ("is_a", "includes")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline."""

    depth: int
    """0 for the outermost level."""
    concept: Concept
    """What stands there."""
    repeated: bool
    """Whether the concept has its own place elsewhere, with its children and its explanation."""


def outline(graph: ConceptGraph) -> Iterator[Entry]:
    """Yield every concept at one place of its own, and again, marked as repeated, under its further parents.

    Concepts under nothing come first, then what only hangs in a cycle, the more important first.
    """
    children = _children(graph)
    under = {child for ids in children.values() for child in ids}
    ranked = _ranked(graph, set(graph.network))
    placed: set[str] = set()
    for root in [*(id for id in ranked if id not in under), *(id for id in ranked if id in under)]:
        if root not in placed:
            yield from _branch(graph, children, placed, root)


def other_relations(graph: ConceptGraph, id: str) -> dict[str, list[Relation]]:
    """Return the relations that start at a concept and that the tree does not show, by kind."""
    found: dict[str, list[Relation]] = {}
    for relation in graph.relations_of(id):
        looped = relation.source == relation.target
        if relation.source == id and (looped or relation.kind not in _HIERARCHY):
            listed = found.setdefault(relation.kind, [])
            if relation not in listed[-1:]:
                listed.append(relation)
    return found


def _children(graph: ConceptGraph) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for relation in graph.relations(*_HIERARCHY):
        ends = (relation.target, relation.source) if relation.kind == "is_a" else (relation.source, relation.target)
        if ends[0] != ends[1]:
            found.setdefault(ends[0], set()).add(ends[1])
    return {parent: _ranked(graph, ids) for parent, ids in found.items()}


def _ranked(graph: ConceptGraph, ids: set[str]) -> list[str]:
    return sorted(ids, key=lambda id: (-graph.concept(id).importance, id))


def _branch(graph: ConceptGraph, children: dict[str, list[str]], placed: set[str], root: str) -> Iterator[Entry]:
    waiting = [(0, root)]
    while waiting:
        depth, id = waiting.pop()
        repeated = id in placed
        yield Entry(depth, graph.concept(id), repeated)
        if not repeated:
            placed.add(id)
            if depth < MAX_DEPTH:
                waiting.extend((depth + 1, child) for child in reversed(children.get(id, [])))
