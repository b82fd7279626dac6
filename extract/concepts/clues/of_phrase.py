"""English names with "of": law of large numbers, area under the curve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extract.concepts.clues._shared import prose
from extract.concepts.mentions import Mention
from extract.concepts.phrases import Phrase, phrases
from extract.reading.document import Document

_LINK = re.compile(r"\s(?:of|under|in|to)(?:\s(?:the|an?))?\s")
_LONGEST_LEFT = 2


def find(document: Document) -> Iterator[Mention]:
    """Yield two noun phrases joined by "of" or the like, with no more than two words on the left."""
    if document.language != "en":
        return
    for block in prose(document):
        for left, right in pairwise(phrases(block.text, "en")):
            link = block.text[left.end : right.start]
            if _LINK.fullmatch(link):
                start = _last_words(left)
                surface = re.sub(r"\s+", " ", block.text[start : right.end])
                yield Mention(surface, "of_phrase" if " of " in link else "of_phrase_other", block.index, start)


def _last_words(left: Phrase) -> int:
    nouns = [t for t in left.tokens if t.tag != "s"][-_LONGEST_LEFT:]
    return nouns[0].start
