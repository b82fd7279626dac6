"""Text to tokens with coarse parts of speech, Chinese and English mixed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from extract.general_language import english_lemmas, verbness
from extract.language import HAN
from extract.lexicon import word_list

_PIECE = re.compile(
    rf"(?P<han>[{HAN}]+)"
    r"|(?P<latin>(?:[A-Za-zÀ-ÿΑ-ω][A-Za-z0-9À-ÿΑ-ω]*|\d+(?=[A-Za-z])[A-Za-z0-9]*)(?:[-_.'’/+&@‐–](?=[A-Za-z0-9])[A-Za-z0-9À-ÿ]+)*(?:\+\+|#)?)"
    r"|(?P<number>\d+(?:[.,]\d+)*%?)|(?P<space>[^\S\n]+)|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, space or sign of a text."""

    text: str
    start: int
    end: int
    tag: str
    """n noun, v verb, w verbal noun, a adjective, d adverb, m number, q measure, b attributive, h prefix, g bound form,
    l Latin word in Chinese, f function word, s space, x sign."""


_CHINESE_TAGS = {"n": "n", "v": "v", "a": "a", "d": "d", "m": "m", "q": "q", "b": "b", "j": "n", "l": "n", "i": "n"}
_CHINESE_TAGS |= {"z": "a", "zg": "g", "g": "g", "k": "n", "h": "b", "s": "n", "t": "t", "f": "p"}


@lru_cache(maxsize=4096)
def tokenize(text: str, language: str) -> tuple[Token, ...]:
    """Return the tokens of a text, which together make up the text."""
    tokens: list[Token] = []
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        if kind == "han":
            tokens += _chinese(match[0], match.start())
        elif kind == "latin":
            tag = _english_tag(match[0], tokens) if language == "en" else _latin_tag(match[0])
            tokens.append(Token(match[0], match.start(), match.end(), tag))
        else:
            tag = {"number": "m", "space": "s"}.get(kind or "", "x")
            tokens.append(Token(match[0], match.start(), match.end(), tag))
    return tuple(tokens)


def _chinese(run: str, offset: int) -> list[Token]:
    tokens = []
    for word, tag in rjieba.tag(run, False):
        end = offset + len(word)
        tokens.append(Token(word, offset, end, _chinese_tag(word, tag)))
        offset = end
    return tokens


def _chinese_tag(word: str, tag: str) -> str:
    if word in word_list("function.zh"):
        return "f"
    if word in word_list("prefix.zh"):
        return "h"
    if len(word) > 1 and tag[0] in "rcpe":
        return "n"
    if tag in {"vn", "an"}:
        return "w"
    return _CHINESE_TAGS.get(tag, _CHINESE_TAGS.get(tag[0], "f"))


def _latin_tag(word: str) -> str:
    return "f" if word.islower() and word in word_list("function.en") else "l"


def _english_tag(word: str, before: Sequence[Token]) -> str:
    low = word.lower()
    if low in word_list("function.en"):
        return "f"
    shapes = english_lemmas(low)
    if not shapes or (word[1:] != low[1:]):
        return "n"
    if "NOUN" in shapes and not _verb_place(before, shapes):
        return "v" if _rather_verb(low, shapes) else "n"
    if low.endswith(("ed", "ing")) and ("ADJ" in shapes or "VERB" in shapes):
        return "g"
    if "ADJ" in shapes:
        return "a"
    return "v" if "VERB" in shapes else "d" if "ADV" in shapes else "n"


def _verb_place(before: Sequence[Token], shapes: dict[str, tuple[str, ...]]) -> bool:
    if "VERB" not in shapes:
        return False
    word = next((t.text.lower() for t in reversed(before) if t.tag != "s"), "")
    return word in word_list("before_verb.en")


def _rather_verb(low: str, shapes: dict[str, tuple[str, ...]]) -> bool:
    return "VERB" in shapes and verbness(low) > 0.3


def is_word(token: Token) -> bool:
    """Tell whether a token is a word or number."""
    return token.tag not in "sx"
