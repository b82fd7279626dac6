"""X，又称 Y; X, also known as Y: a sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.aliases import Equation, Names
from extract.concepts.aliasing.shared import best_ending, key_in
from extract.concepts.clues._shared import prose
from extract.concepts.phrases import parts, phrases
from extract.reading.document import Document

_CALLED = re.compile(
    r"[，,（(]?\s*(?:又|也|亦|还|俗|别|简|全)(?:被)?(?:可以)?(?:称|叫|名)(?:之)?(?:为|作|做|是)?\s*[：:]?[“\"「]?|(?:的)?(?:缩写|简称|全称|别名|英文)(?:是|为)?\s*[：:]?[“\"「]?"
    r"|,?\s*\(?(?:is |are |which is )?(?:also|sometimes|often|commonly|otherwise)\s+(?:known as|called|referred to as|termed)\s+[“\"]?(?:the |an? )?"
    r"|,?\s*(?:abbreviated(?: as| to)?|short for|aka|a\.k\.a\.?|stands for)\s+[“\"]?(?:the |an? )?"
)

_POINTED = re.compile(
    r"(?:这些|那些|这种|那种|这类|此类|这个|那个|这|该|上述)[^，。；：、\s]{1,12}$|\b(?:this|that|these|those|such)\s+(?:an?\s+)?[\w-]+$",
    re.IGNORECASE,
)
"""These vectors, also called virtual tokens: some of what the word names, not all of it."""


def find(names: Names) -> Iterator[Equation]:
    """Yield the names before and after a cue."""
    for document in names.documents:
        for block in prose(document):
            for match in _CALLED.finditer(block.text):
                before = _before(names, document, block.text, match.start())
                after = _after(names, document, block.text[match.end() : match.end() + 60])
                if len(before) > 1 and len(after) > 1 and before != after:
                    yield Equation(before, after, "also_called", 0.85, document.path, block.line_at(match.start()))


def _before(names: Names, document: Document, text: str, end: int) -> str:
    head = re.sub(r"[（(][^（）()]*[)）]\s*$|[）)”\"’]+\s*$", "", text[:end].rstrip(" ，,（("))
    return "" if _POINTED.search(head) else best_ending(names, head, document.language, len(head))


def _after(names: Names, document: Document, text: str) -> str:
    first = next(iter(phrases(text, document.language)), None)
    if first is None or first.start > 1:
        return ""
    found = [
        (round(names.probability[key], 1), len(p.text), key)
        for p in parts(first, text)
        if p.start == first.start and (key := key_in(names, p.text))
    ]
    return max(found)[2] if found else ""
