"""Finding concepts by what a learner types: any name or alias, pinyin, initials, with typing errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.errors import UnknownConceptError
from graph.model import Concept, ConceptGraph, fold

_TYPO_CUTOFF = 72
"""Least similarity, of 100, at which a name counts as the query mistyped. A rule of thumb."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found."""

    concept: Concept
    """The concept."""
    name: str
    """Which of its names the query met."""
    how: str
    """exact | prefix | word | inside | pinyin | typo: how it met it, best first."""


@dataclass(frozen=True, slots=True)
class _Entry:
    concept: Concept
    name: str
    key: str


class SearchIndex:
    """All names of a graph, ready for many queries; build it once."""

    def __init__(self, graph: ConceptGraph) -> None:
        ranked = sorted(graph.concepts(), key=lambda c: (-c.importance, -c.mentions, c.id))
        self._entries = [_Entry(c, name, fold(name)) for c in ranked for name in c.names]
        self._keys = [entry.key for entry in self._entries]
        self._words = [_word_starts(entry.name) for entry in self._entries]

    def search(self, query: str, *, limit: int = 10) -> list[Hit]:
        """Return the concepts that a query means, best first; an empty query gives the most important ones.

        Better ways of meeting a name come first, then shorter names, then more important concepts.

        >>> graph = ConceptGraph()
        >>> for name in ("注意力机制", "LoRA", "QLoRA"): graph.add_concept(Concept(name, name))
        >>> index = SearchIndex(graph)
        >>> [[hit.name for hit in index.search(query)] for query in ("lora", "zylj", "zhuyili", "LroA", "注意利")]
        [['LoRA', 'QLoRA'], ['注意力机制'], ['注意力机制'], ['LoRA'], ['注意力机制']]
        """
        key = fold(query)
        if not key:
            return [Hit(concept, concept.name, "prefix") for concept in self._concepts(limit)]
        hits: dict[str, Hit] = {}
        for how, find in self._ways:
            if len(hits) >= limit or (how == "typo" and hits):
                break
            for number in find(key):
                entry = self._entries[number]
                hits.setdefault(entry.concept.id, Hit(entry.concept, entry.name, how))
        return list(hits.values())[:limit]

    def resolve(self, name: str) -> Concept:
        """Return the concept that a name stands for; UnknownConceptError with the nearest names where none does."""
        hits = self.search(name, limit=3)
        if hits and hits[0].how == "exact":
            return hits[0].concept
        raise UnknownConceptError(name, tuple(hit.concept.name for hit in hits) if fold(name) else ())

    @cached_property
    def _ways(self) -> tuple[tuple[str, Callable[[str], Iterable[int]]], ...]:
        return (
            ("exact", lambda key: self._where(lambda number: self._keys[number] == key)),
            ("prefix", lambda key: self._where(lambda number: self._keys[number].startswith(key))),
            ("word", lambda key: self._where(lambda number: f" {key}" in self._words[number])),
            ("inside", lambda key: self._where(lambda number: key in self._keys[number]) if len(key) > 1 else ()),
            ("pinyin", self._by_pinyin),
            ("typo", self._by_typo),
        )

    def _concepts(self, limit: int) -> list[Concept]:
        return list({entry.concept.id: entry.concept for entry in self._entries}.values())[:limit]

    def _where(self, test: Callable[[int], bool]) -> list[int]:
        found = [number for number in range(len(self._keys)) if test(number)]
        return sorted(found, key=lambda number: (len(self._keys[number]), number))

    def _by_pinyin(self, key: str) -> list[int]:
        if not key.isascii():
            return []
        starts = [n for n, forms in self._pinyin.items() if any(form.startswith(key) for form in forms)]
        return sorted(starts, key=lambda number: (len(self._keys[number]), number))

    @cached_property
    def _pinyin(self) -> dict[int, tuple[str, str]]:
        from pypinyin import lazy_pinyin

        spelt = {}
        for number, entry in enumerate(self._entries):
            if not entry.name.isascii():
                syllables = [syllable.casefold() for syllable in lazy_pinyin(entry.key)]
                spelt[number] = ("".join(syllables), "".join(_initials(syllables, entry.key)))
        return spelt

    def _by_typo(self, key: str) -> list[int]:
        return [*self._by_sound(key), *self._by_spelling(key)]

    def _by_sound(self, key: str) -> list[int]:
        # The usual typing error in Chinese is the right sound in the wrong characters.
        if key.isascii() or len(key) < 2:
            return []
        from pypinyin import lazy_pinyin

        return self._by_pinyin("".join(lazy_pinyin(key)))

    def _by_spelling(self, key: str) -> list[int]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(key) < 3:
            return []
        cutoff = _TYPO_CUTOFF / 100
        found = process.extract(key, self._keys, scorer=OSA.normalized_similarity, score_cutoff=cutoff, limit=50)
        return [number for *_, number in sorted(found, key=lambda hit: (-hit[1], hit[2]))]


def _word_starts(name: str) -> str:
    """Return what follows each start of a word, folded, each after a space.

    >>> _word_starts("Multi-Head Attention")
    ' multiheadattention headattention attention'
    """
    starts = [match.start() for match in re.finditer(r"(?<![^\W_])[^\W_]", name)]
    return "".join(f" {fold(name[start:])}" for start in starts)


def _initials(syllables: list[str], key: str) -> Iterator[str]:
    # A run of Latin letters within a Chinese name is one "syllable": it is typed whole.
    for syllable in syllables:
        yield syllable if syllable in key else syllable[:1]
