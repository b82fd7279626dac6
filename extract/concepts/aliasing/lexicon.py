"""GQA and 分组查询注意力: names of one entry of data/lexicon/domains, unless the lexicon is switched off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from extract.background import Entry, lookup
from extract.concepts.aliases import Equation, Names


def find(names: Names) -> Iterator[Equation]:
    """Yield every two candidates that are names of one entry."""
    if not names.lexicon:
        return
    together: dict[Entry, list[str]] = defaultdict(list)
    for key, candidate in names.candidates.items():
        if entry := lookup(candidate.surface):
            together[entry].append(key)
    for entry, keys in together.items():
        for a, b in combinations(keys, 2):
            yield Equation(a, b, "lexicon", 0.75, entry.path, entry.line)
