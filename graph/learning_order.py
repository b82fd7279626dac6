"""The learning order as questions walk it: the `requires` relations of a concept, siblings in teaching order.

`requires` runs from a concept to what must be known first. Only the tiers strong and medium count unless asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from graph.model import Concept, ConceptGraph, Relation

SHOWN_TIERS: frozenset[str] = frozenset({"strong", "medium", ""})
"""The tiers that count by default; a relation of the user's own may have none."""

ALL_TIERS: frozenset[str] = SHOWN_TIERS | {"weak"}
"""Every tier, also the weak one that views hide."""

T = TypeVar("T")


def teaching_key(concept: Concept) -> tuple[float, str, int, str]:
    """Return the key that puts siblings in the order of a lesson: important first, then as the notes have them."""
    place = concept.passages[0] if concept.passages else None
    return (-concept.importance, place.path if place else "", place.line if place else 0, concept.id)


class Kept(dict[str, tuple[T, ...]]):
    """What stands one step away from each concept, looked up once and kept."""

    def __init__(self, look_up: Callable[[str], Iterable[T]]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, id: str) -> tuple[T, ...]:
        found = self[id] = tuple(self._look_up(id))
        return found


def needs_of(graph: ConceptGraph, tiers: Collection[str] = SHOWN_TIERS) -> Kept[Relation]:
    """Return the relations from each concept to what it directly needs, in teaching order; filled as it is read.

    >>> graph = ConceptGraph()
    >>> for name in ("QLoRA", "LoRA"): graph.add_concept(Concept(name.lower(), name))
    >>> graph.add_relation(Relation("qlora", "lora", "requires", tier="strong"))
    >>> [relation.target for relation in needs_of(graph)["qlora"]]
    ['lora']
    """
    ids, successors = needed_ids(graph, tiers), _network(graph)._succ

    def look_up(id: str) -> list[Relation]:
        targets = successors[id]
        return [targets[other]["requires"]["relation"] for other in ids[id]]

    return _kept(graph, "needs", tiers, look_up)


def needed_ids(graph: ConceptGraph, tiers: Collection[str] = SHOWN_TIERS) -> Kept[str]:
    """Return the ids that each concept directly needs, in teaching order; filled as it is read."""
    return _kept(graph, "needed ids", tiers, _ids(graph, _network(graph)._succ, tiers))


def unlocked_ids(graph: ConceptGraph, tiers: Collection[str] = SHOWN_TIERS) -> Kept[str]:
    """Return the ids that directly need each concept, in teaching order; filled as it is read."""
    return _kept(graph, "unlocked ids", tiers, _ids(graph, _network(graph)._pred, tiers))


def _ids(graph: ConceptGraph, neighbours: Mapping[str, Any], tiers: Collection[str]) -> Callable[[str], list[str]]:
    nodes = _network(graph)._node

    def key(id: str) -> tuple[float, str, int, str]:
        return teaching_key(nodes[id]["concept"])

    def look_up(id: str) -> list[str]:
        found = [
            other
            for other, kinds in neighbours[id].items()
            if "requires" in kinds and kinds["requires"]["relation"].tier in tiers
        ]
        if len(found) > 1:
            found.sort(key=key)
        return found

    return look_up


def _kept(graph: ConceptGraph, what: str, tiers: Collection[str], look_up: Callable[[str], Iterable[T]]) -> Kept[T]:
    # networkx empties this mapping whenever the network changes, so what is kept is never out of date.
    cache: dict[object, Kept[T]] = _network(graph).__networkx_cache__
    return cache.setdefault(("notegraph", what, frozenset(tiers)), Kept(look_up))


def _network(graph: ConceptGraph) -> Any:
    # The public views cost several times the step they guard; networkx's own algorithms read `_succ` and `_pred` too.
    return graph.network
