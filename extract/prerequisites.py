"""Learning order: which concept needs which, surest first, without circles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.general_language import specificity
from extract.lexicon import setting
from extract.relations.extraction import Reading
from extract.relations.weighing import Weighed
from graph.model import Concept, Evidence, NoteWarning, Relation

_BACKGROUND = {"derives_from": 0.95, "is_a": 0.85, "uses": 0.8, "solves": 0.6}
"""How often the source of a relation of the lexicon needs its target, by kind (counted over annotated notes)."""
_STRONG, _MEDIUM, _FIRST = 0.6, 0.4, 0.2
"""Probabilities from which a need is called strong and medium; below, it is weak, which views and paths leave out.

The surest need of a concept is medium from the last on: a concept that needs nothing is rarer still.
"""
_DOUBT = 0.7
"""Which of two comes first is left open where the reverse is likelier than this, times the need's probability squared.

A sure need bears more doubt than an unsure one. Over sets left out of the fit, 3.5 % of the annotated needs were then
found the wrong way round; a plain cut with the same recall gives about 5 %.
"""
_EVERYDAY = 0.5
"""A word this little special (see `specificity`) that the notes do not define is known before: its needs are weak."""
_NO_REASON = {"contrasts_with", "related_to"}
"""Kinds of relations that do not tell why their source should need their target."""
_TELLING = 0.8
"""A need this sure is reported when it is left out."""
_MOST = 6
"""Needs of one concept at most, the surest: a teacher names a few."""
_QUOTED = 2
"""Pieces of evidence for a need at most."""


@dataclass(frozen=True, slots=True)
class _Need:
    source: str
    target: str
    code: str
    weight: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class LearningOrder:
    """The derived relations, and the needs that were dropped because they went round in circles."""

    relations: tuple[Relation, ...]
    warnings: tuple[NoteWarning, ...]


def learning_order(concepts: Sequence[Concept], reading: Reading, background: Sequence[Relation]) -> LearningOrder:
    """Return the `requires` relations: a directed acyclic graph, surest needs first, opposite ones left out."""
    best: dict[tuple[str, str], _Need] = {}
    for need in (*_from_notes(concepts, reading), *_from_background(background)):
        pair = need.source, need.target
        if pair not in best or best[pair].weight < need.weight:
            best[pair] = need
    everyday = {c.id for c in concepts if c.definition is None and specificity(c.name) <= _EVERYDAY}
    return _without_circles(sorted(best.values(), key=lambda n: (-n.weight, n.source, n.target)), everyday)


def _from_notes(concepts: Sequence[Concept], reading: Reading) -> Iterator[_Need]:
    cut = float(setting("learning.cut"))
    by_id = {c.id: c for c in concepts}
    relations: dict[tuple[str, str], Relation] = {}
    for relation in reading.relations:
        relations.setdefault((relation.source, relation.target), relation)
    for (a, b), weighed in reading.weighed.items():
        forth, back = weighed.needs
        if max(forth, back) >= cut and min(forth, back) <= _DOUBT * max(forth, back) ** 2:
            source, target = (a, b) if forth > back else (b, a)
            code, evidence = _reason(source, target, weighed, relations, by_id[source], reading)
            if evidence:
                yield _Need(source, target, code, max(forth, back), evidence)


def _reason(
    source: str,
    target: str,
    weighed: Weighed,
    relations: Mapping[tuple[str, str], Relation],
    concept: Concept,
    reading: Reading,
) -> tuple[str, tuple[Evidence, ...]]:
    """Return the code of the reason that says most, and its quotes."""
    relation, reverse = relations.get((source, target)), relations.get((target, source))
    if relation is not None and relation.kind not in _NO_REASON:
        return "has_part" if relation.kind == "includes" else relation.kind, relation.evidence[:_QUOTED]
    if reverse is not None and reverse.kind == "includes":
        return "part_of", reverse.evidence[:_QUOTED]
    quotes = reading.quotes.of(weighed)
    defined = concept.definition
    if defined is not None and any((e.path, e.line) == (defined.path, defined.line) for e in quotes):
        return "definition", (defined,)
    return "mention", (*quotes, *(c.evidence for c in weighed.met.claims))[:_QUOTED]


def _from_background(background: Sequence[Relation]) -> Iterator[_Need]:
    for r in background:
        if r.kind in _BACKGROUND:
            yield _Need(r.source, r.target, r.kind, _BACKGROUND[r.kind], r.evidence[:_QUOTED])


def _without_circles(ordered: Sequence[_Need], everyday: Collection[str]) -> LearningOrder:
    """Add the surest first, and leave out what would close a circle."""
    needs: dict[str, set[str]] = defaultdict(set)
    kept: list[Relation] = []
    warnings: list[NoteWarning] = []
    for need in ordered:
        if len(needs[need.source]) >= _MOST:
            continue
        if not _reaches(needs, need.target, need.source):
            tier = "weak" if need.target in everyday else _tier(need.weight, first=not needs[need.source])
            needs[need.source].add(need.target)
            kept.append(_relation(need, tier))
        elif need.weight >= _TELLING and need.target not in needs[need.source]:
            place = need.evidence[0]
            message = (
                f"learning order: {need.source!r} needs {need.target!r}, but surer needs say the reverse; left out"
            )
            warnings.append(NoteWarning(place.path, place.line, message))
    return LearningOrder(tuple(sorted(kept, key=lambda r: (r.source, r.target))), tuple(warnings))


def _reaches(needs: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen, stack = {start}, [start]
    while stack:
        at = stack.pop()
        if at == goal:
            return True
        for other in needs.get(at, ()):
            if other not in seen:
                seen.add(other)
                stack.append(other)
    return False


def _relation(need: _Need, tier: str) -> Relation:
    lexicon = bool(need.evidence) and all(e.rule == "lexicon" for e in need.evidence)
    return Relation(
        need.source,
        need.target,
        "requires",
        "lexicon" if lexicon else "extracted",
        confidence=need.weight,
        evidence=need.evidence,
        tier=tier,
        reason=need.code,
    )


def _tier(weight: float, *, first: bool) -> str:
    if weight >= _STRONG:
        return "strong"
    return "medium" if weight >= (_FIRST if first else _MEDIUM) else "weak"
