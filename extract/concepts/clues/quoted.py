"""A short quoted text: 这种方法被称为“Frozen”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.clues._shared import prose
from extract.concepts.mentions import Mention
from extract.concepts.phrases import phrases
from extract.reading.document import Document

_QUOTED = re.compile(r"[“「『\"《]([^“”「」『』\"《》\n]{2,30})[”」』\"》]")


def find(document: Document) -> Iterator[Mention]:
    """Yield quoted texts that are one phrase."""
    for block in prose(document):
        for match in _QUOTED.finditer(block.text):
            if any(p.text == match[1].strip() for p in phrases(match[1], document.language)):
                yield Mention(match[1].strip(), "quoted", block.index, match.start(1))
