"""Two concepts side by side: what they share, what differs, and where the notes contrast them."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Concept, ConceptGraph, Relation


@dataclass(frozen=True, slots=True)
class Comparison:
    """The relations of two concepts, sorted by whether they share them."""

    common: tuple[tuple[Relation, Relation], ...]
    """Pairs of relations of the same kind and direction to the same third concept."""
    first: tuple[Relation, ...]
    """Relations to others that only the first has."""
    second: tuple[Relation, ...]
    """Relations to others that only the second has."""
    contrast: tuple[Relation, ...]
    """Relations between the two."""


def compare(graph: ConceptGraph, a: str, b: str) -> Comparison:
    """Return the comparison of two concepts; what stands between the two is in `contrast` alone."""
    mine, theirs = _to_others(graph, a, b), _to_others(graph, b, a)
    shared = sorted(mine.keys() & theirs.keys())
    return Comparison(
        common=tuple((mine[key], theirs[key]) for key in shared),
        first=tuple(relation for key, relation in mine.items() if key not in theirs),
        second=tuple(relation for key, relation in theirs.items() if key not in mine),
        contrast=tuple(graph.relations_between(a, b)),
    )


def contrasts(graph: ConceptGraph) -> list[tuple[Concept, Concept]]:
    """Return the pairs that the notes contrast, the pair of the most important lesser concept first."""
    pairs = [(graph.concept(r.source), graph.concept(r.target)) for r in graph.relations("contrasts_with")]
    return sorted(pairs, key=lambda pair: (-min(one.importance for one in pair), pair[0].id, pair[1].id))


def _to_others(graph: ConceptGraph, id: str, except_id: str) -> dict[tuple[str, str, bool], Relation]:
    found = {}
    for relation in graph.relations_of(id):
        out = relation.source == id
        other = relation.target if out else relation.source
        if other != except_id and relation.kind != "requires":
            found[relation.kind, other, out] = relation
    return found
