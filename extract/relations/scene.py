"""A document with its concepts marked: what a block is about, and what stands under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.concepts.clues._shared import LEAD
from extract.concepts.passages import Marks
from extract.occurrences import Occurrence
from extract.reading.document import Block, BlockKind, Document
from graph.model import Concept, Evidence

CONTRAST = re.compile(
    r"区别|差异|异同|对比|比较|不同|vs\.?(?=[\W\u4e00-\u9fff])|\bversus\b|differen|compar|优劣", re.IGNORECASE
)
"""Words that say that several concepts are held against each other."""


QUOTE = 300
"""Characters of a block quoted at most."""
_LONGEST_LIST = 60
"""Blocks after a paragraph that may be items of its list."""
_JOINT = re.compile(r"\s*(?:[（(][^（）()]*[)）])?\s*(?:[、/，,+]|和|与|及|或|以及|and|or|&)\s*")


@dataclass(slots=True)
class Scene:
    """One document, read with the concepts known."""

    document: Document
    number: int
    """Index of the document."""
    marks: Marks
    concepts: Mapping[str, Concept]
    """Id -> concept."""
    _topics: dict[int, str] = field(default_factory=dict)

    def occurrences(self, block: Block) -> Sequence[Occurrence]:
        """Return where a block names concepts."""
        return self.marks.get((self.number, block.index), ())

    def subject(self, block: Block) -> str:
        """Return the id of the concept that a block itself is about (heading, lead, bold start), or ""."""
        found = self.occurrences(block)
        if not found:
            return ""
        if block.kind is BlockKind.HEADING:
            return _heading_subject(block, found)
        return self.lead(block)

    def lead(self, block: Block) -> str:
        """Return the concept that the lead of an item or paragraph names, or ""."""
        found = self.occurrences(block)
        end = lead_end(block)
        inside = [o for o in found if o.end <= end + 1]
        if not inside or not end or CONTRAST.search(block.text[:end]):
            return ""
        named = inside[0]
        rest = re.sub(r"[（(].*?[)）]", "", block.text[:end]).strip()
        return named.concept if len(rest) <= 2.5 * (named.end - named.start) + 6 else ""

    def subjects(self, block: Block) -> tuple[str, ...]:
        """Return the concepts that a member of a list stands for: its subject, or all that its lead lists."""
        one = self.subject(block)
        end = len(block.text) if block.kind is BlockKind.HEADING else lead_end(block)
        named = [o for o in self.occurrences(block) if o.end <= end + 1]
        if len(named) < 2 or CONTRAST.search(block.text[:end]):
            return (one,) if one else ()
        joints = (block.text[a.end : b.start] for a, b in pairwise(named))
        if all(_JOINT.fullmatch(joint) for joint in joints):
            return tuple(dict.fromkeys(o.concept for o in named))
        return (one,) if one else ()

    def named_in_lead(self, block: Block) -> tuple[str, ...]:
        """Return all concepts that the lead of a block names: 使用 LSTM 或 GRU 等门控结构."""
        end = len(block.text) if block.kind is BlockKind.HEADING else lead_end(block)
        return tuple(dict.fromkeys(o.concept for o in self.occurrences(block) if o.end <= end + 1))

    def topic(self, block: Block) -> str:
        """Return the concept that the text of a block is about: its own, else its parent's, else its heading's."""
        if block.index not in self._topics:
            self._topics[block.index] = self._find_topic(block)
        return self._topics[block.index]

    def _find_topic(self, block: Block) -> str:
        own = self.subject(block)
        if own:
            return own
        if block.parent >= 0 and self.document.blocks[block.parent].kind is BlockKind.ITEM:
            return self.topic(self.document.blocks[block.parent])
        return self.topic(self.document.blocks[block.heading]) if block.heading >= 0 else ""

    def evidence(self, block: Block, rule: str, quote: str = "") -> Evidence:
        """Return the evidence that a block gives to a rule."""
        return evidence(self.document, block, rule, quote)

    def listed(self, paragraph: Block) -> list[Block]:
        """Return the items of the list that a paragraph introduces."""
        after = self.document.blocks[paragraph.index + 1 : paragraph.index + 1 + _LONGEST_LIST]
        return [b for b in after if b.parent == paragraph.index and b.kind is BlockKind.ITEM]

    def tables(self) -> list[list[Block]]:
        """Return the cells of each table, row by row."""
        found: dict[int, list[Block]] = {}
        for block in self.document.blocks:
            if block.kind is BlockKind.CELL:
                found.setdefault(block.table, []).append(block)
        return list(found.values())

    def children(self, block: Block) -> Iterator[Block]:
        """Yield the blocks right under a heading (sub-headings, and items, paragraphs at the top) or an item."""
        for other in self.document.blocks[block.index + 1 :]:
            if block.kind is BlockKind.HEADING:
                if other.kind is BlockKind.HEADING and other.depth <= block.depth:
                    return
                if other.heading == block.index and (other.parent < 0 or not self._in_item(other)):
                    yield other
            elif other.parent == block.index:
                yield other
            elif other.kind is BlockKind.HEADING:
                return

    def _in_item(self, block: Block) -> bool:
        return block.parent >= 0 and self.document.blocks[block.parent].kind is BlockKind.ITEM


def evidence(document: Document, block: Block, rule: str, quote: str = "") -> Evidence:
    """Return the evidence that a block gives to a rule: a quote, else the beginning of its text."""
    text = quote or block.quoted(0, len(block.text))
    return Evidence(document.path, block.line, text[:QUOTE], rule)


def lead_end(block: Block) -> int:
    """Return the offset at which the lead of a block ends: before its colon, after its bold start, or a short whole."""
    match = LEAD.match(block.text)
    if match:
        return match.end(1)
    bold = max((s.end for s in block.spans if s.kind == "bold" and s.start <= 2 and s.end - s.start <= 40), default=0)
    if bold:
        return bold
    return len(block.text) if block.kind is BlockKind.ITEM and len(block.text) <= 40 else 0


def _heading_subject(block: Block, found: Sequence[Occurrence]) -> str:
    distinct = list(dict.fromkeys(o.concept for o in found))
    if len(distinct) == 1:
        return distinct[0]
    if CONTRAST.search(block.text) or re.search(r"[和与及、]|\band\b", block.text[found[0].end : found[1].start]):
        return ""
    between = block.text[found[0].end : found[1].start]
    return found[1].concept if re.fullmatch(r"\s*(?:中|里)?的?\s*", between) else found[0].concept
