"""Finding concepts by what a learner types: any name or alias, pinyin, initials, with typing errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice, product

from graph.errors import UnknownConceptError
from graph.model import Concept, ConceptGraph, fold

_TYPO_CUTOFF = 72
"""Least similarity, of 100, at which a name counts as the query mistyped. A rule of thumb."""


_READINGS = 16
"""Most readings of one name; Chinese characters such as 重 and 调 have several, and only the learner knows which."""


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
        starts = ((number, _word_starts(entry.name)) for number, entry in enumerate(self._entries))
        self._words = [(number, words) for number, words in starts if words.count(" ") > 1]

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
    def _ways(self) -> tuple[tuple[str, Callable[[str], list[int]]], ...]:
        return (
            ("exact", lambda key: [n for n, name in enumerate(self._keys) if name == key]),
            ("prefix", lambda key: self._short_first(n for n, name in enumerate(self._keys) if name.startswith(key))),
            ("word", lambda key: self._short_first(n for n, starts in self._words if " " + key in starts)),
            ("inside", self._inside),
            ("pinyin", self._by_pinyin),
            ("typo", self._by_typo),
        )

    def _concepts(self, limit: int) -> list[Concept]:
        return list({entry.concept.id: entry.concept for entry in self._entries}.values())[:limit]

    def _short_first(self, numbers: Iterable[int]) -> list[int]:
        return sorted(numbers, key=lambda number: (len(self._keys[number]), number))

    def _inside(self, key: str) -> list[int]:
        return self._short_first(n for n, name in enumerate(self._keys) if key in name) if len(key) > 1 else []

    def _by_pinyin(self, key: str) -> list[int]:
        start = f" {key}"
        return self._short_first(n for n, forms in self._pinyin if start in forms) if key.isascii() else []

    @cached_property
    def _pinyin(self) -> list[tuple[int, str]]:
        names = enumerate(self._entries)
        return [(number, _spellings(entry.key)) for number, entry in names if not entry.key.isascii()]

    def _by_typo(self, key: str) -> list[int]:
        return [*self._by_sound(key), *self._by_spelling(key)]

    def _by_sound(self, key: str) -> list[int]:
        # The usual typing error in Chinese is the right sound in the wrong characters.
        if key.isascii() or len(key) < 2:
            return []
        sounds = [sound for sound in _spellings(key).split() if len(sound) > len(key)]
        return sorted({number for sound in sounds for number in self._by_pinyin(sound)})

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


def _spellings(key: str) -> str:
    """Return the pinyin of a folded name, whole and as initials, for all readings of its characters, after spaces.

    Latin letters within a Chinese name are typed whole.

    >>> _spellings("lora微调")
    ' loraweidiao lorawd loraweitiao lorawt'
    """
    pieces = re.findall(r"[!-~]+|.", key)
    found: dict[str, None] = {}
    for syllables in islice(product(*map(_readings, pieces)), _READINGS):
        found["".join(syllables)] = None
        found["".join(s if s in pieces else s[:1] for s in syllables)] = None
    return "".join(f" {form}" for form in found)


@cache
def _readings(piece: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    options = pinyin(piece, style=Style.NORMAL, heteronym=True)[0] if len(piece) == 1 else [piece]
    return tuple(dict.fromkeys(option.casefold() for option in options))[:3]
