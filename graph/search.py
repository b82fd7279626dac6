"""Finding concepts by what a learner types: any name or alias, pinyin, initials, with typing errors.

`graph/browser/search.js` ranks in the same way, for the search boxes; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice, product

import numpy as np
import numpy.typing as npt

from graph.errors import UnknownConceptError
from graph.model import Concept, ConceptGraph, fold

_READINGS = 16
"""Most readings of one name; Chinese characters such as 重 and 调 have several, and only the learner knows which."""
_EDITS = ((12, 3), (8, 2), (4, 1))
"""From how many letters on how many typing errors are forgiven. A rule of thumb."""


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


def ranked(graph: ConceptGraph) -> list[Concept]:
    """Return all concepts in the order in which a search prefers them, most important first."""
    return sorted(graph.concepts(), key=lambda c: (-c.importance, -c.mentions, c.id))


class SearchIndex:
    """All names of a graph, ready for many queries; build it once."""

    def __init__(self, graph: ConceptGraph) -> None:
        self._entries = [_Entry(c, name, fold(name)) for c in ranked(graph) for name in c.names]
        self._keys = [entry.key for entry in self._entries]
        starts = ((number, _word_starts(entry.name)) for number, entry in enumerate(self._entries))
        self._words = [(number, words) for number, words in starts if words.count(" ") > 1]

    def search(self, query: str, *, limit: int = 10) -> list[Hit]:
        """Return the concepts that a query means, best first; an empty query gives the most important ones.

        Better ways of meeting a name come first, then more important concepts.

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
            ("exact", lambda key: [n for n, name in enumerate(self._keys) if name == key]),
            ("prefix", lambda key: [n for n, name in enumerate(self._keys) if name.startswith(key)]),
            ("word", lambda key: [n for n, starts in self._words if " " + key in starts]),
            ("inside", lambda key: [n for n, name in enumerate(self._keys) if key in name] if len(key) > 1 else []),
            ("pinyin", self._by_pinyin),
            ("pinyin", self._within_pinyin),
            ("typo", self._by_sound),
            ("typo", self._by_spelling),
        )

    def _concepts(self, limit: int) -> list[Concept]:
        return list({entry.concept.id: entry.concept for entry in self._entries}.values())[:limit]

    @cached_property
    def _pinyin(self) -> list[tuple[int, str]]:
        names = enumerate(self._entries)
        return [(number, _spellings(entry.key)) for number, entry in names if not entry.key.isascii()]

    def _by_pinyin(self, key: str) -> list[int]:
        """Names that sound like the query as a whole, then those that begin like it."""
        if not key.isascii():
            return []
        whole = [n for n, forms in self._pinyin if f" {key} " in forms]
        return [*whole, *(n for n, forms in self._pinyin if f" {key}" in forms)]

    def _within_pinyin(self, key: str) -> list[int]:
        return [n for n, forms in self._pinyin if key in forms] if key.isascii() and len(key) > 2 else []

    def _by_sound(self, key: str) -> list[int]:
        # The usual typing error in Chinese is the right sound in the wrong characters.
        if key.isascii() or len(key) < 2:
            return []
        sounds = [sound for sound in _spellings(key).split() if len(sound) > len(key)]
        return sorted({number for sound in sounds for number in self._by_pinyin(sound)})

    def _by_spelling(self, key: str) -> list[int]:
        """Names that begin like the query with some typing errors; fewest first, then those met as a whole."""
        most = next((edits for least, edits in _EDITS if len(key) >= least), 0)
        if not most:
            return []
        all_forms = self._forms if key.isascii() else enumerate(self._keys)
        forms = [(number, form) for number, form in all_forms if len(form) >= len(key) - most]
        distance, part = _distances(key, [form for _, form in forms], most)
        near = np.flatnonzero(distance <= most)
        order = sorted((int(distance[at]), bool(part[at]), forms[at][0]) for at in near)
        return [number for *_, number in order]

    @cached_property
    def _forms(self) -> list[tuple[int, str]]:
        """All spellings of all names, pinyin too, each with its number."""
        spoken = [(number, form) for number, forms in self._pinyin for form in forms.split()]
        return [*enumerate(self._keys), *spoken]


def _distances(key: str, forms: list[str], most: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_]]:
    """Return the edits from the query to the nearest beginning of each name, and whether that is less than all of it.

    Edits are those of optimal string alignment; more than `most` are given as `most` + 1.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    best, part = np.full(len(forms), most + 1, dtype=np.int32), np.zeros(len(forms), dtype=bool)
    lengths = np.array([len(form) for form in forms])
    for size in range(max(1, len(key) - most), len(key) + most + 1):
        starts = [form[:size] for form in forms]
        found = process.cdist([key], starts, scorer=OSA.distance, score_cutoff=most, dtype=np.int32)[0]
        cut = lengths > size
        better = (found < best) | ((found == best) & part & ~cut)
        best, part = np.where(better, found, best), np.where(better, cut, part)
    return best, part


def _word_starts(name: str) -> str:
    """Return what follows each start of a word, folded, each after a space.

    >>> _word_starts("Multi-Head Attention")
    ' multiheadattention headattention attention'
    """
    starts = [match.start() for match in re.finditer(r"(?<![^\W_])[^\W_]", name)]
    return "".join(f" {fold(name[start:])}" for start in starts)


def _spellings(key: str) -> str:
    """Return the pinyin of a folded name, whole and as initials, for all readings of its characters, between spaces.

    Latin letters within a Chinese name are typed whole.

    >>> _spellings("lora微调")
    ' loraweidiao lorawd loraweitiao lorawt '
    """
    pieces = re.findall(r"[!-~]+|.", key)
    found: dict[str, None] = {}
    for syllables in islice(product(*map(readings, pieces)), _READINGS):
        found["".join(syllables)] = None
        found["".join(s if s in pieces else s[:1] for s in syllables)] = None
    return f" {' '.join(found)} "


@cache
def readings(piece: str) -> tuple[str, ...]:
    """Return how a character is read, at most three ways; anything but one Chinese character is read as it is.

    >>> readings("重"), readings("lora")
    (('zhong', 'chong', 'tong'), ('lora',))
    """
    from pypinyin import Style, pinyin

    options = pinyin(piece, style=Style.NORMAL, heteronym=True)[0] if len(piece) == 1 else [piece]
    return tuple(dict.fromkeys(option.casefold() for option in options))[:3]
