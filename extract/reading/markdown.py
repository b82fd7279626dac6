"""Markdown text to a Document: CommonMark, tables, dollar math, front matter and wikilinks, as found in the wild."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from extract.language import has_han, main_language
from extract.reading.document import Block, BlockKind, Document
from extract.reading.emphasis import chinese_emphasis
from extract.reading.front_matter import plain, split_front_matter
from extract.reading.inline import Inline, read_inline, strip_tags
from extract.reading.repair import close_fences, shallow, space_heading

_ENUMERATOR = re.compile(
    r"^\s*(?:[Qq]\s*-?\s*\d+\s*[.:：、)]?|第[一二三四五六七八九十\d]+[章节步条部分]+[:：、.]?|[（(][一二三四五六七八九十\d]+[)）][.、:：]?"
    r"|[一二三四五六七八九十]+[、.．](?!\d)|\d+(?:\.\d+)+[.、)）]?\s|\d+(?:\.\d+)*\s*[.、)）．](?!\d)|[①-⑳❶-❿]|[•·●○■◆▪➢►※★☆✅]+|Step\s*\d+\s*[:：.])\s*"
)
_BULLET = re.compile(r"^\s*[•·●○■▪➢►◆\-–]\s*")
_HEADING_LENGTH = 40
_UNDERLINED_LENGTH = 80
_MOST_DEDENTS = 3
"""How often indented text is read as prose within indented text."""


def parse(text: str, path: str) -> Document:
    """Return the document of a note's text."""
    lines = tuple(text.split("\n"))
    matter, body_line, warnings = split_front_matter(lines)
    body = close_fences(["" if n < body_line else shallow(space_heading(line)) for n, line in enumerate(lines)])
    builder = _Builder()
    builder.read(_parser().parse("\n".join(body)))
    blocks = tuple(builder.blocks)
    prose = " ".join(block.text for block in blocks)
    first = next((b.text for b in blocks if b.kind is BlockKind.HEADING and b.depth <= 2), "")
    title = plain(matter.get("title")) or first or PurePosixPath(path).stem
    return Document(
        path=path,
        title=title,
        language=main_language(prose),
        lines=lines,
        blocks=blocks,
        tags=_names(matter, "tags", "tag", "keywords"),
        aliases=_names(matter, "aliases", "alias"),
        warnings=tuple(warnings),
    )


def strip_enumerator(text: str) -> tuple[str, int]:
    """Return the text without its leading number or bullet, and how many characters that took.

    >>> strip_enumerator("（一） 注意力")[0], strip_enumerator("Q-1 What is BN")[0], strip_enumerator("3D 卷积")[0]
    ('注意力', 'What is BN', '3D 卷积')
    """
    match = _ENUMERATOR.match(text)
    return (text[match.end() :], match.end()) if match else (text, 0)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 120}).enable(["table", "strikethrough"])
    return parser.use(chinese_emphasis).use(dollarmath_plugin, allow_space=True, double_inline=True)


def _names(matter: dict[str, Any], *keys: str) -> tuple[str, ...]:
    found: list[str] = []
    for key in keys:
        value = matter.get(key)
        parts = value if isinstance(value, list) else re.split(r"[,，、]", value) if isinstance(value, str) else []
        found += [text for part in parts if (text := plain(part))]
    return tuple(dict.fromkeys(found))


@dataclass
class _Builder:
    """Walks the token stream and keeps the open headings, items and tables."""

    blocks: list[Block] = field(default_factory=list)
    headings: list[Block] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    ordered: list[bool] = field(default_factory=list)
    quotes: int = 0
    heading_level: int = 0
    underlined: bool = False
    lead: int = -1
    fresh_item: bool = False
    row: int = -1
    column: int = -1
    table: int = -1
    table_lines: tuple[int, int] = (0, 0)
    cell_line: int = 0
    dedents: int = 0

    def read(self, tokens: list[Token]) -> None:
        for token in tokens:
            handler = getattr(self, "_" + token.type, None)
            if handler is not None:
                handler(token)

    def _heading_open(self, token: Token) -> None:
        self.heading_level = int(token.tag[1])
        self.underlined = token.markup == "-"

    def _heading_close(self, _: Token) -> None:
        self.heading_level = 0

    def _blockquote_open(self, _: Token) -> None:
        self.quotes += 1

    def _blockquote_close(self, _: Token) -> None:
        self.quotes -= 1

    def _bullet_list_open(self, _: Token) -> None:
        self.ordered.append(False)

    def _ordered_list_open(self, _: Token) -> None:
        self.ordered.append(True)

    def _bullet_list_close(self, _: Token) -> None:
        self.ordered.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, _: Token) -> None:
        self.items.append(-1)
        self.fresh_item = True

    def _list_item_close(self, _: Token) -> None:
        self.items.pop()
        self.fresh_item = False

    def _table_open(self, token: Token) -> None:
        self.row, self.table = -1, -1
        self.table_lines = _lines(token)

    def _table_close(self, _: Token) -> None:
        self.row = self.column = self.table = -1

    def _tr_open(self, token: Token) -> None:
        self.row, self.column = self.row + 1, -1
        self.cell_line = _lines(token)[0]

    def _th_open(self, _: Token) -> None:
        self.column += 1

    _td_open = _th_open

    def _fence(self, token: Token) -> None:
        self._plain(token, BlockKind.CODE)

    def _code_block(self, token: Token) -> None:
        if self.dedents >= _MOST_DEDENTS or not _is_prose(token.content):
            self._plain(token, BlockKind.CODE)
            return
        tokens = _parser().parse(textwrap.dedent(token.content))
        for inner in tokens:
            inner.map = [edge + _lines(token)[0] - 1 for edge in inner.map] if inner.map else None
        self.dedents += 1
        self.read(tokens)
        self.dedents -= 1

    def _math_block(self, token: Token) -> None:
        self._plain(token, BlockKind.MATH)

    _math_block_label = _math_block

    def _html_block(self, token: Token) -> None:
        text = strip_tags(token.content).rstrip()
        if text:
            bare = text.lstrip()
            first = _lines(token)[0] + text.count("\n", 0, len(text) - len(bare))
            text = re.sub(r"[ \t]*\n[ \t]*", "\n", bare)
            breaks = tuple(m.end() for m in re.finditer("\n", text))
            self._prose(Inline(text, (), breaks), first, first + len(breaks))

    def _inline(self, token: Token) -> None:
        inline = read_inline(token)
        if inline.text.strip():
            self._prose(
                inline, *(_lines(token) if self.table_lines == (0, 0) or self.column < 0 else self._cell_lines())
            )

    def _cell_lines(self) -> tuple[int, int]:
        return self.cell_line, self.cell_line

    def _plain(self, token: Token, kind: BlockKind) -> None:
        line, end = _lines(token)
        self._add(Block(len(self.blocks), kind, "", (), line, end, heading=self._above(), parent=self._parent()))

    def _prose(self, inline: Inline, line: int, end: int) -> None:
        if self.heading_level and not (self.underlined and _is_sentence(inline.text)):
            self._heading(inline, line, end, self.heading_level)
        elif self.column >= 0:
            self._cell(inline, line, end)
        else:
            for part, first, last in _numbered_lines(inline, line, end):
                if self.items:
                    self._item(part, first, last)
                else:
                    self._paragraph(part, first, last)

    def _heading(self, inline: Inline, line: int, end: int, level: int) -> None:
        while self.headings and self.headings[-1].depth >= level:
            self.headings.pop()
        inline = inline.without(strip_enumerator(inline.text)[1])
        block = self._block(BlockKind.HEADING, inline, line, end)
        self._add(replace(block, depth=level, parent=-1))
        self.headings.append(self.blocks[-1])
        self.lead = -1

    def _cell(self, inline: Inline, line: int, end: int) -> None:
        if self.table < 0:
            self.table = len(self.blocks)
        block = self._block(BlockKind.CELL, inline, line, end)
        self._add(replace(block, row=self.row, column=self.column, table=self.table))

    def _item(self, inline: Inline, line: int, end: int) -> None:
        if not self.fresh_item or self.items[-1] >= 0:
            self._continuation(inline, line, end)
            return
        self.fresh_item = False
        inline = inline.without(strip_enumerator(inline.text)[1])
        if not inline.text:
            return
        block = self._block(BlockKind.ITEM, inline, line, end)
        self._add(replace(block, depth=len(self.items), ordered=bool(self.ordered and self.ordered[-1])))
        self.items[-1] = self.blocks[-1].index

    def _continuation(self, inline: Inline, line: int, end: int) -> None:
        """A later paragraph of an item; "3.**MAE**" after "2. x" is a sibling whose number lacks its space."""
        taken = strip_enumerator(inline.text)[1]
        if taken and len(self.items) == 1:
            block = self._block(BlockKind.ITEM, inline.without(taken), line, end)
            self._add(replace(block, depth=1, ordered=True, parent=-1))
            self.items[-1] = self.blocks[-1].index
        else:
            self._add(self._block(BlockKind.PARAGRAPH, inline, line, end))

    def _paragraph(self, inline: Inline, line: int, end: int) -> None:
        if self.quotes:
            self._add(self._block(BlockKind.QUOTE, inline, line, end))
            return
        bare, taken = strip_enumerator(inline.text)
        if self._is_bold_heading(inline, bare):
            self._heading(inline, line, end, 7)
            return
        taken = taken or _bullet_width(inline.text)
        if taken:
            block = self._block(BlockKind.ITEM, inline.without(taken), line, end)
            self._add(replace(block, depth=1, ordered=not _BULLET.match(inline.text)))
            return
        self._add(replace(self._block(BlockKind.PARAGRAPH, inline, line, end), parent=-1))
        self.lead = self.blocks[-1].index

    def _is_bold_heading(self, inline: Inline, bare: str) -> bool:
        bold = sum(s.end - s.start for s in inline.spans if s.kind == "bold")
        return (
            len(bare) <= _HEADING_LENGTH
            and bold >= 0.9 * len(bare.strip().rstrip(":："))
            and not re.search(r"[。；;.]$", bare.strip())
            and not inline.breaks
        )

    def _block(self, kind: BlockKind, inline: Inline, line: int, end: int) -> Block:
        return Block(
            index=len(self.blocks),
            kind=kind,
            text=inline.text,
            spans=inline.spans,
            line=line,
            end_line=end,
            breaks=inline.breaks,
            heading=self._above(),
            parent=self._parent(),
            link_only=inline.link_only,
        )

    def _add(self, block: Block) -> None:
        self.blocks.append(block)

    def _above(self) -> int:
        return self.headings[-1].index if self.headings else -1

    def _parent(self) -> int:
        return next((index for index in reversed(self.items) if index >= 0), self._lead_in())

    def _lead_in(self) -> int:
        """The paragraph that introduces a list: the last one under this heading."""
        return self.lead if self.lead >= 0 and self.blocks[self.lead].heading == self._above() else -1


def _numbered_lines(inline: Inline, line: int, end: int) -> Iterator[tuple[Inline, int, int]]:
    """Cut a paragraph before each of its lines that starts with a number or a bullet."""
    begun = {b for b in inline.breaks if inline.text[b - 1 : b] == "\n" and _starts_item(inline.text[b : b + 80])}
    if not begun - {len(inline.text)}:
        yield inline, line, end
        return
    for start, stop in pairwise(sorted({0, *begun, len(inline.text)})):
        part = inline.cut(start, stop)
        first = line + bisect_right(inline.breaks, start)
        yield part, first, first + len(part.breaks)


def _is_sentence(text: str) -> bool:
    """A paragraph right above a "---" that was meant as a rule, not as the underline of a heading."""
    return len(text) > _UNDERLINED_LENGTH or text.rstrip().endswith(("。", "；", ".", ";"))


def _starts_item(text: str) -> bool:
    return bool(_ENUMERATOR.match(text) or _BULLET.match(text))


def _is_prose(code: str) -> bool:
    """Tell a list or prose that its indent made "code" (a list that was cut by a blank line) from code."""
    first = code.lstrip().split("\n", 1)[0]
    if re.match(r"(?:[-*+]|\d+[.)、])\s*\S", first) and not re.search(r"[;{}]$", first):
        return True
    lines = [line.strip() for line in code.split("\n") if line.strip()]
    return sum(has_han(line) and not re.match(r"#|//|/\*", line) for line in lines) > len(lines) / 2


def _bullet_width(text: str) -> int:
    match = _BULLET.match(text)
    return match.end() if match else 0


def _lines(token: Token) -> tuple[int, int]:
    start, end = token.map or (0, 1)
    return start + 1, max(start + 1, end)
