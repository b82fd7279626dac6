"""The subject of a definitional sentence: X 是一种…, X 指的是…, X is a …."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.clues._shared import prose
from extract.concepts.mentions import Mention
from extract.concepts.phrases import phrases
from extract.reading.document import Document

_SENTENCE_START = re.compile(r"(?:^|[。！？!?；;\n]|\. )\s*")
_ZH = re.compile(
    r"\s*(?:[（(][^（）()]*[)）])?\s*[，,]?(?:就|也|其实|实际上)?(?:是(?!否|由|为了|因为|如何|怎|什么|不|从|在)|指的?是|是指|即|指|意味着|表示|(?:可以)?(?:理解|看作|定义)[为成]?)"
)
_EN = re.compile(
    r"\s*(?:\([^()]*\))?,?\s*(?:is|are|was|refers? to|means|denotes|describes|measures|represents|stands for|can be defined as)\b(?! not)"
)


def find(document: Document) -> Iterator[Mention]:
    """Yield the first phrase of a sentence when a defining verb follows it."""
    for block in prose(document):
        starts = [m.end() for m in _SENTENCE_START.finditer(block.text)]
        for start in starts:
            text = block.text[start : start + 90]
            first = next(iter(phrases(text, document.language)), None)
            if first is None or first.start > (6 if document.language == "en" else 3):
                continue
            if (_EN if document.language == "en" else _ZH).match(text[first.end :]):
                yield Mention(first.text, "definition", block.index, start + first.start)
