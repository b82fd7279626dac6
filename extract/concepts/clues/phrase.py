"""Noun phrases of running text: the widest net, to be weighed by statistics."""

from __future__ import annotations

from collections.abc import Iterator

from extract.concepts.clues._shared import prose
from extract.concepts.mentions import Mention
from extract.concepts.phrases import parts, phrases
from extract.reading.document import Document


def find(document: Document) -> Iterator[Mention]:
    """Yield maximal noun phrases (phrase_whole) and the phrases inside them (phrase_inner)."""
    for block in prose(document):
        for phrase in phrases(block.text, document.language):
            for part in parts(phrase, block.text):
                whole = part.start == phrase.start and part.end == phrase.end
                yield Mention(part.text, "phrase_whole" if whole else "phrase_inner", block.index, part.start)
