"""attention 机制 and 注意力机制: a name in which a word is exchanged for its translation given elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from extract.concepts.aliases import Equation, Names
from extract.concepts.aliasing import brackets
from extract.concepts.aliasing.shared import key_in
from extract.language import has_han


def find(names: Names) -> Iterator[Equation]:
    """Yield mixed names with the all-Chinese name that they become by translating their Latin part."""
    words: dict[str, str] = {}
    for equation in brackets.find(names):
        a, b = names.candidates[equation.a].surface, names.candidates[equation.b].surface
        if has_han(a) != has_han(b):
            han, latin = (a, b) if has_han(a) else (b, a)
            words.setdefault(latin.lower(), han)
    for key, candidate in names.candidates.items():
        if not has_han(candidate.surface) or not names.chosen(key):
            continue
        for latin, han in sorted(words.items()):
            low = candidate.surface.lower()
            if latin in low and low != latin:
                other = key_in(names, low.replace(latin, han).replace(" ", ""))
                if other and other != key and names.chosen(other):
                    yield Equation(other, key, "translation", 0.55)
