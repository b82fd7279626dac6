"""The records of a parsed note."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CELL = "cell"
    CODE = "code"
    MATH = "math"


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a block's text."""

    kind: str
    """bold | emphasis | strike | code | link | wikilink | math."""
    start: int
    """Offset of the first character in the text."""
    end: int
    """Offset after the last character."""
    target: str = ""
    """Where a link or wikilink leads; the formula of math, for which the text has one □."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table cell, …, as plain text with marks."""

    index: int
    """Position among the blocks of its document."""
    kind: BlockKind
    text: str
    """Plain text; math, images, URLs and markup are gone, code spans are kept as text."""
    spans: tuple[Span, ...]
    line: int
    """First source line, from 1."""
    end_line: int
    """Last source line, inclusive."""
    breaks: tuple[int, ...] = ()
    """Offsets in the text at which a new source line begins."""
    depth: int = 0
    """Heading level 1 to 6 (7 for bold text used as one), or nesting depth of an item from 1."""
    heading: int = -1
    """Index of the nearest heading block above, -1 for none."""
    parent: int = -1
    """Index of the item or lead-in block that this block belongs to, -1 for none."""
    ordered: bool = False
    """Whether an item is numbered."""
    row: int = -1
    """Row of a table cell; the header row is 0."""
    column: int = -1
    """Column of a table cell, from 0."""
    table: int = -1
    """Index of the first cell block of the table of a cell, -1 elsewhere."""
    link_only: bool = False
    """Whether the whole text is one link, as in tables of contents and reference lists."""

    def quoted(self, start: int, end: int) -> str:
        """Return a stretch of the text as one line, with its formulas as $…$."""
        parts, at = [], start
        for span in self.spans:
            if span.kind == "math" and start <= span.start < end:
                parts += [self.text[at : span.start], f"${span.target}$"]
                at = span.end
        return " ".join("".join([*parts, self.text[at:end]]).split())

    def line_at(self, offset: int) -> int:
        """Return the source line of an offset in the text."""
        return min(self.line + bisect_right(self.breaks, offset), max(self.line, self.end_line))


@dataclass(frozen=True, slots=True)
class Document:
    """One note, parsed."""

    path: str
    """Path relative to the notes folder, forward slashes."""
    title: str
    """From front matter, the first heading, or the file name."""
    language: str
    """zh | en: which script its prose is mostly in."""
    lines: tuple[str, ...]
    """The source lines."""
    blocks: tuple[Block, ...]
    tags: tuple[str, ...] = ()
    """Tags and keywords of the front matter."""
    aliases: tuple[str, ...] = ()
    """Aliases of the front matter: other names of the note's subject."""
    warnings: tuple[tuple[int, str], ...] = field(default=())
    """Line and message of what could not be read."""

    def source(self, line: int, end_line: int) -> str:
        """Return the Markdown source of some lines."""
        return "\n".join(self.lines[line - 1 : end_line])

    def last_section(self, titles: frozenset[str]) -> frozenset[int]:
        """Return the indices of the blocks of the note's last section, where its heading is one of some titles.

        Titles are in lower case. A heading made of bold text is none; a section in the middle is read like any other.
        """
        real = [b for b in self.blocks if b.kind is BlockKind.HEADING and b.depth <= 6]
        heading = next((b for b in reversed(real) if b.text.strip(" :：").lower() in titles), None)
        if heading is None or any(b.index > heading.index and b.depth <= heading.depth for b in real):
            return frozenset()
        return frozenset(range(heading.index + 1, len(self.blocks)))

    def trail(self, block: Block) -> tuple[str, ...]:
        """Return the headings above a block, outermost first."""
        names: list[str] = []
        index = block.heading
        while index >= 0:
            names.append(self.blocks[index].text)
            index = self.blocks[index].heading
        return tuple(reversed(names))
