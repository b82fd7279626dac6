"""A heading is about a concept: all of it, or what is left of a question or a frame (BN 的作用 -> BN)."""

from __future__ import annotations

from collections.abc import Iterator

from extract.concepts.clues._shared import concepts_in
from extract.concepts.mentions import Mention
from extract.reading.document import BlockKind, Document


def find(document: Document) -> Iterator[Mention]:
    """Yield the concepts of the headings."""
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            yield from concepts_in(document, block, 0, len(block.text), "heading")
