"""批归一化（Batch Normalization, BN）, RAG (Retrieval-Augmented Generation): a name with another in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.aliases import Equation, Names
from extract.concepts.aliasing.shared import abbreviates, best_ending, key_in
from extract.concepts.clues._shared import prose
from extract.general_language import chinese_frequency
from extract.language import has_han
from extract.reading.document import Block, Document

_BRACKET = re.compile(r"\s?[（(]([^（）()]{1,80})[)）]")
_SPLIT = re.compile(r"[,，;；]|\s/\s| 或 |或者|简称|全称|又称|也叫|也称|缩写为?|英文名?|称为|即|[:：]|、")
_NO_NAME = re.compile(
    r"^\s*(?:如|例如|比如|包括|包含|见|参见|图|即使|e\.?g|i\.?e|such as|like|see|including|for example|or\b)"
    r"|(?:等人?|et al\.?)(?:[,，\s]*\d{4})?\s*$|\b(?:19|20)\d\d\s*$",
    re.IGNORECASE,
)

_GENERAL = 0.0
"""log10 of occurrences per million words from which a Chinese word is one of general language."""


def find(names: Names) -> Iterator[Equation]:
    """Yield the names before and inside brackets where the form says that they are one."""
    for document in names.documents:
        for block in prose(document):
            for match in _BRACKET.finditer(block.text):
                if match.start() > 0 and not _NO_NAME.search(match[1]):
                    yield from _equations(names, document, block, match)


def _equations(names: Names, document: Document, block: Block, match: re.Match[str]) -> Iterator[Equation]:
    head = best_ending(names, block.text, document.language, match.start())
    inner = [part.strip(" “”\"'‘’") for part in _SPLIT.split(match[1])]
    inner = [part for part in inner if part]
    keys = [key for part in inner if (key := key_in(names, part))]
    if not head or not keys or not _one_concept(inner):
        return
    line = block.line_at(match.start())
    before = names.candidates[head].surface
    for key in keys:
        strength = _strength(before, names.candidates[key].surface)
        if key != head and strength:
            yield Equation(head, key, "brackets", strength, document.path, line)


def _one_concept(inner: list[str]) -> bool:
    """Several names in a bracket are one concept's only if they are a full name and its abbreviation, or zh and en."""
    latin = [p for p in inner if not has_han(p)]
    han = [p for p in inner if has_han(p)]
    if len(latin) > 2 or len(han) > 1:
        return False
    return len(latin) < 2 or abbreviates(latin[0], latin[1]) or abbreviates(latin[1], latin[0])


def _strength(a: str, b: str) -> float:
    """How sure the form is: translation or abbreviation high, two Chinese names low, two Latin names nothing."""
    if has_han(a) != has_han(b):
        return 0.0 if len(a) == 1 or len(b) == 1 or _common(b) or _is_label(a, b) else 0.9
    if has_han(a):
        return 0.0
    return 0.95 if abbreviates(a, b) or abbreviates(b, a) else 0.0


def _common(inner: str) -> bool:
    """A Chinese word of general language in brackets explains and does not name: NLI（分类）, BM25（稀疏）."""
    return has_han(inner) and chinese_frequency(inner) > _GENERAL


def _is_label(head: str, inner: str) -> bool:
    """Capitals with digits after an everyday word label it and do not name it: 模型（FP16）, 权重（W4A16）."""
    code = re.search(r"[A-Z].*\d|\d.*[A-Z]", inner)
    return has_han(head) and not has_han(inner) and bool(code) and chinese_frequency(head) > _GENERAL
