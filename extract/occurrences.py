"""Where the concepts are named in the text: longest names first, Latin names on word boundaries."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from extract.general_language import singular
from extract.language import has_han
from graph.model import Concept


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place in a text that names a concept."""

    start: int
    end: int
    concept: str
    """Id of the concept."""


class Finder:
    """Finds the names of concepts in texts."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        exact: dict[str, str] = {}
        for concept in concepts:
            for name in concept.names:
                for form in _forms(name):
                    exact.setdefault(form, concept.id)
        self._names = sorted(exact)
        self._ids = [exact[name] for name in self._names]
        self._case = [_keeps_case(name) for name in self._names]
        lowered = [name.lower() for name in self._names]
        self._automaton = AhoCorasick(
            lowered, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str) -> list[Occurrence]:
        """Return the occurrences in a text that do not overlap, from the left, longest first."""
        low = text.lower()
        if len(low) != len(text) or not self._names:
            return []
        spans: list[tuple[int, int, int]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            if self._stands_alone(number, text, start, end):
                spans.append((start, end, number))
        spans.sort(key=lambda s: (s[0], -s[1], self._names[s[2]] != text[s[0] : s[1]], s[2]))
        found: list[Occurrence] = []
        for start, end, number in _longest(spans):
            found.append(Occurrence(start, end, self._ids[number]))
        return found

    def _stands_alone(self, number: int, text: str, start: int, end: int) -> bool:
        if self._case[number] and text[start:end] != self._names[number]:
            return False
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        return not (_glued(before, text[start]) or _glued(after, text[end - 1]))


def _longest(spans: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Choose spans that do not overlap: longer ones win, then the ones further left."""
    kept: list[tuple[int, int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        place = bisect_left(kept, span)
        free_left = place == 0 or kept[place - 1][1] <= span[0]
        if free_left and (place == len(kept) or span[1] <= kept[place][0]):
            kept.insert(place, span)
    return kept


def _glued(neighbour: str, edge: str) -> bool:
    return bool(re.match(r"[A-Za-z0-9_]", neighbour)) and bool(re.match(r"[A-Za-z0-9]", edge))


def _keeps_case(name: str) -> bool:
    """Short names in capitals must not match common words (IN, IS, RMS)."""
    return len(name) <= 3 and not has_han(name) and name.upper() == name


def _forms(name: str) -> list[str]:
    """The name, and for an English noun its singular and plural."""
    if has_han(name) or not re.search(r"[a-z]{3}$", name):
        return [name]
    words = name.split(" ")
    last = words[-1]
    one = singular(last.lower())
    forms = {last.lower(), one, f"{one}s"}
    return [name, *(" ".join([*words[:-1], form]) for form in sorted(forms))]
