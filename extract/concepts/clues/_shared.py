"""What several clues need."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.mentions import Mention
from extract.concepts.phrases import is_frame, parts, phrases, without_frame
from extract.reading.document import Block, BlockKind, Document

PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.CELL, BlockKind.HEADING})
"""Kinds of blocks that hold text."""
LEAD = re.compile(r"^([^：:。；;，,！？!?\n]{1,60}?)\s*(?:[：:]|\s[-–—]{1,2}\s|——)\s*")
"""The lead of an item or paragraph: what stands before its colon or dash."""
_BRACKETED = re.compile(r"\s*[（(【\[][^（）()【】\[\]]*[)）】\]]\s*")


def prose(document: Document) -> Iterator[Block]:
    """Yield the blocks that hold text."""
    return (b for b in document.blocks if b.kind in PROSE and b.text)


def concepts_in(document: Document, block: Block, start: int, end: int, clue: str) -> Iterator[Mention]:
    """Yield what a heading, a bold text or a lead is about.

    Named CLUE_exact where one phrase is all of it, CLUE_core where one phrase is left after cutting the frame,
    CLUE_part where there are several phrases.
    """
    text = block.text[start:end]
    bare = _BRACKETED.sub(" ", text).strip(" ：:，,。.？?！!“”\"'")
    found = []
    for phrase in phrases(text, document.language):
        core = without_frame(phrase, text, document.language)
        if core is not None and not is_frame(core.text) and not _in_brackets(text, core.start):
            found.append(core)
    if not found and 1 < len(bare) <= 12 and not is_frame(bare):
        yield Mention(bare, f"{clue}_whole", block.index, start + text.find(bare))
    for core in found:
        grade = "part" if len(found) > 1 else "exact" if core.text == bare else "core"
        yield Mention(core.text, f"{clue}_{grade}", block.index, start + core.start)
    body = _BRACKETED.sub(lambda match: " " * len(match[0]), text).rstrip(" ：:")
    joined = len(found) > 1 and len(bare) <= 24 and found[0].start == 0 and found[-1].end >= len(body) and bare in text
    if joined or (len(found) == 1 and found[0].text != bare and 1 < len(bare) <= 10):
        yield Mention(bare, f"{clue}_whole", block.index, start + max(0, text.find(bare)))


def suffixes(document: Document, block: Block, end: int) -> Iterator[Mention]:
    """Yield the longest phrase that ends at an offset of a block, then its shorter ends, under an empty clue name."""
    head = block.text[max(0, end - 60) : end]
    offset = max(0, end - 60)
    last = next((p for p in reversed(phrases(head, document.language)) if p.end == len(head)), None)
    if last is None:
        return
    for part in parts(last, head):
        if part.end == len(head):
            yield Mention(part.text, "", block.index, offset + part.start)


def _in_brackets(text: str, offset: int) -> bool:
    before = text[:offset]
    return sum(before.count(c) for c in "（(【[") > sum(before.count(c) for c in "）)】]")
