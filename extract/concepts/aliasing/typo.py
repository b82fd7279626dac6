"""Attntion for Attention, 线形回归 for 线性回归: a rare form that sounds or looks like a well-attested one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pypinyin import lazy_pinyin
from rapidfuzz.distance import OSA

from extract.concepts.aliases import Equation, Names
from extract.general_language import english_lemmas
from extract.language import has_han

_SHORTEST = 6
"""Letters; shorter Latin names are not compared."""
_TIMES = 2
"""How many times oftener than a misspelling the right form stands, at least."""


def find(names: Names) -> Iterator[Equation]:
    """Yield rare candidates with the concept that they misspell."""
    yield from _latin(names)
    yield from _han(names)


def _latin(names: Names) -> Iterator[Equation]:
    chosen = [
        k for k, c in names.candidates.items() if names.chosen(k) and not has_han(c.surface) and len(k) >= _SHORTEST
    ]
    by_letter: dict[str, list[str]] = defaultdict(list)
    for key in chosen:
        by_letter[key[0]].append(key)
    for key, candidate in names.candidates.items():
        if has_han(candidate.surface) or len(key) < _SHORTEST or _spelt_right(candidate.surface):
            continue
        for other in by_letter[key[0]]:
            limit = 1 if len(other) < 12 else 2
            if (
                other != key
                and _slip(names, key, other)
                and _digits(key) == _digits(other)
                and OSA.distance(key, other, score_cutoff=limit) <= limit
            ):
                yield Equation(other, key, "typo", 0.5)


def _slip(names: Names, rare: str, common: str) -> bool:
    """Tell whether one name is rare enough beside another to be its misspelling."""
    return len(names.candidates[common].places) >= _TIMES * len(names.candidates[rare].places)


def _spelt_right(surface: str) -> bool:
    words = surface.replace("-", " ").split()
    return all(english_lemmas(word.lower()) for word in words)


def _digits(key: str) -> str:
    return "".join(c for c in key if c.isdigit())


@cache
def _sound(character: str) -> str:
    return " ".join(lazy_pinyin(character))


def _han(names: Names) -> Iterator[Equation]:
    by_sound: dict[str, list[str]] = defaultdict(list)
    for key, candidate in names.candidates.items():
        if has_han(candidate.surface) and len(key) >= 3:
            by_sound[" ".join(map(_sound, key))].append(key)
    for keys in by_sound.values():
        best = max(keys, key=lambda k: (len(names.candidates[k].places), k))
        if names.chosen(best):
            for key in keys:
                if key != best and _slip(names, key, best):
                    yield Equation(best, key, "typo", 0.5)
