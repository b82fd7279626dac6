"""Mentions of all documents, gathered under one key each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from extract.concepts.clues import clues
from extract.concepts.mentions import Mention, key_of
from extract.reading.document import Document

Place = tuple[int, int, int]
"""Document, block, offset."""


@dataclass(slots=True)
class Candidate:
    """A surface form that may name a concept, with all that the clues say of it."""

    key: str
    """See `extract.concepts.mentions.key_of`."""
    surfaces: Counter[str] = field(default_factory=Counter)
    """How often each spelling occurs."""
    clues: Counter[str] = field(default_factory=Counter)
    """How often each clue speaks."""
    places: set[Place] = field(default_factory=set)
    """Where it stands."""

    @property
    def surface(self) -> str:
        """The most used spelling; the first in order among equals."""
        return min(self.surfaces, key=lambda s: (-self.surfaces[s], s))

    @property
    def documents(self) -> set[int]:
        """Indices of the documents that hold it."""
        return {document for document, *_ in self.places}


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """Return what all clues find in a document, in a fixed order."""
    return tuple(mention for find in clues().values() for mention in find(document) if len(mention.surface) <= 60)


def gather(mentions: Iterable[tuple[Mention, ...]]) -> dict[str, Candidate]:
    """Return the candidates by key from the mentions of each document, in document order."""
    found: dict[str, Candidate] = {}
    for number, of_document in enumerate(mentions):
        for mention in of_document:
            key = key_of(mention.surface)
            if not key or (len(key) == 1 and key.isascii()):
                continue
            candidate = found.setdefault(key, Candidate(key))
            candidate.surfaces[mention.surface] += 1
            candidate.clues[mention.clue] += 1
            if mention.block >= 0:
                candidate.places.add((number, mention.block, mention.start))
    return dict(sorted(found.items()))
