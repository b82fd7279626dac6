"""Pairs of concepts, described by everything the notes show of them: contacts, claims of the rules, names, order."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from extract.concepts.found import Found
from extract.general_language import specificity
from extract.language import has_han
from extract.reading.document import Document
from extract.relations.claims import Claim
from extract.relations.contacts import Contact, Features, contacts
from extract.relations.scene import Scene
from graph.model import Concept

Pair = tuple[str, str]
"""Ids of two concepts, the smaller first."""
Place = tuple[int, int]
"""Index of a document, and of a block in it."""
_PLACES = 6
"""Contacts of a pair that are remembered for its evidence."""


@dataclass(slots=True)
class Met:
    """What brings a pair together."""

    features: Features = field(default_factory=dict)
    """The greatest value of each feature of the contacts; a. and b. tell which concept stood first."""
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """Side and kind of contact -> how many."""
    notes: set[int] = field(default_factory=set)
    blocks: set[tuple[int, int]] = field(default_factory=set)
    places: list[tuple[int, Contact]] = field(default_factory=list)
    """(document, contact): the first of the notes."""
    claims: list[Claim] = field(default_factory=list)

    def add(self, number: int, contact: Contact, side: str) -> None:
        """Add a contact of a document, first concept on side a or b."""
        prefix = f"{side}.{contact.kind}"
        self.counts[prefix] += 1
        for name, value in contact.features.items():
            key = _joined(prefix, name)
            if value > self.features.get(key, 0.0):
                self.features[key] = value
        self.notes.add(number)
        self.blocks.add((number, contact.block))
        if len(self.places) < _PLACES:
            self.places.append((number, contact))


@lru_cache(maxsize=65536)
def _joined(prefix: str, name: str) -> str:
    return f"{prefix}.{name}"


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one concept."""

    first: tuple[int, int]
    """(document, block) that names it first."""
    documents: frozenset[int]
    blocks: frozenset[tuple[int, int]]
    """(document, block) of each block that names it."""
    about: frozenset[tuple[int, int]]
    """Blocks of the passages that explain it."""
    defines: frozenset[str]
    """Other concepts that its definition names."""
    refers: frozenset[str]
    """Other concepts that its passages name."""
    referred: frozenset[str]
    """Other concepts whose passages name it."""
    own: Features
    """Features of the concept by itself."""


def meetings(found: Found, claims: Iterable[Claim]) -> dict[Pair, Met]:
    """Return what brings each pair together, sorted by pair."""
    known = found.by_id()
    met: dict[Pair, Met] = defaultdict(Met)
    for number, document in enumerate(found.documents):
        for contact in contacts(Scene(document, number, found.marks, known)):
            a, b = contact.first, contact.second
            met[(a, b) if a < b else (b, a)].add(number, contact, "a" if a < b else "b")
    for claim in claims:
        a, b = claim.source, claim.target
        met[(a, b) if a < b else (b, a)].claims.append(claim)
    return dict(sorted(met.items()))


def profiles(found: Found) -> dict[str, Profile]:
    """Return id -> what is known of each concept."""
    blocks: dict[str, set[Place]] = defaultdict(set)
    for place, named in found.marks.items():
        for o in named:
            blocks[o.concept].add(place)
    places = _Lines(found)
    about = {c.id: places.explaining(c) for c in found.concepts}
    refers = {c: {o.concept for place in about[c] for o in found.marks.get(place, ())} - {c} for c in about}
    referred: dict[str, set[str]] = defaultdict(set)
    for concept, others in refers.items():
        for other in others:
            referred[other].add(concept)
    return {
        c.id: Profile(
            first=min(blocks[c.id], default=(len(found.documents), 0)),
            documents=frozenset(n for n, _ in blocks[c.id]),
            blocks=frozenset(blocks[c.id]),
            about=frozenset(about[c.id]),
            defines=frozenset(o.concept for place in places.defining(c) for o in found.marks.get(place, ())) - {c.id},
            refers=frozenset(refers[c.id]),
            referred=frozenset(referred[c.id]),
            own={
                **_own(c),
                "likely": found.likely.get(c.id, 0.0),
                "blocks": math.log2(1 + len(blocks[c.id])),
                "about": math.log2(1 + len(about[c.id])),
                "refers": math.log2(1 + len(refers[c.id])),
                "referred": math.log2(1 + len(referred[c.id])),
            },
        )
        for c in found.concepts
    }


def _own(concept: Concept) -> Features:
    """Return the features of a concept by itself."""
    return {
        "mentions": math.log2(1 + concept.mentions),
        "specific": specificity(concept.name),
        "length": float(len(concept.name)),
        "names": float(len(concept.names)),
        "han": float(has_han(concept.name)),
        "defined": float(concept.definition is not None),
        **{f"role.{p.role}": 1.0 for p in concept.passages},
        **({f"kind.{concept.kind}": 1.0} if concept.kind else {}),
    }


class _Lines:
    """Where passages stand, in blocks."""

    def __init__(self, found: Found) -> None:
        self._documents = {d.path: n for n, d in enumerate(found.documents)}
        self._lines = [_blocks_by_line(d) for d in found.documents]

    def explaining(self, concept: Concept) -> set[Place]:
        """Return the blocks of the passages that explain a concept."""
        own = [p for p in concept.passages if p.role != "mention"]
        return {place for p in own for place in self._between(p.path, p.line, p.end_line)}

    def defining(self, concept: Concept) -> list[Place]:
        """Return the blocks of the definition of a concept."""
        found = concept.definition
        return self._between(found.path, found.line, found.line) if found is not None else []

    def _between(self, path: str, line: int, end: int) -> list[Place]:
        number = self._documents[path]
        return [(number, block) for at in range(line, end + 1) for block in self._lines[number].get(at, ())]


def _blocks_by_line(document: Document) -> dict[int, list[int]]:
    lines: dict[int, list[int]] = defaultdict(list)
    for block in document.blocks:
        for line in range(block.line, block.end_line + 1):
            lines[line].append(block.index)
    return lines


def describe(pair: Pair, met: Met, known: Mapping[str, Profile], concepts: Mapping[str, Concept]) -> Features:
    """Return the features of a pair; those of one side begin with a. or b.; `swapped` names the other side's."""
    a, b = pair
    features = dict(met.features)
    for prefix, count in met.counts.items():
        features[f"{prefix}.count"] = math.log2(1 + count)
    features["places"] = math.log2(1 + len(met.blocks))
    features["notes"] = float(len(met.notes))
    for claim in met.claims:
        side = "a" if claim.source == a else "b"
        for key in (f"{side}.rule.{claim.evidence.rule}", f"{side}.claim.{claim.kind}"):
            features[key] = max(features.get(key, 0.0), claim.confidence)
    _compare_names(concepts[a], concepts[b], features)
    _compare_profiles(pair, known[a], known[b], features)
    return features


@lru_cache(maxsize=65536)
def swapped(name: str) -> str:
    """Return the name of a feature when the pair is looked at from its second concept.

    >>> swapped("a.own.han"), swapped("b.rule.table"), swapped("together")
    ('b.own.han', 'a.rule.table', 'together')
    """
    return {"a.": "b.", "b.": "a."}.get(name[:2], name[:2]) + name[2:]


def _compare_names(a: Concept, b: Concept, features: Features) -> None:
    for side, x, y in (("a", a, b), ("b", b, a)):
        for long in x.names:
            for short in y.names:
                low, part = long.lower(), short.lower()
                if len(low) > len(part) > 1 and part in low:
                    place = "ends" if low.endswith(part) else "starts" if low.startswith(part) else "inside"
                    features[f"{side}.name.{place}"] = 1.0
    shared = {c for n in a.names for c in _pieces(n)} & {c for n in b.names for c in _pieces(n)}
    features["name.shared"] = float(len(shared))
    features["name.same_end"] = float(bool({n[-2:].lower() for n in a.names} & {n[-2:].lower() for n in b.names}))


@lru_cache(maxsize=16384)
def _pieces(name: str) -> frozenset[str]:
    if has_han(name):
        return frozenset(name[i : i + 2] for i in range(len(name) - 1))
    return frozenset(name.lower().split())


def _compare_profiles(pair: Pair, pa: Profile, pb: Profile, features: Features) -> None:
    together = len(pa.blocks & pb.blocks)
    for side, other, p, q in (("a", pair[1], pa, pb), ("b", pair[0], pb, pa)):
        for name, value in p.own.items():
            features[_joined(f"{side}.own", name)] = value
        features[f"{side}.defines"] = float(other in p.defines)
        features[f"{side}.share"] = together / max(1, len(p.blocks))
        features[f"{side}.names_other"] = len(q.blocks & p.about) / max(1, len(p.about))
        features[f"{side}.earlier"] = float(p.first < q.first)
        features[f"{side}.referred_more"] = p.own["referred"] - q.own["referred"]
        features[f"{side}.reference_distance"] = _refers_to(p, q) - _refers_to(q, p)
        features[f"{side}.more_often"] = p.own["blocks"] - q.own["blocks"]
    features["together"] = math.log2(1 + together)
    features["overlap"] = together / max(1, len(pa.blocks | pb.blocks))
    features["same_notes"] = len(pa.documents & pb.documents) / max(1, min(len(pa.documents), len(pb.documents)))


def _refers_to(one: Profile, other: Profile) -> float:
    """Return the share of what one refers to that refers to the other (Liang et al. 2015, reference distance)."""
    return len(one.refers & other.referred) / max(1, len(one.refers))
