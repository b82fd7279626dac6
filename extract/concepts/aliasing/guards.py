"""Names that must never be merged, whatever speaks for it."""

from __future__ import annotations

import re
from functools import cache

from extract.dictionary import initials, stems
from extract.language import has_han
from extract.lexicon import word_list
from graph.model import fold

_NUMBER = re.compile(r"\d+(?:\.\d+)*|[一二三四五六七八九十](?=级|阶|范式|类|次|代|元|维)")


def may_merge(a: str, b: str) -> bool:
    """Tell whether two names may stand for one concept.

    Not when numbers differ (L1/L2, GPT-3/GPT-4), when they are abbreviations of which one is not the other's
    plural (MQA/GQA), or when they differ by an opposite (encoder/decoder).

    >>> may_merge("L1", "L2"), may_merge("MQA", "GQA"), may_merge("自注意力", "self-attention")
    (False, False, True)
    """
    if fold(a) == fold(b):
        return True
    if _numbers(a) != _numbers(b) and (has_han(a) == has_han(b) or (_numbers(a) and _numbers(b))):
        return _one_is_code(a, b)
    if _abbreviation(a) and _abbreviation(b):
        return a.rstrip("s") == b.rstrip("s")
    return not _opposite(a, b) and not _initials_meet_by_chance(a, b)


def _numbers(name: str) -> list[str]:
    return _NUMBER.findall(name)


def _one_is_code(a: str, b: str) -> bool:
    """A number may be lost in an abbreviation such as S3 or K8s, never between versions."""
    short, long = sorted((a, b), key=len)
    return bool(re.fullmatch(r"[A-Za-z]\d[A-Za-z]", short)) and not _numbers(long)


def _abbreviation(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Za-z]?[A-Z0-9-]{0,6}s?", name)) and len(name) <= 6


def _initials_meet_by_chance(a: str, b: str) -> bool:
    """Tell whether two expansions have the same initials and no word in common: tensor parallelism, true positive."""
    if has_han(a) or has_han(b) or " " not in a or " " not in b:
        return False
    return initials(a) == initials(b) and not set(stems(a)) & set(stems(b))


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple(sorted((a, b) for pair in word_list("opposites") for a, b in [pair.split("/")]))


def _opposite(a: str, b: str) -> bool:
    low_a, low_b = a.lower(), b.lower()
    return any(
        (x in low_a and y in low_b and low_a.replace(x, y) == low_b)
        or (y in low_a and x in low_b and low_a.replace(y, x) == low_b)
        for x, y in _opposites()
    )
