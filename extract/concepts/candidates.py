"""Mentions of all documents, gathered under one key each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, MatchKind

from extract.concepts.clues import clues
from extract.concepts.credits import authors, is_credit
from extract.concepts.mentions import Mention, key_of
from extract.language import has_han
from extract.lexicon import word_list
from extract.reading.document import BlockKind, Document

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
    """Return what all clues find in a document outside its lists of sources, in a fixed order, without authors."""
    sources, people = document.last_section(word_list("references")), authors(document)
    return tuple(
        mention
        for find in clues().values()
        for mention in find(document)
        if len(mention.surface) <= 60
        and mention.block not in sources
        and not (
            mention.block >= 0 and is_credit(mention.surface, mention.start, document.blocks[mention.block], people)
        )
    )


def gather(documents: Sequence[Document], mentions: Iterable[tuple[Mention, ...]]) -> dict[str, Candidate]:
    """Return the candidates by key from the mentions of each document, in document order."""
    found: dict[str, Candidate] = {}
    for number, of_document in enumerate(mentions):
        for mention in of_document:
            key = key_of(mention.surface)
            if not key or _names_nothing(key):
                continue
            candidate = found.setdefault(key, Candidate(key))
            candidate.surfaces[mention.surface] += 1
            candidate.clues[mention.clue] += 1
            if mention.block >= 0:
                candidate.places.add((number, mention.block, mention.start))
    _look_everywhere(documents, found)
    return dict(sorted(found.items()))


def _look_everywhere(documents: Sequence[Document], found: Mapping[str, Candidate]) -> None:
    """Add the places of marked Chinese terms: a term stays one also where its words alone would be cut otherwise."""
    marked = {
        surface: candidate
        for candidate in found.values()
        if not all(map(_UNMARKED.search, candidate.clues))
        for surface in candidate.surfaces
        if has_han(surface) and len(surface) > _SHORT
    }
    if not marked:
        return
    names = sorted(marked)
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    for number, document in enumerate(documents):
        for block in document.blocks:
            if block.kind is not BlockKind.CODE:
                for name, start, _ in automaton.find_matches_as_indexes(block.text):
                    marked[names[name]].places.add((number, block.index, start))


_UNMARKED = re.compile(r"^(?:phrase|of_phrase|latin)|_(?:part|tail)$")
"""Clues that tell of words in a row only, or of a piece of a marked text."""
_SHORT = 2
"""Terms of so few characters are found by their words, and by chance inside others."""
_FIGURE = re.compile(r"第[一二三四五六七八九十\d]+[张幅章节步篇页]")
_QUESTION = re.compile(r"如何|怎么|怎样|为什么|为何|什么|哪些|哪种")


def _names_nothing(key: str) -> bool:
    """A single letter, a figure or chapter by its number, a question, or what is told of a concept (BERT 缺点)."""
    if len(key) == 1 and key.isascii():
        return True
    return bool(_FIGURE.match(key) or _QUESTION.search(key)) or any(
        key.endswith(e) for e in word_list("scaffold_endings.zh")
    )
