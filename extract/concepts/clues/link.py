"""Wikilinks and link texts."""

from __future__ import annotations

from collections.abc import Iterator

from extract.concepts.clues._shared import concepts_in, prose
from extract.concepts.mentions import Mention
from extract.reading.document import Document


def find(document: Document) -> Iterator[Mention]:
    """Yield what the user linked (wikilink) and short link texts (link)."""
    for block in prose(document):
        for span in block.spans:
            text = block.text[span.start : span.end].strip()
            if span.kind == "wikilink" and len(text) <= 40:
                yield Mention(text, "link_wiki", block.index, span.start)
            elif span.kind == "link" and len(text) <= 40 and not block.link_only:
                yield from concepts_in(document, block, span.start, span.end, "link")
