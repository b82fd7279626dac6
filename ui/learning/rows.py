"""Concepts as rows of the lists of the Learn page: plain data for the component `steps`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.card import evidence
from graph.model import Concept, Passage, Relation
from graph.paths import LearningPath, Step
from graph.prose import to_html
from graph.reading_time import main_passage, reading_seconds
from graph.reasons import reason_text
from ui.notebook import Notebook
from ui.passages import safe_markdown
from ui.texts import language, text

Row = dict[str, Any]
_HTML: dict[tuple[object, ...], str] = {}
_KEPT = 200
_HOURS = 100 * 60
"""Seconds from which a time is told in hours."""


def row(concept: Concept, known: frozenset[str], *, detail: str = "", goal: bool = True) -> Row:
    """Return a row with a name, a tick and the passage to read; `goal` offers it as a target."""
    return {
        "id": concept.id,
        "name": concept.name,
        "lang": concept.language,
        "number": "",
        "known": concept.id in known,
        "detail": detail,
        "goal": goal,
        "reasons": [],
        "note": "",
        "passage": _passage(concept),
    }


def step_rows(book: Notebook, path: LearningPath, known: frozenset[str]) -> list[Row]:
    """Return the steps of a path, numbered, each with its reasons."""
    needed_by, targets = path.needed_by(), {concept.id for concept in path.targets}
    return [
        {
            **row(step.concept, known, goal=False),
            "number": str(number),
            "target": step.concept.id in targets,
            "reasons": _reasons(book, step.because, known),
            "note": _why_first(step, needed_by.get(step.concept.id, []), step.concept.id in targets),
        }
        for number, step in enumerate(path.steps, 1)
    ]


def with_passages(book: Notebook, rows: list[Row], opened: Iterable[str]) -> list[Row]:
    """Return the rows with the text of the passages that are open: the others are sent when they are asked for."""
    wanted = set(opened)
    for one in rows:
        if one["passage"] and one["id"] in wanted:
            passage = main_passage(book.graph.concept(one["id"]))
            one["passage"]["html"] = _html(book, passage) if passage else ""
    return rows


def counted(book: Notebook, found: Iterable[tuple[str, int]], known: frozenset[str], key: str) -> list[Row]:
    """Return rows whose detail is a text with a count."""
    return [row(book.graph.concept(id), known, detail=text(key, count=count)) for id, count in found]


def minutes(seconds: int) -> str:
    """Return a reading time in words."""
    if seconds >= _HOURS:
        return text("hours", count=round(seconds / 3600, 1))
    return text("minutes", count=round(seconds / 60)) if seconds >= 45 else text("minute_less")


def _passage(concept: Concept) -> dict[str, Any] | None:
    passage = main_passage(concept)
    if passage is None:
        return None
    return {"path": passage.path, "line": passage.line, "end": passage.end_line, "html": None,
            "time": minutes(reading_seconds(passage.text)), "mention": passage.role == "mention"}  # fmt: skip


def _reasons(book: Notebook, relations: Iterable[Relation], known: frozenset[str]) -> list[dict[str, Any]]:
    """Return the reasons, those that one sentence gives together."""
    groups: dict[tuple[object, ...], dict[str, Any]] = {}
    for relation in relations:
        said = relation.evidence[:1]
        key = (said[0].path, said[0].line, said[0].quote) if said else (relation.target,)
        quotes = [evidence(one, relation.origin) for one in said]
        groups.setdefault(key, {"needs": [], "quotes": quotes})["needs"].append(_need(book, relation, known))
    return list(groups.values())


def _need(book: Notebook, relation: Relation, known: frozenset[str]) -> dict[str, Any]:
    needed = book.graph.concept(relation.target)
    why = reason_text(relation.reason, language())
    return {"name": needed.name, "why": why, "known": needed.id in known}


def _why_first(step: Step, later: list[Concept], target: bool) -> str:
    if step.because:
        return ""
    if later:
        more = text("and_more", count=len(later) - 3) if len(later) > 3 else ""
        return text("comes_first", names=text("comma").join(concept.name for concept in later[:3]) + more)
    return text("no_order_target") if target else ""


def _html(book: Notebook, passage: Passage) -> str:
    key = (book.mark, language(), passage.path, passage.line, passage.end_line)
    if key not in _HTML:
        if len(_HTML) >= _KEPT:
            _HTML.pop(next(iter(_HTML)), None)
        safe = safe_markdown(passage.text, passage.path, book.root, text("missing_image"))
        _HTML[key] = to_html(safe, images=True)
    return _HTML[key]
