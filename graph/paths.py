"""Learning paths, with the reason for every step, and the shortest connections of two concepts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import overload

from graph.learning_order import SHOWN_TIERS, needed_ids, needs_of
from graph.model import Concept, ConceptGraph, Relation
from graph.vocabulary import RELATION_KINDS


@dataclass(frozen=True, slots=True)
class Step:
    """One concept of a learning path."""

    concept: Concept
    """What to learn now."""
    depth: int
    """Longest chain of earlier steps that lead here; 0 where the step needs no other step."""
    because: tuple[Relation, ...]
    """What the concept directly needs: earlier steps, or concepts already known."""


class Steps(Sequence[Step]):
    """The steps of a path, each made when it is read: a path may be long, and a screen shows a few."""

    def __init__(self, graph: ConceptGraph, order: Sequence[str], tiers: Collection[str]) -> None:
        self._graph, self._order = graph, order
        self._needs, self._needed = needs_of(graph, tiers), needed_ids(graph, tiers)

    @overload
    def __getitem__(self, index: int) -> Step: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Step]: ...
    def __getitem__(self, index: int | slice) -> Step | Sequence[Step]:
        if isinstance(index, slice):
            return tuple(self)[index]
        id = self._order[index]
        return Step(self._graph.concept(id), self._depths[id], self._needs[id])

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[Step]:
        concept, depths, needs = self._graph.concept, self._depths, self._needs
        return (Step(concept(id), depths[id], needs[id]) for id in self._order)

    @cached_property
    def _depths(self) -> dict[str, int]:
        depths: dict[str, int] = {}
        for id in self._order:
            depths[id] = 1 + max([depths[other] for other in self._needed[id] if other in depths], default=-1)
        return depths


@dataclass(frozen=True, slots=True)
class LearningPath:
    """What to learn, in order, to reach some targets."""

    targets: tuple[Concept, ...]
    """Where it leads."""
    known: tuple[Concept, ...]
    """What the learner knows already."""
    steps: Sequence[Step]
    """The steps, each after all it needs; the targets among them, unless known."""
    left_out: int = 0
    """Number of later steps that the limit cut off."""

    @property
    def already_known(self) -> tuple[Concept, ...]:
        """The targets that need no learning."""
        return tuple(target for target in self.targets if target in self.known)

    @property
    def without_order(self) -> tuple[Concept, ...]:
        """The targets whose prerequisites the notes do not tell."""
        return tuple(step.concept for step in self.steps if step.concept in self.targets and not step.because)

    def needed_by(self) -> dict[str, list[Concept]]:
        """Return which later steps directly need a step, by its id: why it is there at all."""
        needed: dict[str, list[Concept]] = {}
        for step in self.steps:
            for relation in step.because:
                needed.setdefault(relation.target, []).append(step.concept)
        return needed


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a connection."""

    source: str
    """Id of the concept it leaves."""
    target: str
    """Id of the concept it reaches."""
    relations: tuple[Relation, ...]
    """The relations between the two, of either direction."""


Connection = tuple[Hop, ...]
"""A chain of hops between two concepts."""

TOLD_KINDS: tuple[str, ...] = tuple(name for name in RELATION_KINDS if name not in {"related_to", "requires"})
"""The kinds that connect concepts: what the notes say, not what is derived from it."""


def learning_path(
    graph: ConceptGraph,
    targets: Iterable[str],
    *,
    known: Iterable[str] = (),
    limit: int | None = None,
    tiers: Collection[str] = SHOWN_TIERS,
) -> LearningPath:
    """Return the least to learn for the targets: each concept right after what it needs, important siblings first.

    Nothing behind a known concept is asked for. A circle of needs is cut where the walk meets it again.
    The walk is a depth-first post-order (Tarjan 1976), linear in the part of the graph that it visits.

    >>> graph = ConceptGraph()
    >>> for name in "abcd": graph.add_concept(Concept(name, name))
    >>> for source, target in ("ab", "ac", "cd"): graph.add_relation(Relation(source, target, "requires"))
    >>> [(step.concept.id, step.depth) for step in learning_path(graph, ["a"]).steps]
    [('b', 0), ('d', 0), ('c', 1), ('a', 2)]
    >>> [step.concept.id for step in learning_path(graph, ["a"], known=["c"]).steps]
    ['b', 'a']
    """
    goals, done = list(dict.fromkeys(targets)), dict.fromkeys(known)
    order = _walk(goals, done, needed_ids(graph, tiers))
    return LearningPath(
        targets=tuple(map(graph.concept, goals)),
        known=tuple(map(graph.concept, done)),
        steps=Steps(graph, order[:limit], tiers),
        left_out=len(order) - len(order[:limit]),
    )


def connections(
    graph: ConceptGraph, a: str, b: str, *, kinds: Collection[str] = TOLD_KINDS, limit: int = 10
) -> list[Connection]:
    """Return the shortest chains of relations between two concepts, directions ignored; at most `limit`, sorted.

    >>> graph = ConceptGraph()
    >>> for name in "abc": graph.add_concept(Concept(name, name))
    >>> for source, target in ("ab", "cb"): graph.add_relation(Relation(source, target, "uses"))
    >>> [[hop.target for hop in chain] for chain in connections(graph, "a", "c")]
    [['b', 'c']]
    """
    if a == b:
        return []
    found = islice(_chains(_parents(graph, a, b, kinds), a, b), limit)
    return [tuple(_hop(graph, *pair, kinds) for pair in pairwise(chain)) for chain in found]


def _walk(goals: Sequence[str], known: Iterable[str], needed: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids in learning order: the post-order of a depth-first walk that known concepts end."""
    order: list[str] = []
    met = set(known)
    opened: list[str] = []
    # A None on the stack says that all before the concept opened last is done.
    stack: list[str | None] = list(reversed(goals))
    while stack:
        id = stack.pop()
        if id is None:
            order.append(opened.pop())
        elif id not in met:
            met.add(id)
            if before := needed[id]:
                opened.append(id)
                stack.append(None)
                stack += before[::-1]
            else:
                order.append(id)
    return order


def _neighbours(graph: ConceptGraph, id: str, kinds: Collection[str]) -> set[str]:
    out = {target for _, target, kind in graph.network.out_edges(id, keys=True) if kind in kinds}
    return out | {source for source, _, kind in graph.network.in_edges(id, keys=True) if kind in kinds}


def _parents(graph: ConceptGraph, a: str, b: str, kinds: Collection[str]) -> dict[str, list[str]]:
    """Return each concept met on the way from a to b with the concepts of the level before that lead to it."""
    parents: dict[str, list[str]] = {a: []}
    level = [a]
    while level and b not in parents:
        found: dict[str, list[str]] = {}
        for id in level:
            for neighbour in _neighbours(graph, id, kinds) - parents.keys():
                found.setdefault(neighbour, []).append(id)
        parents.update(found)
        level = sorted(found)
    return parents


def _chains(parents: dict[str, list[str]], a: str, b: str) -> Iterator[list[str]]:
    if a == b:
        yield [a]
    for parent in parents.get(b, ()):
        for chain in _chains(parents, a, parent):
            yield [*chain, b]


def _hop(graph: ConceptGraph, source: str, target: str, kinds: Collection[str]) -> Hop:
    between = (r for r in graph.relations_between(source, target) if r.kind in kinds)
    return Hop(source, target, tuple(between))
