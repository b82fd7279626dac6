"""The lead of an item or paragraph, before its colon or dash: "**HyDE**: …", "1. 代理（Agent）：…"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.concepts.clues._shared import LEAD, concepts_in, prose
from extract.concepts.mentions import Mention
from extract.reading.document import BlockKind, Document


def find(document: Document) -> Iterator[Mention]:
    """Yield the concepts of leads, and of short items that are all lead."""
    for block in prose(document):
        if block.kind is BlockKind.HEADING or block.link_only:
            continue
        match = LEAD.match(block.text)
        if match:
            yield from concepts_in(document, block, 0, match.end(1), "lead")
        elif block.kind is BlockKind.ITEM and len(block.text) <= 40 and "\n" not in block.text:
            yield from concepts_in(document, block, 0, len(block.text.rstrip("。.;；")), "item")
