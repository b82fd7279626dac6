"""Blocks to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.reading.document import Block

_END = re.compile(
    r"[。！？!?；;]+[”」』\"）)]*|\n+|(?<=[a-z0-9)\]”\"'])\.(?=\s+[A-Z“\"(]|\s*$)|(?<=[\u4e00-\u9fff])\.(?=\s|$|[\u4e00-\u9fffA-Z])"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block."""

    text: str
    start: int
    """Offset in the block's text."""
    line: int
    """Source line on which it begins."""
    quote: str
    """The text with its formulas, to show."""


def sentences(block: Block) -> Iterator[Sentence]:
    """Yield the sentences of a block, trimmed; a line break ends one only where both sides look complete."""
    start = 0
    for match in _END.finditer(block.text):
        if match[0].startswith("\n") and _goes_on(block.text, match.start(), match.end()):
            continue
        yield from _sentence(block, start, match.end())
        start = match.end()
    yield from _sentence(block, start, len(block.text))


def _goes_on(text: str, start: int, end: int) -> bool:
    """A wrapped English line goes on in lower case; a Chinese line that ends in a comma goes on."""
    return bool(
        re.search(r"[,，、a-z]$", text[max(0, start - 2) : start])
        and re.match(r"\s*[a-z(（\u4e00-\u9fff]", text[end : end + 3])
    )


def _sentence(block: Block, start: int, end: int) -> Iterator[Sentence]:
    text = block.text[start:end]
    bare = text.strip()
    if bare:
        offset = start + text.find(bare)
        yield Sentence(bare, offset, block.line_at(offset), block.quoted(offset, offset + len(bare)))
