"""A learning path as an Anki deck: a card for each step, then the interview questions that it prepares for."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from string import ascii_uppercase

import genanki

from graph.drill import Question, drill
from graph.errors import NotegraphError
from graph.formats._anki import (
    CONCEPT,
    STYLE,
    as_html,
    concept_fields,
    concept_guid,
    deck_name,
    number,
    source,
    tags,
    write_package,
)
from graph.model import ConceptGraph
from graph.paths import LearningPath, Step
from graph.prose import delimited, to_html

_DRILL = genanki.Model(
    1_723_046_916,
    "Notegraph question",
    fields=[{"name": "Question"}, {"name": "Options"}, {"name": "Answer"}, {"name": "Quotes"}],
    templates=[
        {
            "name": "Question to answer",
            "qfmt": "<div class=name>{{Question}}</div>{{Options}}",
            "afmt": "{{FrontSide}}<hr id=answer><div class=right>{{Answer}}</div>{{Quotes}}",
        }
    ],
    css=STYLE,
)


def as_anki(graph: ConceptGraph, path: LearningPath, *, language: str, time: float) -> bytes:
    """Return the package; new cards come in the order of the path.

    `time`, in seconds since 1970, tells Anki which version is newer: importing a later one updates the cards and adds
    none. A concept has the same card in every deck.
    """
    if not path.steps:
        raise NotegraphError("nothing is left to learn", place="Anki deck", remedy="choose a target not known yet")
    deck = genanki.Deck(number("path " + " ".join(target.id for target in path.targets)), _name(path, language))
    for place, note in enumerate(_notes(graph, path, language), 1):
        note.due = place
        deck.add_note(note)
    content = BytesIO()
    write_package(deck, time, content)
    return content.getvalue()


def _name(path: LearningPath, language: str) -> str:
    names = ", ".join(target.name for target in path.targets[:3]) + (", …" if len(path.targets) > 3 else "")
    return deck_name(f"学习路径 {names}" if language == "zh" else f"Path to {names}")


def _notes(graph: ConceptGraph, path: LearningPath, language: str) -> Iterator[genanki.Note]:
    ids = [step.concept.id for step in path.steps]
    asked = _by_last_step(drill(graph, ids), ids)
    for step in path.steps:
        yield from _step(graph, step)
        yield from (_question(question, language) for question in asked.get(step.concept.id, ()))


def _by_last_step(questions: Iterable[Question], ids: Sequence[str]) -> dict[str, list[Question]]:
    """Group questions by the step after which each can be answered."""
    order = {id: place for place, id in enumerate(ids)}
    asked: dict[str, list[Question]] = {}
    for question in questions:
        last = max((concept.id for concept in question.about), key=lambda id: order.get(id, -1))
        asked.setdefault(last, []).append(question)
    return asked


def _step(graph: ConceptGraph, step: Step) -> Iterator[genanki.Note]:
    concept = step.concept
    if fields := concept_fields(graph, concept):
        yield genanki.Note(model=CONCEPT, fields=fields, guid=concept_guid(concept), tags=tags(concept))


def _question(question: Question, language: str) -> genanki.Note:
    fields = [as_html(question.wording(language)), _options(question), _answer(question), _quotes(question)]
    return genanki.Note(model=_DRILL, fields=fields, guid=genanki.guid_for("notegraph question", question.id))


def _options(question: Question) -> str:
    items = "".join(f"<li>{as_html(option.name)}</li>" for option in question.options)
    return f'<ol type="A">{items}</ol>' if items else ""


def _answer(question: Question) -> str:
    letters = dict(zip((option.id for option in question.options), ascii_uppercase, strict=False))
    answers = (f"{letters[a.id]}. {a.name}" if a.id in letters else a.name for a in question.answers)
    return as_html(" · ".join(answers))


def _quotes(question: Question) -> str:
    quotes = (
        f"<blockquote>{as_html(q.quote)} <span class=source>{source(q)}</span></blockquote>" for q in question.quotes
    )
    passage = to_html(question.passage.text, math=delimited) if question.passage else ""
    return "".join(itertools.chain(quotes, [passage]))
