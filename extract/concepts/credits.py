"""Authors that a note gives credit to: (Hinton et al., 2015), Sennrich 等人, （Kudo，2018）. They are no concepts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.general_language import english_lemmas
from extract.reading.document import Block, Document

_WORDS = r"[A-ZÀ-Ý][a-zà-ÿ]{1,20}(?:[-’'][A-ZÀ-Ý]?[a-zà-ÿ]{1,20}){0,2}"
_NAME = rf"(?:[A-Z]\.\s?){{0,3}}(?:(?:van|von|de|den|der) ){{0,2}}{_WORDS}(?:\s{_WORDS})?"
_AND = r"\s{0,2}(?:[,，、&]|和|与|及|\band\b)\s{0,2}"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_SEVERAL = re.compile(
    rf"(?<![A-Za-z])(?P<names>{_NAME}(?:{_AND}{_NAME}){{0,4}})\s?(?:,?\s?\bet al\b|等人|等\s?[，,（(]?\s?{_YEAR})"
    rf"|[（(,，;；]\s?(?P<two>{_NAME}(?:{_AND}{_NAME}){{0,4}}\s?(?:&|和|与|及|\band\b)\s?{_NAME})\s?[,，]?\s?{_YEAR}"
)
_ONE = re.compile(rf"[（(,，;；]\s?(?P<names>{_NAME})\s?[,，]?\s?{_YEAR}\s?年?\s?[)）;；]")
_WORD = re.compile(r"[A-ZÀ-Ý][a-zà-ÿ]+")


def authors(document: Document) -> frozenset[str]:
    """Return the words of the names that a note credits together with others: those of people wherever they stand."""
    return frozenset(
        word
        for block in document.blocks
        for match in _SEVERAL.finditer(block.text)
        for word in _WORD.findall(match["names"] or match["two"])
        if _is_name(word)
    )


def is_credit(surface: str, start: int, block: Block, known: frozenset[str]) -> bool:
    """Tell whether a surface form at an offset of a block is an author: a known one, or alone before a year."""
    words = _WORD.findall(surface)
    if not words or "".join(words) != re.sub(r"[\s.’'-]", "", surface) or not all(map(_is_name, words)):
        return False
    return known.issuperset(words) or any(a <= start < b for a, b in _alone(block))


def _alone(block: Block) -> Iterator[tuple[int, int]]:
    return (match.span("names") for match in _ONE.finditer(block.text))


def _is_name(word: str) -> bool:
    """Names of people are in no dictionary; Transformer and Reformer are."""
    return not english_lemmas(word.lower())
