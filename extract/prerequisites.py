"""Learning order: which concept needs which, derived from relations, definitions and who mentions whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.concepts.passages import Marks
from extract.reading.document import BlockKind, Document
from extract.sentences import sentences
from graph.model import Concept, Evidence, NoteWarning, Relation

_FROM_RELATIONS = {"derives_from": 0.95, "is_a": 0.85, "uses": 0.8, "solves": 0.6}
"""How often the source of a relation needs its target, by kind (counted over annotated notes)."""
_PART_NEEDS_WHOLE = 0.55
_UNDER_ITS_WHOLE = frozenset({"heading_members", "nested_items"})
"""Rules whose parts are taught under their whole; elsewhere the order of whole and part is left open."""
_UNSURE_ORDER = frozenset({"zh_used_for", "zh_realised_by", "zh_applied", "zh_measures", "en_used_in", "zh_reduces"})
"""Patterns that relate rightly, but seldom tell which to learn first."""
_DEFINITION = 0.8
"""B named in A's definition and not A in B's: right 77 to 92 % of the time (AL-CPL, four domains)."""
_MENTION = 0.55
_STRONG, _MEDIUM = 0.7, 0.4
_TELLING = 0.9
"""A reason this sure is reported when it is left out."""
_OFTEN = 2
"""A concept that the notes name in passing only, and less often, is nothing they could teach first."""
_MOST = 6
"""Needs of one concept at most, the surest: a teacher names a few."""


@dataclass(frozen=True, slots=True)
class _Reason:
    source: str
    target: str
    code: str
    weight: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class LearningOrder:
    """The derived relations, and the reasons that were dropped because they went round in circles."""

    relations: tuple[Relation, ...]
    warnings: tuple[NoteWarning, ...]


def learning_order(
    documents: Sequence[Document], concepts: Sequence[Concept], relations: Sequence[Relation], marks: Marks
) -> LearningOrder:
    """Return the `requires` relations: a directed acyclic graph, surest reasons first, opposite ones left out."""
    named = _named_in_definitions(documents, marks, concepts)
    reasons: dict[tuple[str, str], list[_Reason]] = defaultdict(list)
    narrower = {(r.source, r.target) for r in relations if r.kind in {"is_a", "derives_from"}}
    explained = {c.id for c in concepts if not c.only_mentioned or c.mentions >= _OFTEN}
    for reason in (*_from_relations(relations, named), *_from_definitions(named, narrower, explained)):
        reasons[reason.source, reason.target].append(reason)
    weights = {pair: _together(found) for pair, found in reasons.items()}
    ordered = sorted(weights, key=lambda pair: (-weights[pair], pair))
    return _without_circles(ordered, weights, reasons)


def _from_relations(relations: Sequence[Relation], named: Mapping[str, Mapping[str, Evidence]]) -> Iterator[_Reason]:
    for r in relations:
        sure = 0.5 + 0.5 * r.confidence
        rules = {e.rule for e in r.evidence}
        if r.kind in _FROM_RELATIONS and not rules <= _UNSURE_ORDER:
            yield _Reason(r.source, r.target, r.kind, _FROM_RELATIONS[r.kind] * sure, r.evidence[:2])
        elif r.kind == "includes" and rules & _UNDER_ITS_WHOLE:
            yield _order_of_parts(r, sure, named)


def _order_of_parts(r: Relation, sure: float, named: Mapping[str, Mapping[str, Evidence]]) -> _Reason:
    """A part is met inside its whole; a part that the whole's definition names comes first."""
    whole_names_part = r.target in named.get(r.source, {})
    part_names_whole = r.source in named.get(r.target, {})
    if whole_names_part and not part_names_whole:
        return _Reason(r.source, r.target, "has_part", 0.6 * sure, r.evidence[:2])
    return _Reason(r.target, r.source, "part_of", _PART_NEEDS_WHOLE * sure, r.evidence[:2])


def _from_definitions(
    named: Mapping[str, Mapping[str, Evidence]], narrower: set[tuple[str, str]], explained: set[str]
) -> Iterator[_Reason]:
    """A definition needs what it names, its own kinds aside: those stand there as examples."""
    for concept, others in sorted(named.items()):
        for other, evidence in sorted(others.items()):
            if concept not in named.get(other, {}) and (other, concept) not in narrower and other in explained:
                strong = evidence.rule == "definition"
                yield _Reason(
                    concept,
                    other,
                    "definition" if strong else "mention",
                    _DEFINITION if strong else _MENTION,
                    (evidence,),
                )


def _named_in_definitions(
    documents: Sequence[Document], marks: Marks, concepts: Sequence[Concept]
) -> dict[str, dict[str, Evidence]]:
    """Return concept -> other concepts that its definition names, with the sentence."""
    number = {document.path: n for n, document in enumerate(documents)}
    found: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for concept in concepts:
        definition = concept.definition
        if definition is None:
            continue
        n = number[definition.path]
        for block in documents[n].blocks:
            if not block.line <= definition.line <= block.end_line or block.kind is BlockKind.HEADING:
                continue
            for sentence in sentences(block):
                if sentence.quote == definition.quote:
                    for o in marks.get((n, block.index), ()):
                        inside = sentence.start <= o.start < sentence.start + len(sentence.text)
                        if inside and o.concept != concept.id:
                            found[concept.id].setdefault(o.concept, definition)
    return found


def _together(reasons: Sequence[_Reason]) -> float:
    doubt = 1.0
    for code in {r.code for r in reasons}:
        doubt *= 1 - max(r.weight for r in reasons if r.code == code)
    return round(1 - doubt, 4)


def _without_circles(
    ordered: Sequence[tuple[str, str]],
    weights: Mapping[tuple[str, str], float],
    reasons: Mapping[tuple[str, str], list[_Reason]],
) -> LearningOrder:
    """Add the surest first, and leave out what would close a circle."""
    needs: dict[str, set[str]] = defaultdict(set)
    kept: list[Relation] = []
    warnings: list[NoteWarning] = []
    for pair in ordered:
        source, target = pair
        if weights[pair] < _MEDIUM or len(needs[source]) >= _MOST:
            continue
        best = max(reasons[pair], key=lambda r: (r.weight, r.code))
        if _reaches(needs, target, source):
            if weights[pair] >= _TELLING:
                place = best.evidence[0] if best.evidence else Evidence("", 0, "")
                message = f"learning order: {source!r} before {target!r} and the reverse; the weaker reason is left out"
                warnings.append(NoteWarning(place.path, place.line, message))
            continue
        needs[source].add(target)
        kept.append(_relation(best, weights[pair]))
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


def _relation(reason: _Reason, weight: float) -> Relation:
    tier = "strong" if weight >= _STRONG else "medium" if weight >= _MEDIUM else "weak"
    lexicon = bool(reason.evidence) and all(e.rule == "lexicon" for e in reason.evidence)
    return Relation(
        reason.source, reason.target, "requires", "lexicon" if lexicon else "extracted",
        confidence=weight, evidence=reason.evidence, tier=tier, reason=reason.code,
    )  # fmt: skip
