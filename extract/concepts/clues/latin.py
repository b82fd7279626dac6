"""A Latin term inside Chinese text: 使用 PagedAttention 的 vLLM."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.clues._shared import prose
from extract.concepts.mentions import Mention
from extract.language import has_han
from extract.reading.document import Document
from extract.tokens import tokenize


def find(document: Document) -> Iterator[Mention]:
    """Yield runs of Latin words (with version numbers) in blocks that hold Chinese."""
    if document.language != "zh":
        return
    for block in prose(document):
        if not has_han(block.text):
            continue
        tokens = tokenize(block.text, "zh")
        run: list[int] = []
        for i, token in enumerate(tokens):
            joined = run and token.tag == "s" and i + 1 < len(tokens) and _latin(tokens[i + 1].tag, tokens[i + 1].text)
            if token.tag == "l" or joined or (run and token.tag == "m" and len(token.text) <= 3):
                run.append(i)
            elif run:
                yield from _mention(block.text, block.index, tokens[run[0]].start, tokens[run[-1]].end)
                run = []
        if run:
            yield from _mention(block.text, block.index, tokens[run[0]].start, tokens[run[-1]].end)


def _latin(tag: str, text: str) -> bool:
    return tag == "l" or (tag == "m" and len(text) <= 3)


def _mention(text: str, block: int, start: int, end: int) -> Iterator[Mention]:
    surface = re.sub(r"\s+", " ", text[start:end]).strip()
    if len(surface) > 1:
        yield Mention(surface, "latin", block, start)
