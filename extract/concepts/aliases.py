"""Which candidates are names of one concept, each merge with its reason."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.background import lookup
from extract.concepts.aliasing import discover
from extract.concepts.aliasing.guards import may_merge
from extract.concepts.candidates import Candidate
from extract.reading.document import Document


@dataclass(frozen=True, slots=True)
class Equation:
    """A claim that two candidates are names of one concept."""

    a: str
    """Key of a candidate."""
    b: str
    """Key of another candidate."""
    reason: str
    """Code of the reason (see `graph.model.Alias`)."""
    strength: float
    """0 to 1: stronger claims are settled first."""
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """The names of one concept."""

    keys: tuple[str, ...]
    """Keys of its candidates, sorted."""
    equations: tuple[Equation, ...]
    """The claims that joined them."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the finders of equations look at."""

    documents: Sequence[Document]
    candidates: Mapping[str, Candidate]
    probability: Mapping[str, float]
    """Key -> probability of being a concept."""
    cut: float
    """From this probability on a candidate is a concept."""
    lexicon: bool = True
    """Whether data/lexicon/domains may say that names belong together."""

    def chosen(self, key: str) -> bool:
        """Tell whether a candidate is a concept by itself."""
        return self.probability.get(key, 0.0) >= self.cut

    def share_of(self, language: str) -> float:
        """Return the share of the notes that are written in a language."""
        return sum(document.language == language for document in self.documents) / max(1, len(self.documents))


def group(names: Names) -> list[Group]:
    """Return the groups of names, each with at least one chosen candidate."""
    equations = sorted(
        (e for finder in discover().values() for e in finder(names)),
        key=lambda e: (-e.strength, e.reason, e.a, e.b, e.path, e.line),
    )
    return _Joiner(names).join(equations)


class _Joiner:
    """Union-find that refuses to join groups whose names must stay apart."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.root: dict[str, str] = {}
        self.members: dict[str, set[str]] = {}
        self.used: dict[str, list[Equation]] = defaultdict(list)

    def join(self, equations: Iterable[Equation]) -> list[Group]:
        for equation in equations:
            self._settle(equation)
        roots = {self._find(key) for key in self.names.candidates if self.names.chosen(key)}
        return [Group(tuple(sorted(self.members.get(r, {r}))), tuple(self.used.get(r, ()))) for r in sorted(roots)]

    def _find(self, key: str) -> str:
        while self.root.get(key, key) != key:
            key = self.root[key]
        return key

    def _settle(self, equation: Equation) -> None:
        a, b = self._find(equation.a), self._find(equation.b)
        if a == b:
            return
        left, right = self.members.get(a, {a}), self.members.get(b, {b})
        if not self._compatible(left, right):
            return
        keep, drop = (a, b) if a < b else (b, a)
        self.root[drop] = keep
        self.members[keep] = left | right
        self.used[keep] += [*self.used.pop(drop, []), equation]

    def _compatible(self, left: set[str], right: set[str]) -> bool:
        surfaces = self.names.candidates
        return all(may_merge(surfaces[a].surface, surfaces[b].surface) for a in left for b in right) and not (
            self._two_translations(left, right) or self._two_entries(left, right)
        )

    def _two_entries(self, left: set[str], right: set[str]) -> bool:
        """Names that the lexicon knows as those of different concepts stay apart, whatever else speaks for it."""
        return self.names.lexicon and any(a != b for a in self._entries(left) for b in self._entries(right))

    def _entries(self, keys: set[str]) -> set[str]:
        return {entry.name for key in keys if (entry := lookup(self.names.candidates[key].surface))}

    def _two_translations(self, left: set[str], right: set[str]) -> bool:
        """Two groups that both have well-attested Latin abbreviations of their own are two concepts."""
        return any(a != b for a in self._abbreviations(left) for b in self._abbreviations(right))

    def _abbreviations(self, keys: set[str]) -> Iterator[str]:
        for key in sorted(keys):
            if re.fullmatch(r"[A-Z][A-Z0-9-]{1,7}", self.names.candidates[key].surface) and self.names.chosen(key):
                yield key
