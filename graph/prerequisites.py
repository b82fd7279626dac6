"""What must be known before what: questions about the learning order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

import networkx as nx

from graph.learning_order import ALL_TIERS, SHOWN_TIERS, Kept, needed_ids, teaching_key, unlocked_ids
from graph.model import Concept, ConceptGraph, Relation  # noqa: F401 (Relation is for the doctests)

_CHUNK = 16_384


def prerequisites(
    graph: ConceptGraph, id: str, *, depth: int | None = None, tiers: Collection[str] = SHOWN_TIERS
) -> dict[str, int]:
    """Return all that must be known before a concept: id -> steps away, nearest first, siblings in teaching order.

    >>> graph = ConceptGraph()
    >>> for name in "abc": graph.add_concept(Concept(name, name))
    >>> for source, target in ("ab", "bc"): graph.add_relation(Relation(source, target, "requires"))
    >>> prerequisites(graph, "a"), prerequisites(graph, "a", depth=1), prerequisites(graph, "c")
    ({'b': 1, 'c': 2}, {'b': 1}, {})
    """
    return _reach(needed_ids(graph, tiers), id, depth)


def unlocks(
    graph: ConceptGraph, id: str, *, depth: int | None = None, tiers: Collection[str] = SHOWN_TIERS
) -> dict[str, int]:
    """Return all that needs a concept, directly or not: id -> steps away, nearest first, siblings in teaching order.

    >>> graph = ConceptGraph()
    >>> for name in "abc": graph.add_concept(Concept(name, name))
    >>> for source, target in ("ab", "bc"): graph.add_relation(Relation(source, target, "requires"))
    >>> unlocks(graph, "c")
    {'b': 1, 'a': 2}
    """
    return _reach(unlocked_ids(graph, tiers), id, depth)


def ready_now(graph: ConceptGraph, known: Iterable[str], *, tiers: Collection[str] = SHOWN_TIERS) -> list[Concept]:
    """Return what can be learnt next: not known, every direct need known; what `known` opened comes first.

    Concepts that have no place in the learning order are left out. Linear in the graph.

    >>> graph = ConceptGraph()
    >>> for name in "abc": graph.add_concept(Concept(name, name))
    >>> for source, target in ("ab", "bc"): graph.add_relation(Relation(source, target, "requires"))
    >>> [concept.id for concept in ready_now(graph, [])], [concept.id for concept in ready_now(graph, ["c"])]
    (['c'], ['b'])
    """
    done, needed, unlocked = frozenset(known), needed_ids(graph, tiers), unlocked_ids(graph, tiers)
    ready = [id for id in graph.network if id not in done and done.issuperset(needed[id])]
    placed = [graph.concept(id) for id in ready if needed[id] or unlocked[id]]
    return sorted(placed, key=lambda concept: (not needed[concept.id], teaching_key(concept)))


def bottlenecks(
    graph: ConceptGraph, *, limit: int = 10, tiers: Collection[str] = SHOWN_TIERS
) -> list[tuple[Concept, int]]:
    """Return the concepts that unlock most, each with the number of concepts that need it, directly or not.

    >>> graph = ConceptGraph()
    >>> for name in "abc": graph.add_concept(Concept(name, name))
    >>> for source, target in ("ab", "bc"): graph.add_relation(Relation(source, target, "requires"))
    >>> [(concept.id, count) for concept, count in bottlenecks(graph)]
    [('c', 2), ('b', 1)]
    """
    counted = ((graph.concept(id), count) for id, count in _unlock_counts(graph, tiers).items() if count)
    return sorted(counted, key=lambda pair: (-pair[1], teaching_key(pair[0])))[:limit]


def cycles(graph: ConceptGraph, *, tiers: Collection[str] = ALL_TIERS) -> list[tuple[str, ...]]:
    """Return the groups of concepts that need each other in a circle, each sorted; none in an extracted graph."""
    components = nx.strongly_connected_components(_order(graph, tiers))
    return sorted(tuple(sorted(component)) for component in components if len(component) > 1)


def _reach(siblings: Kept[str], id: str, depth: int | None) -> dict[str, int]:
    reached, level, distance = {id: 0}, [id], 0
    while level and distance != depth:
        distance += 1
        met = dict.fromkeys(neighbour for node in level for neighbour in siblings[node] if neighbour not in reached)
        reached.update(dict.fromkeys(met, distance))
        level = list(met)
    del reached[id]
    return reached


def _order(graph: ConceptGraph, tiers: Collection[str]) -> nx.DiGraph[str]:
    needed = needed_ids(graph, tiers)
    return nx.DiGraph((id, other) for id in sorted(graph.network) for other in needed[id])


def _unlock_counts(graph: ConceptGraph, tiers: Collection[str]) -> Counter[str]:
    # Who needs a concept is a set of bits, handed on from each concept to its needs; taking some thousand concepts at
    # a time keeps the sets small: exact, and a few passes over the edges in place of one search per concept.
    order = _order(graph, tiers)
    sequence = list(nx.dfs_postorder_nodes(order))[::-1]
    counts: Counter[str] = Counter()
    for start in range(0, len(sequence), _CHUNK):
        own = {node: 1 << bit for bit, node in enumerate(sequence[start : start + _CHUNK])}
        bits = dict(own)
        for node in sequence[start:]:
            if mask := bits.pop(node, 0):
                counts[node] += (mask & ~own.get(node, 0)).bit_count()
                bits.update((needed, bits.get(needed, 0) | mask) for needed in order[node])
    return counts
