"""Claims to relations: one for each pair and kind, confidence from independent evidence, conflicts settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extract.relations.claims import Claim
from graph.model import Relation
from graph.vocabulary import RELATION_KINDS, TYPED_KINDS

_MOST = 8
"""Pieces of evidence kept for a relation."""
_WEAK = {"head_noun"}
"""Rules that speak only where nothing else relates the pair."""


def merge(claims: Iterable[Claim]) -> list[Relation]:
    """Return the relations that the claims support, sorted."""
    grouped: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[_key(claim)].append(claim)
    scores = {key: _confidence(group) for key, group in grouped.items()}
    kept = {key for key in grouped if not _overruled(key, grouped, scores)}
    return [_relation(key, grouped[key], scores[key]) for key in sorted(kept)]


def _key(claim: Claim) -> tuple[str, str, str]:
    if RELATION_KINDS[claim.kind].symmetric and claim.target < claim.source:
        return claim.target, claim.kind, claim.source
    return claim.source, claim.kind, claim.target


def _confidence(claims: Sequence[Claim]) -> float:
    """Noisy-or over the best claim of each rule and line: independent evidence adds up."""
    best: dict[tuple[str, str, int], float] = {}
    for claim in claims:
        place = (claim.evidence.rule, claim.evidence.path, claim.evidence.line)
        best[place] = max(best.get(place, 0.0), claim.confidence)
    doubt = 1.0
    for confidence in best.values():
        doubt *= 1 - confidence
    return round(1 - doubt, 4)


def _overruled(
    key: tuple[str, str, str],
    grouped: dict[tuple[str, str, str], list[Claim]],
    scores: dict[tuple[str, str, str], float],
) -> bool:
    """A weak rule yields to any other; of two opposite directions of a kind the surer stays."""
    source, kind, target = key
    back = (target, kind, source)
    if back in scores and (scores[back], back) > (scores[key], key):
        return True
    if {c.evidence.rule for c in grouped[key]} <= _WEAK:
        return any(
            (a, k, b) != key and k != "requires"
            for a, b in ((source, target), (target, source))
            for k in TYPED_KINDS
            if (a, k, b) in grouped
        )
    return False


def _relation(key: tuple[str, str, str], claims: Sequence[Claim], confidence: float) -> Relation:
    source, kind, target = key
    ordered = sorted(claims, key=lambda c: (-c.confidence, c.evidence.path, c.evidence.line, c.evidence.rule))
    evidence = tuple(dict.fromkeys(c.evidence for c in ordered))[:_MOST]
    return Relation(source, target, kind, confidence=confidence, evidence=evidence)
