"""Interview questions that the notes answer: each from one relation, its answer quoted, its wrong options siblings.

The same graph gives the same questions, in the same order, with the options in the same places.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.learning_order import teaching_key
from graph.model import Concept, ConceptGraph, Evidence, Passage, Relation, fold
from graph.siblings import parents, siblings
from graph.vocabulary import RELATION_KINDS

QUESTIONS: dict[str, dict[str, str]] = {
    "is_a": {"zh": "{x} 属于什么？", "en": "What kind of thing is {x}?"},
    "solves": {"zh": "{x} 解决什么问题？", "en": "Which problem does {x} solve?"},
    "derives_from": {"zh": "{x} 由什么改进而来？", "en": "What does {x} derive from?"},
    "contrasts_with": {"zh": "{x} 和 {y} 的区别？", "en": "How do {x} and {y} differ?"},
}
"""Relation kind -> language -> question; the order is that in which one concept is asked after."""

LEAST_CONFIDENCE = 0.7
"""A relation below this is too doubtful to examine someone on. A rule of thumb."""
_WRONG = 3


@dataclass(frozen=True, slots=True)
class Question:
    """One question, its options and its answer."""

    id: str
    """Stays the same while the notes still ask it."""
    kind: str
    """The relation kind it comes from, a key of `QUESTIONS`."""
    about: tuple[Concept, ...]
    """What it asks after: one concept, or the two of a contrast."""
    answers: tuple[Concept, ...]
    """All right answers, surest first; none for a contrast, whose answer is the quotes."""
    options: tuple[Concept, ...]
    """The first right answer among its siblings, in the order to show; empty where the graph has no sibling."""
    quotes: tuple[Evidence, ...]
    """What the notes say."""
    passage: Passage | None = None
    """The shortest stretch of a note that holds the first quote and more, for a contrast."""

    def wording(self, language: str) -> str:
        """Return the question in words."""
        names = [concept.name for concept in self.about]
        return QUESTIONS[self.kind][language].format(x=names[0], y=names[-1])


def drill(graph: ConceptGraph, ids: Iterable[str], *, least: float = LEAST_CONFIDENCE) -> list[Question]:
    """Return the questions about some concepts, in their order; a contrast is asked with the later of the two.

    Only what the notes themselves say is asked, and no kind that the name already tells.

    >>> graph = ConceptGraph()
    >>> for name in ("LoRA", "Adapter", "PEFT", "RAG"): graph.add_concept(Concept(name, name))
    >>> said = (Evidence("a.md", 3, "LoRA is a kind of PEFT."),)
    >>> graph.add_relation(Relation("LoRA", "PEFT", "is_a", evidence=said))
    >>> [question] = drill(graph, ["LoRA"])
    >>> question.wording("en"), [answer.name for answer in question.answers], question.quotes[0].line
    ('What kind of thing is LoRA?', ['PEFT'], 3)
    """
    order = {id: place for place, id in enumerate(dict.fromkeys(ids))}
    found: dict[str, Question] = {}
    for id in order:
        for question in _questions(graph, id, order, least):
            found.setdefault(question.id, question)
    return list(found.values())


def _questions(graph: ConceptGraph, id: str, order: dict[str, int], least: float) -> Iterator[Question]:
    said = [r for r in graph.relations_of(id) if _is_said(r, least)]
    for kind in QUESTIONS:
        if RELATION_KINDS[kind].symmetric:
            pairs = [r for r in said if r.kind == kind and order.get(_other(r, id), -1) < order[id]]
            yield from (_contrast(graph, relation) for relation in _surest_first(graph, pairs, id))
        else:
            answers = _surest_first(graph, [r for r in said if r.kind == kind and r.source == id], id)
            yield from _one_of(graph, graph.concept(id), kind, answers)


def _is_said(relation: Relation, least: float) -> bool:
    """Whether the notes say it, surely enough; background facts have no place in the notes to quote."""
    quoted = relation.origin != "lexicon" and bool(relation.evidence)
    return quoted and relation.confidence >= least and relation.source != relation.target


def _other(relation: Relation, id: str) -> str:
    return relation.target if relation.source == id else relation.source


def _surest_first(graph: ConceptGraph, relations: Iterable[Relation], id: str) -> list[Relation]:
    return sorted(relations, key=lambda r: (-r.confidence, teaching_key(graph.concept(_other(r, id)))))


def _one_of(graph: ConceptGraph, concept: Concept, kind: str, relations: list[Relation]) -> Iterator[Question]:
    if kind == "is_a":
        relations = [r for r in relations if fold(graph.concept(r.target).name) not in fold(concept.name)]
    if relations:
        answers = tuple(graph.concept(relation.target) for relation in relations)
        quotes = tuple(dict.fromkeys(relation.evidence[0] for relation in relations))
        id = f"{kind} {concept.id}"
        yield Question(id, kind, (concept,), answers, _options(graph, id, concept, kind, answers), quotes)


def _contrast(graph: ConceptGraph, relation: Relation) -> Question:
    pair = sorted((relation.source, relation.target))
    about = (graph.concept(pair[0]), graph.concept(pair[1]))
    definitions = (concept.definition for concept in about if concept.definition)
    quotes = tuple(dict.fromkeys((*relation.evidence[:2], *definitions)))
    passage = _around(about, relation.evidence[0])
    return Question(f"{relation.kind} {' '.join(pair)}", relation.kind, about, (), (), quotes, passage)


def _around(about: tuple[Concept, ...], quote: Evidence) -> Passage | None:
    """Return the shortest passage that begins with a quote or holds it, and goes on: a heading answers nothing."""
    holding = (
        passage
        for concept in about
        for passage in concept.passages
        if passage.path == quote.path and passage.line <= quote.line <= passage.end_line
    )
    longer = (passage for passage in holding if len(passage.text) > len(quote.quote) + 20)
    return min(longer, key=lambda passage: (len(passage.text), passage.line), default=None)


def _options(
    graph: ConceptGraph, id: str, concept: Concept, kind: str, answers: Sequence[Concept]
) -> tuple[Concept, ...]:
    wrong = _wrong(graph, concept.id, kind, answers)
    if not wrong:
        return ()
    return tuple(sorted((answers[0], *wrong), key=lambda option: _shuffled(id, option)))


def _wrong(graph: ConceptGraph, id: str, kind: str, answers: Sequence[Concept]) -> list[Concept]:
    right = _arguable(graph, id) | {answer.id for answer in answers}
    near = list(siblings(graph, answers[0].id))
    if kind == "solves":
        near += [r.target for other in siblings(graph, id) for r in graph.relations_of(other) if _solved(r, other)]
    names = {fold(name) for answer in answers for name in answer.names}
    fair = (graph.concept(one) for one in dict.fromkeys(near) if one not in right)
    # An option of another kind, a tool among problems, would be ruled out without knowing anything.
    alike = sorted(fair, key=lambda concept: concept.kind != answers[0].kind)
    return [concept for concept in alike if fold(concept.name) not in names][:_WRONG]


def _solved(relation: Relation, id: str) -> bool:
    return relation.kind == "solves" and relation.source == id


def _arguable(graph: ConceptGraph, id: str) -> set[str]:
    """Return what could be defended as an answer too: all that the concept is joined to, and all that it is a kind of.

    A contrast alone does not make an answer right.
    """
    joined = {_other(r, id) for r in graph.relations_of(id) if r.kind != "contrasts_with"}
    return joined | {id} | _above(graph, id)


def _above(graph: ConceptGraph, id: str) -> set[str]:
    found: set[str] = set()
    waiting = [id]
    while waiting:
        up = {parent for parent, _ in parents(graph, waiting.pop())} - found
        waiting += up
        found |= up
    return found


def _shuffled(id: str, option: Concept) -> bytes:
    """Return a key that looks like chance and is none: the place of the right option must not be guessable."""
    return hashlib.sha256(f"{id}\x1f{option.id}".encode("utf-8", "replace")).digest()
