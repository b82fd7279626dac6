"""Noun phrases of a text: maximal runs of words that may make up a term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.language import has_han
from extract.lexicon import word_list
from extract.tokens import Token, is_word, tokenize

FIRST = frozenset("nvwablhgdm")
"""Tags with which a term may start."""
INNER = frozenset("nvwablhgdmq")
"""Tags a term may hold."""
LAST = frozenset("nvwlgmb")
"""Tags with which a term may end."""
LONGEST = 7
"""Most words in a term."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of tokens."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]


def phrases(text: str, language: str) -> list[Phrase]:
    """Return the maximal noun phrases of a text in order, cut of words that cannot start or end a term."""
    return [phrase for run in _runs(tokenize(text, language)) if (phrase := _phrase(text, run)) is not None]


def parts(phrase: Phrase, text: str) -> Iterator[Phrase]:
    """Yield the phrase and all shorter phrases inside it."""
    words = [i for i, t in enumerate(phrase.tokens) if is_word(t)]
    for a, first in enumerate(words):
        for last in words[a : a + LONGEST]:
            part = _phrase(text, phrase.tokens[first : last + 1], trimmed=True)
            if part is not None:
                yield part


def without_frame(phrase: Phrase, text: str, language: str) -> Phrase | None:
    """Return the phrase without scaffolding words at its end (梯度消失原因 -> 梯度消失), None where nothing is left."""
    frame = word_list(f"scaffold.{language}")
    tokens = list(phrase.tokens)
    while tokens and (not is_word(tokens[-1]) or tokens[-1].text.lower() in frame):
        tokens.pop()
    while tokens and (not is_word(tokens[0]) or (tokens[0].text.lower() in frame and len(tokens) == 1)):
        tokens.pop(0)
    return _phrase(text, tokens)


def is_frame(text: str) -> bool:
    """Tell whether a text consists of scaffolding only."""
    low = text.strip().lower()
    return low in word_list("scaffold.zh") or low in word_list("scaffold.en")


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for i, token in enumerate(tokens):
        if token.tag in INNER or (run and _joins(tokens, i)):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joins(tokens: Sequence[Token], i: int) -> bool:
    """A space beside a Latin word, a hyphen between words, or an apostrophe holds a term together."""
    if not 0 < i < len(tokens) - 1:
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if before.tag not in INNER or after.tag not in INNER:
        return False
    if tokens[i].tag == "s":
        return len(tokens[i].text) <= 2
    return tokens[i].text in "-‐–·" and before.end == tokens[i].start


def _may_end(token: Token) -> bool:
    """Chinese words of two characters serve as nouns whatever their tag (插入异常, 垂直切分)."""
    return token.tag in LAST or (token.tag in "ad" and len(token.text) > 1 and has_han(token.text))


def _phrase(text: str, tokens: Sequence[Token], *, trimmed: bool = False) -> Phrase | None:
    kept = list(tokens)
    if trimmed and (kept[0].tag not in FIRST or not _may_end(kept[-1])):
        return None
    while kept and kept[0].tag not in FIRST:
        kept.pop(0)
    while kept and not _may_end(kept[-1]):
        kept.pop()
    if not kept or all(t.tag in "msqx" for t in kept):
        return None
    start, end = kept[0].start, kept[-1].end
    surface = text[start:end]
    return Phrase(re.sub(r"\s+", " ", surface), start, end, tuple(kept))
