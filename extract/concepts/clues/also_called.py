"""又称, 简称, 全称, also known as, …: what stands after is a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.clues._shared import prose
from extract.concepts.mentions import Mention
from extract.concepts.phrases import phrases
from extract.reading.document import Document

CALLED = re.compile(
    r"(?:又称|又叫|也称|也叫|亦称|俗称|简称|全称|别称|别名|称为|称之为|叫做|称作|记作|被称为|所谓)(?:为|作|是|做|之为|为是)?(?:的)?\s*[“\"「『]?"
    r"|\b(?:also (?:known|referred to|called)(?: as)?|known as|referred to as|called|abbreviated(?: as| to)?|short for|stands for|aka|a\.k\.a\.?)\s+[“\"]?(?:the |an? )?"
)


def find(document: Document) -> Iterator[Mention]:
    """Yield the phrase directly after a cue."""
    for block in prose(document):
        for match in CALLED.finditer(block.text):
            rest = block.text[match.end() : match.end() + 60]
            first = next(iter(phrases(rest, document.language)), None)
            if first is not None and first.start <= 1:
                yield Mention(first.text, "also_called", block.index, match.end() + first.start)
