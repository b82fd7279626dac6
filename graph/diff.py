"""What changed between two graphs of the same notes: concepts and relations added, removed, renamed, changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.model import Concept, ConceptGraph, Evidence, Relation, fold
from graph.vocabulary import RELATION_KINDS


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is not what it was."""

    field: str
    """Name of the field."""
    old: tuple[str, ...]
    """Its former values, without those that stayed; empty where it had none."""
    new: tuple[str, ...]
    """Its present values, without those that stayed."""


@dataclass(frozen=True, slots=True)
class ConceptChange:
    """A concept that both graphs have, under one id or by one of its names."""

    old: Concept
    """As it was."""
    new: Concept
    """As it is."""
    changes: tuple[Change, ...]
    """What differs; lines and measures do not count, since every edit moves them."""

    @property
    def renamed(self) -> bool:
        """Whether the learner finds it under another name now."""
        return self.old.name != self.new.name


@dataclass(frozen=True, slots=True)
class RelationChange:
    """A relation that both graphs have."""

    old: Relation
    """As it was, between the concepts' former ids."""
    new: Relation
    """As it is."""
    changes: tuple[Change, ...]
    """What differs."""


@dataclass(frozen=True, slots=True)
class GraphDiff:
    """The difference between two graphs."""

    added: tuple[Concept, ...]
    """Concepts that are new, by id."""
    removed: tuple[Concept, ...]
    """Concepts that are gone, by id."""
    merged: tuple[tuple[Concept, Concept], ...]
    """Concepts that became a name of another, with that other."""
    changed: tuple[ConceptChange, ...]
    """Concepts that differ, renamed ones included, by new id."""
    relations_added: tuple[Relation, ...]
    """Relations that are new, by source, target and kind."""
    relations_removed: tuple[Relation, ...]
    """Relations that are gone."""
    relations_changed: tuple[RelationChange, ...]
    """Relations that differ."""
    names: Mapping[str, str]
    """Name of every concept that the above mention, by id; the new name where both graphs have one."""

    def __bool__(self) -> bool:
        """Whether anything differs."""
        concepts = (self.added, self.removed, self.merged, self.changed)
        return any((*concepts, self.relations_added, self.relations_removed, self.relations_changed))


@dataclass(frozen=True, slots=True)
class _Successors:
    """Where the concepts of the old graph live on, by old id."""

    same: dict[str, str]
    """Under the same id, or renamed."""
    merged: dict[str, str]
    """As a name of a concept that was there before."""

    def ends(self, relation: Relation) -> tuple[str, str, str]:
        """Return what a relation of the old graph is told by in the new one."""
        source, target = (
            self.same.get(id) or self.merged.get(id) or f"{id} (gone)" for id in (relation.source, relation.target)
        )
        return _key(source, target, relation.kind)


def diff(old: ConceptGraph, new: ConceptGraph) -> GraphDiff:
    """Return what changed from the old graph to the new one.

    A concept whose id is gone lives on in the concept that bears one of its names now: renamed where that one is new,
    merged where it was there before.
    """
    follows = _successors(old, new)
    kept = set(follows.same.values())
    before = {follows.ends(r): r for r in old.relations() if not _swallowed(r, follows)}
    after = {_key(r.source, r.target, r.kind): r for r in new.relations()}
    return GraphDiff(
        added=tuple(c for c in new.concepts() if c.id not in kept),
        removed=tuple(c for c in old.concepts() if c.id not in follows.same and c.id not in follows.merged),
        merged=tuple((old.concept(a), new.concept(b)) for a, b in sorted(follows.merged.items())),
        changed=tuple(_concept_changes((old.concept(a), new.concept(b)) for a, b in sorted(follows.same.items()))),
        relations_added=tuple(r for key, r in after.items() if key not in before),
        relations_removed=tuple(r for key, r in before.items() if key not in after),
        relations_changed=tuple(_relation_changes((r, after[key]) for key, r in before.items() if key in after)),
        names={concept.id: concept.name for graph in (old, new) for concept in graph.concepts()},
    )


def _successors(old: ConceptGraph, new: ConceptGraph) -> _Successors:
    by_name: dict[str, str] = {}
    for concept in new.concepts():
        by_name[fold(concept.name)] = concept.id
    for concept in new.concepts():
        for name in concept.names:
            by_name.setdefault(fold(name), concept.id)
    found = _Successors({id: id for id in sorted(old.network) if id in new}, {})
    taken = set(found.same)
    for concept in old.concepts():
        heir = next((by_name[fold(name)] for name in concept.names if fold(name) in by_name), None)
        if concept.id in found.same or heir is None:
            continue
        (found.merged if heir in taken else found.same)[concept.id] = heir
        taken.add(heir)
    return found


def _swallowed(relation: Relation, follows: _Successors) -> bool:
    """Whether both ends have become one concept."""
    source, target, _ = follows.ends(relation)
    return source == target and relation.source != relation.target


def _key(source: str, target: str, kind: str) -> tuple[str, str, str]:
    """Return ends and kind; the ends of a symmetric kind in one order, since it may be stored either way."""
    known = RELATION_KINDS.get(kind)
    if known and known.symmetric and target < source:
        return target, source, kind
    return source, target, kind


def _concept_changes(pairs: Iterable[tuple[Concept, Concept]]) -> Iterator[ConceptChange]:
    for old, new in pairs:
        changes = _changes(_concept_values(old), _concept_values(new))
        if changes:
            yield ConceptChange(old, new, changes)


def _relation_changes(pairs: Iterable[tuple[Relation, Relation]]) -> Iterator[RelationChange]:
    for old, new in pairs:
        changes = _changes(_relation_values(old), _relation_values(new))
        if changes:
            yield RelationChange(old, new, changes)


def _concept_values(concept: Concept) -> dict[str, tuple[str, ...]]:
    definition = (_quote(concept.definition),) if concept.definition else ()
    explained = (passage for passage in concept.passages if passage.role != "mention")
    return {
        "name": (concept.name,),
        "language": (concept.language,),
        "kind": (concept.kind,) if concept.kind else (),
        "aliases": tuple(alias.name for alias in concept.aliases),
        "definition": definition,
        "passages": tuple(" › ".join((p.path, *p.heading)) + f": {p.text}" for p in explained),
    }


def _relation_values(relation: Relation) -> dict[str, tuple[str, ...]]:
    return {
        "origin": (relation.origin,),
        "tier": (relation.tier,) if relation.tier else (),
        "reason": (relation.reason,) if relation.reason else (),
        "evidence": tuple(map(_quote, relation.evidence)),
    }


def _quote(evidence: Evidence) -> str:
    return f"{evidence.path}: {evidence.quote}"


def _changes(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> tuple[Change, ...]:
    return tuple(
        Change(
            field,
            tuple(value for value in old[field] if value not in new[field]),
            tuple(value for value in new[field] if value not in old[field]),
        )
        for field in old
        if set(old[field]) != set(new[field])
    )
