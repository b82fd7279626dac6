"""CMS and CMS 收集器, K-Means and K-Means algorithm: a name with a noun that only says what kind of thing it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from extract.concepts.aliases import Equation, Names
from extract.concepts.aliasing.shared import key_in
from extract.language import has_han
from extract.lexicon import word_list

_STEPS = {"阶段", "过程", "步骤"}
_MOST_KINDS = 2
"""An abbreviation that takes more class nouns than this is a field of its own (GC 算法, GC 线程, GC 调优)."""
_LIKELY = 0.25
"""A name that is no likely concept without its class noun is a fragment (Masked Language, from the model)."""
_LATIN_THEN_HAN = re.compile(r"([A-Za-z0-9][\w .+/-]*?)\s*([\u4e00-\u9fff]+)")


def find(names: Names) -> Iterator[Equation]:
    """Yield names with and without their class noun where both are candidates and one is a concept."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key, candidate in names.candidates.items():
        short = _without_class_noun(candidate.surface)
        if short:
            longer[key_in(names, short) or f"?{short}"].append(key)
    for short, keys in longer.items():
        if short.isupper() and len([k for k in keys if names.chosen(k)]) > _MOST_KINDS:
            continue
        known = [short, *keys] if names.probability.get(short, 0.0) >= _LIKELY else keys
        for a, b in pairwise(known):
            if names.chosen(a) or names.chosen(b):
                yield Equation(a, b, "class_noun", 0.6)


def _without_class_noun(surface: str) -> str:
    mixed = _LATIN_THEN_HAN.fullmatch(surface)
    if mixed:
        return mixed[1].strip() if mixed[2] in word_list("class_nouns_after_latin.zh") else ""
    if has_han(surface):
        return _without_han_class_noun(surface)
    head, _, last = surface.rpartition(" ")
    return head if last.lower() in word_list("class_nouns.en") and len(head) > 3 else ""


def _without_han_class_noun(surface: str) -> str:
    """The shorter name has three characters at least (注意力机制 -> 注意力), two before 阶段 and 过程 (加载阶段)."""
    nouns = sorted(word_list("class_nouns_after_han.zh"), key=lambda noun: (-len(noun), noun))
    for noun in nouns:
        rest = len(surface) - len(noun)
        if surface.endswith(noun) and (rest >= 3 or (rest == 2 and noun in _STEPS)):
            return surface[: -len(noun)]
    return ""
