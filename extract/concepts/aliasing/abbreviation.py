"""TPR and True Positive Rate: an abbreviation and the only name that it abbreviates, in the same note."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extract.concepts.aliases import Equation, Names
from extract.concepts.aliasing.shared import abbreviates
from extract.language import has_han


def find(names: Names) -> Iterator[Equation]:
    """Yield abbreviations of three letters or more with their full name, where there is only one."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for key, candidate in names.candidates.items():
        if names.chosen(key) and not has_han(candidate.surface) and re.search(r"[ -]|[a-z][A-Z]", candidate.surface):
            by_letter[candidate.surface[0].lower()].append(key)
    for key, candidate in names.candidates.items():
        if not re.fullmatch(r"[A-Z][A-Za-z]*[A-Z0-9]s?", candidate.surface) or not 3 <= len(candidate.surface) <= 7:
            continue
        full = [k for k in by_letter[candidate.surface[0].lower()] if _full(names, key, k)]
        if len(full) == 1:
            yield Equation(key, full[0], "abbreviation", 0.7)


def _full(names: Names, short: str, long: str) -> bool:
    a, b = names.candidates[short], names.candidates[long]
    return short != long and bool(a.documents & b.documents) and abbreviates(a.surface, b.surface)
