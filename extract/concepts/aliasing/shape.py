"""Names taken apart: what two names that may be one concept's have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.dictionary import initials, meanings, stems, words_of
from extract.general_language import singular
from extract.language import HAN, has_han
from extract.lexicon import word_list
from extract.tokens import is_word, tokenize

_ABBREVIATION = 8
"""Letters of an abbreviation at most."""
_STEPS = {"阶段", "过程", "步骤"}
_LATIN_THEN_HAN = re.compile(r"([A-Za-z0-9][\w .+/-]*?)\s*([\u4e00-\u9fff]+)")


@dataclass(frozen=True, slots=True)
class Shape:
    """A name taken apart."""

    words: tuple[str, ...]
    """Hyphens split, English ones in the singular."""
    stems: tuple[str, ...]
    """Stems of the English words."""
    initials: str
    """Of a Latin name of several words; a short name as it stands."""
    short: bool
    """Whether it may be the initials of another."""
    han: tuple[str, ...]
    """Words of the Chinese part that the dictionary knows."""
    pairs: frozenset[str]
    """Neighbouring characters of the Chinese part."""

    def handles(self) -> set[str]:
        """Return what a pair of names must share one of to be looked at."""
        found = {*self.words, *(f"~{s}" for s in self.stems), *(f"={p}" for p in self.pairs)}
        found |= {f"~{s}" for word in self.han for s in meanings(word)}
        return found | {f"-{self.initials}"} if self.initials else found


def shape_of(surface: str) -> Shape:
    """Take a name apart."""
    bare = plain(surface)
    language = "zh" if has_han(bare) else "en"
    tokens = [t.text.lower() for t in tokenize(bare, language) if is_word(t)]
    short = language == "en" and 1 < len(bare) <= _ABBREVIATION and " " not in bare
    first = re.sub(r"[^a-z0-9]", "", bare.lower()) if short else initials(bare) if language == "en" else ""
    return Shape(
        tuple(w if has_han(w) else singular(w) for token in tokens for w in re.split("[-_/.]", token) if w),
        stems(bare),
        first if len(first) > 1 else "",
        short,
        words_of(bare),
        frozenset(map("".join, pairwise(re.sub(f"[^{HAN}]", "", bare)))),
    )


def alike(a: Shape, b: Shape) -> bool:
    """Tell whether names have words, characters or initials in common, or one may translate the other."""
    return bool(
        set(a.words) & set(b.words)
        or a.pairs & b.pairs
        or set(a.stems) & set(b.stems)
        or abbreviated(a, b)
        or translation(a, b)
    )


def abbreviated(a: Shape, b: Shape) -> bool:
    """Tell whether one name is the initials of the other."""
    return a.short != b.short and bool(a.initials) and a.initials == b.initials


def plain(surface: str) -> str:
    """Return a name without the signs that code puts around it: -XX:+PrintGC, newInstance(), next_sentence."""
    return re.sub(r"^-{1,2}\w*:[+-]?|^[-+@#$]+|\(\)$", "", surface).replace("_", " ") or surface


def shortened(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether names have the same words, some cut short: Batch Norm and batch normalization."""
    return len(a) == len(b) > 0 and all(
        min(len(x), len(y)) >= 3 and (x.startswith(y) or y.startswith(x)) for x, y in zip(a, b, strict=True)
    )


def translation(a: Shape, b: Shape) -> dict[str, float]:
    """How far the words that only one name has in English translate those that only the other has in Chinese."""
    ways = [_one_way(a, b), _one_way(b, a)]
    return max(ways, key=lambda way: way.get("translated.both", 0.0))


def _one_way(a: Shape, b: Shape) -> dict[str, float]:
    latin = set(a.stems) - set(b.stems)
    han = [word for word in b.han if word not in a.han]
    means = [meanings(word) & latin for word in han]
    told = {stem for found in means for stem in found}
    if not told:
        return {}
    of_han = sum(len(word) for word, found in zip(han, means, strict=True) if found) / sum(map(len, han))
    of_latin = len(told) / len(latin)
    return {
        "translated.latin": of_latin,
        "translated.han": of_han,
        "translated.both": min(of_latin, of_han),
        "translated.left": float(len(set(b.stems) - set(a.stems)) + len(set(a.han) - set(b.han))),
    }


def without_class_noun(surface: str) -> str:
    """Return a name without a noun that only says what kind of thing it is, or "".

    >>> without_class_noun("CMS 收集器"), without_class_noun("K-Means algorithm"), without_class_noun("队列")
    ('CMS', 'K-Means', '')
    """
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
