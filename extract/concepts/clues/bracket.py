"""A name with another in brackets, in either order: 检索增强生成（RAG, Retrieval-Augmented Generation）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.clues._shared import prose, suffixes
from extract.concepts.mentions import Mention
from extract.concepts.phrases import phrases
from extract.reading.document import Block, Document

_BRACKET = re.compile(r"\s?[（(]([^（）()]{1,80})[)）]")
_SPLIT = re.compile(r"[,，、;；/]| 或 |或者|简称|全称|又称|即|也叫|也称|缩写为?|英文名?|称为|[:：]")


def find(document: Document) -> Iterator[Mention]:
    """Yield the names before brackets (head; its shorter ends: tail) and inside them (inner)."""
    for block in prose(document):
        for match in _BRACKET.finditer(block.text):
            inner = list(_names(document, block, match))
            if not inner or match.start() == 0:
                continue
            for number, mention in enumerate(suffixes(document, block, match.start())):
                yield Mention(mention.surface, "bracket_tail" if number else "bracket_head", block.index, mention.start)
            yield from inner


def _names(document: Document, block: Block, match: re.Match[str]) -> Iterator[Mention]:
    start = match.start(1)
    for name in _SPLIT.split(match[1]):
        offset = block.text.find(name, start)
        bare = name.strip(" “”\"'")
        whole = [p for p in phrases(bare, document.language) if p.text == bare]
        latin = re.fullmatch(r"[A-Za-z][\w .+#&'’-]{0,58}", bare) and len(bare.split()) <= 7
        if whole or latin:
            yield Mention(bare, "bracket_inner", block.index, offset + name.find(bare))
