"""A short code span that is a name: `HashMap`, `LinkedHashMap`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.clues._shared import prose
from extract.concepts.mentions import Mention
from extract.reading.document import Document

_NAME = re.compile(r"[-@.]{0,2}[A-Za-z_][\w .:+#<>-]{1,40}(?:\(\))?|[\u4e00-\u9fff]{2,12}")


def find(document: Document) -> Iterator[Mention]:
    """Yield code spans with the shape of a name."""
    for block in prose(document):
        for span in block.spans:
            text = block.text[span.start : span.end].strip()
            if span.kind == "code" and _NAME.fullmatch(text) and len(text.split()) <= 4:
                yield Mention(text, "code", block.index, span.start)
