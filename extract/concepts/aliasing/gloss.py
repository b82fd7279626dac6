"""A quotation right under a heading that is nothing but another name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from extract.concepts.aliases import Equation, Names
from extract.concepts.aliasing.shared import key_in
from extract.language import has_han
from extract.reading.document import BlockKind


def find(names: Names) -> Iterator[Equation]:
    """Yield a heading with the name quoted under it, one Chinese and one Latin."""
    for document in names.documents:
        for above, below in pairwise(document.blocks):
            if above.kind is BlockKind.HEADING and below.kind is BlockKind.QUOTE and len(below.text) <= 60:
                a, b = key_in(names, above.text), key_in(names, below.text.strip("()（） "))
                if a and b and a != b and has_han(above.text) != has_han(below.text):
                    yield Equation(a, b, "gloss", 0.8, document.path, below.line)
