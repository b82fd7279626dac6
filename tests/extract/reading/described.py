"""A document as short lines that a person can check against the note."""

from __future__ import annotations

from typing import Any

from extract.reading.document import Block, BlockKind, Document, Span


def described(document: Document) -> dict[str, Any]:
    """Return title, language, one line for each block and one for each mark."""
    found: dict[str, Any] = {
        "title": document.title,
        "language": document.language,
        "tags": list(document.tags),
        "aliases": list(document.aliases),
        "warnings": [f"{line}: {message}" for line, message in document.warnings],
        "blocks": [_line(block) for block in document.blocks],
        "marks": [mark for block in document.blocks for mark in _marks(block)],
    }
    return {name: value for name, value in found.items() if value}


def _line(block: Block) -> str:
    lines = f"{block.line}" if block.end_line == block.line else f"{block.line}-{block.end_line}"
    level = f" {block.depth}" if block.depth else ""
    number = " numbered" if block.ordered else ""
    cell = f" {block.row},{block.column}" if block.kind is BlockKind.CELL else ""
    under = f" under {block.parent}" if block.parent >= 0 else ""
    return f"{lines} {block.kind.value}{level}{cell}{number}{under} | {block.text}".replace("\n", " / ").rstrip(" |")


def _marks(block: Block) -> list[str]:
    return [_mark(block, span) for span in sorted(block.spans, key=lambda s: (s.start, s.end, s.kind))]


def _mark(block: Block, span: Span) -> str:
    text = block.text[span.start : span.end].replace("\n", " / ")
    return f"{block.line_at(span.start)} {span.kind} | {text}{' -> ' if span.target else ''}{span.target}"
