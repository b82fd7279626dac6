"""Front-matter aliases are names of what the note is titled after."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.concepts.aliases import Equation, Names
from extract.concepts.aliasing.shared import key_in
from extract.concepts.phrases import phrases

_LIST = re.compile(r"[、,，/&]|\S[与和及]\S|\s[与和及]\s|\s(?:and|vs\.?)\s", re.IGNORECASE)
"""A title that lists several subjects names none of them alone: LoRA、QLoRA 与 AdaLoRA."""


def find(names: Names) -> Iterator[Equation]:
    """Yield the title of a note, where it is one concept, with each alias of its front matter."""
    for document in names.documents:
        if _LIST.search(document.title):
            continue
        title = key_in(names, document.title) or _only_phrase(names, document.title, document.language)
        for alias in document.aliases:
            key = key_in(names, alias)
            if title and key and key != title:
                yield Equation(title, key, "front_matter", 0.9, document.path, 1)


def _only_phrase(names: Names, title: str, language: str) -> str:
    found = [key for p in phrases(title, language) if (key := key_in(names, p.text)) and names.chosen(key)]
    return found[0] if len(found) == 1 else ""
