"""CMS and CMS 收集器, K-Means and K-Means algorithm: a name with a noun that only says what kind of thing it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.aliases import Equation, Names
from extract.concepts.aliasing.shared import key_in
from extract.language import has_han
from extract.lexicon import word_list

_LATIN_THEN_HAN = re.compile(r"([A-Za-z0-9][\w .+/-]*?)\s*([\u4e00-\u9fff]+)")


def find(names: Names) -> Iterator[Equation]:
    """Yield names with and without their class noun where both are candidates and one is a concept."""
    for key, candidate in names.candidates.items():
        short = key_in(names, _without_class_noun(candidate.surface))
        if short and short != key and (names.chosen(short) or names.chosen(key)):
            yield Equation(short, key, "class_noun", 0.6)


def _without_class_noun(surface: str) -> str:
    mixed = _LATIN_THEN_HAN.fullmatch(surface)
    if mixed:
        return mixed[1].strip() if mixed[2] in word_list("class_nouns.zh") else ""
    if has_han(surface):
        return _without_han_class_noun(surface)
    head, _, last = surface.rpartition(" ")
    return head if last.lower() in word_list("class_nouns.en") and len(head) > 3 else ""


def _without_han_class_noun(surface: str) -> str:
    for noun in (
        "算法",
        "方法",
        "机制",
        "技术",
        "策略",
        "过程",
        "操作",
        "定律",
        "定理",
        "理论",
        "现象",
        "问题",
        "阶段",
        "法",
    ):
        if surface.endswith(noun) and len(surface) - len(noun) >= 3:
            return surface[: -len(noun)]
    return ""
