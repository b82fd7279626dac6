"""All relations that the notes state: claims of rules and patterns, and contacts, weighed together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extract.concepts.found import Found
from extract.lexicon import setting
from extract.reading.document import Document
from extract.relations import prose
from extract.relations.claims import Claim
from extract.relations.contacts import Contact
from extract.relations.pairs import Pair
from extract.relations.rules import rules
from extract.relations.scene import QUOTE, Scene, evidence
from extract.relations.weighing import SYMMETRIC, Weighed, weigh
from extract.sentences import Sentence, sentences
from graph.model import Evidence, Relation

_MOST = 8
"""Pieces of evidence kept for a relation."""
_SECOND = 0.25
"""Probability from which a claimed kind stands beside a likelier one: a pair may have two relations."""
_WORD = 0.8
"""What a claim's own word for the kind weighs against the whole picture."""
_ALIKE = ("uses", "includes")
_FIRM = 0.15
"""Probability from which a pair and its kind are told; below it the two are only called related."""
_VAGUE = "related_to"
"""Kind of a pair of which the notes do not show how it is related; every claim is evidence that it is."""
_TELLING = ("sentence", "topic", "child", "table", "sibling", "block")
"""Kinds of contacts, the ones whose quote shows most first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the notes say of pairs of concepts."""

    relations: tuple[Relation, ...]
    """Sorted by source, kind and target."""
    weighed: Mapping[Pair, Weighed]
    """Every pair that the notes bring together."""
    quotes: Quotes
    """Where to read of each."""


@dataclass(slots=True)
class Quotes:
    """Finds the words that bring a pair together."""

    documents: Sequence[Document]
    _sentences: dict[tuple[int, int], dict[int, Sentence]] = field(default_factory=dict)

    def of(self, weighed: Weighed) -> list[Evidence]:
        """Return the evidence of the contacts of a pair, most telling first."""
        ordered = sorted(weighed.met.places, key=lambda p: (_TELLING.index(p[1].kind), p[0], p[1].block))
        return [self._quote(number, contact) for number, contact in ordered]

    def _quote(self, number: int, contact: Contact) -> Evidence:
        document = self.documents[number]
        block = document.blocks[contact.block]
        place = number, contact.block
        if place not in self._sentences:
            self._sentences[place] = {s.start: s for s in sentences(block)}
        sentence = self._sentences[place].get(contact.start)
        if sentence is None:
            return evidence(document, block, contact.kind)
        return Evidence(document.path, sentence.line, sentence.quote[:QUOTE], contact.kind)


def extract_relations(found: Found) -> Reading:
    """Return the relations of the pairs that a careful reader would relate, with their evidence."""
    weighed = weigh(found, claims(found))
    quotes = Quotes(found.documents)
    relations = [r for pair, w in weighed.items() if _is_related(w) for r in _relations(pair, w, quotes)]
    return Reading(tuple(sorted(relations, key=lambda r: (r.source, r.kind, r.target))), weighed, quotes)


def claims(found: Found) -> Iterator[Claim]:
    """Yield all claims of the structural rules and the sentence patterns, document by document."""
    known = found.by_id()
    for number, document in enumerate(found.documents):
        scene = Scene(document, number, found.marks, known)
        for rule in rules().values():
            yield from rule(scene)
        yield from prose.find(scene)


def _is_related(weighed: Weighed) -> bool:
    cut = setting("relations.claimed") if weighed.met.claims else setting("relations.cut")
    return weighed.related >= float(cut)


def _relations(pair: Pair, weighed: Weighed, quotes: Quotes) -> Iterator[Relation]:
    """Yield the likeliest kind, and another one that a claim states."""
    said: dict[str, float] = {}
    for claim in weighed.met.claims:
        name = _name(pair, claim)
        said[name] = max(said.get(name, 0.0), claim.confidence)
    score = {name: p + _WORD * said.get(name, 0.0) for name, p in weighed.kinds.items()}
    likely = sorted(score, key=lambda name: (-score[name], name))
    if weighed.related * _share(likely[0], score) < _FIRM:
        yield _relation(pair[0], _VAGUE, pair[1], weighed, quotes)
        return
    chosen = likely[:1]
    chosen += [n for n in likely[1:] if n in said and weighed.kinds[n] >= _SECOND and n[1:] != chosen[0][1:]][:1]
    for name in chosen:
        source, target = (pair[1], pair[0]) if name.startswith("<") else pair
        yield _relation(source, name.lstrip("<>"), target, weighed, quotes)


def _share(name: str, score: Mapping[str, float]) -> float:
    """Return how much of the score a kind has; uses and includes count for each other."""
    alike = {name[:1] + kind for kind in _ALIKE} if name[1:] in _ALIKE else {name}
    return sum(score[one] for one in alike) / sum(score.values())


def _name(pair: Pair, claim: Claim) -> str:
    """Return the kind of a claim as `Weighed.kinds` names it."""
    if claim.kind == SYMMETRIC:
        return SYMMETRIC
    return (">" if claim.source == pair[0] else "<") + claim.kind


def _relation(source: str, kind: str, target: str, weighed: Weighed, quotes: Quotes) -> Relation:
    own = [c for c in weighed.met.claims if kind == _VAGUE or _states(c, source, kind)]
    own.sort(key=lambda c: (-c.confidence, c.evidence.path, c.evidence.line, c.evidence.rule))
    evidence = dict.fromkeys([c.evidence for c in own])
    places = {(e.path, e.line) for e in evidence}
    evidence |= dict.fromkeys(e for e in quotes.of(weighed) if (e.path, e.line) not in places)
    said = max((c.confidence for c in own if kind != _VAGUE), default=0.0)
    return Relation(source, target, kind, confidence=_either(weighed.related, said), evidence=tuple(evidence)[:_MOST])


def _states(claim: Claim, source: str, kind: str) -> bool:
    return claim.kind == kind and (kind == SYMMETRIC or claim.source == source)


def _either(related: float, said: float) -> float:
    """Noisy-or: the whole picture, and the surest claim of this very kind."""
    return round(1 - (1 - related) * (1 - said), 4)
