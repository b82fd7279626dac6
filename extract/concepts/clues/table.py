"""Header cells and first-column cells of tables."""

from __future__ import annotations

from collections.abc import Iterator

from extract.concepts.clues._shared import concepts_in
from extract.concepts.mentions import Mention
from extract.reading.document import BlockKind, Document


def find(document: Document) -> Iterator[Mention]:
    """Yield the concepts of short header (table_head) and first-column cells (table_side)."""
    for block in document.blocks:
        if block.kind is not BlockKind.CELL or len(block.text) > 40:
            continue
        if block.row == 0:
            yield from concepts_in(document, block, 0, len(block.text), "table_head")
        elif block.column == 0:
            yield from concepts_in(document, block, 0, len(block.text), "table_side")
