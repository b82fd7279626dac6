"""Bold, highlighted and emphasised text: a concept, or a stressed sentence that holds some."""

from __future__ import annotations

from collections.abc import Iterator

from extract.concepts.clues._shared import concepts_in, prose
from extract.concepts.mentions import Mention
from extract.reading.document import BlockKind, Document


def find(document: Document) -> Iterator[Mention]:
    """Yield the concepts of bold text outside headings."""
    for block in prose(document):
        if block.kind is BlockKind.HEADING:
            continue
        for span in block.spans:
            if span.kind in {"bold", "emphasis"} and span.end - span.start <= 60:
                yield from concepts_in(document, block, span.start, span.end, "bold")
