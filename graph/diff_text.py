"""A difference of graphs as text for a terminal and as data for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graph.diff import Change, GraphDiff
from graph.model import Concept, Relation
from graph.vocabulary import RELATION_KINDS

_MAX_LETTERS = 100
_WORDS = {
    "en": {
        "none": "No difference.",
        "added": "Concepts added",
        "removed": "Concepts removed",
        "merged": "Concepts merged into others",
        "changed": "Concepts changed",
        "relations_added": "Relations added",
        "relations_removed": "Relations removed",
        "relations_changed": "Relations changed",
    },
    "zh": {
        "none": "没有变化。",
        "added": "新增的概念",
        "removed": "消失的概念",
        "merged": "并入其他概念的概念",
        "changed": "变化的概念",
        "relations_added": "新增的关系",
        "relations_removed": "消失的关系",
        "relations_changed": "变化的关系",
    },
}


def diff_text(difference: GraphDiff, *, language: str = "en") -> str:
    """Return lines for a terminal, in en or zh: + added, - removed, > merged, ~ changed; long values are cut."""
    words = _WORDS[language]
    if not difference:
        return words["none"] + "\n"
    sections = (
        ("added", [f"+ {concept.name}" for concept in difference.added]),
        ("removed", [f"- {concept.name}" for concept in difference.removed]),
        ("merged", [f"> {old.name} → {new.name}" for old, new in difference.merged]),
        ("changed", [line for c in difference.changed for line in _changed(_title(c.old, c.new), c.changes)]),
        ("relations_added", [f"+ {_sentence(difference, r, language)}" for r in difference.relations_added]),
        ("relations_removed", [f"- {_sentence(difference, r, language)}" for r in difference.relations_removed]),
        ("relations_changed", list(_changed_relations(difference, language))),
    )
    return "\n".join(
        line for name, lines in sections if lines for line in (f"{words[name]} ({_count(lines)})", *lines, "")
    )


def diff_data(difference: GraphDiff) -> dict[str, Any]:
    """Return the difference as JSON takes it, in full."""
    return {
        "concepts": {
            "added": [_concept_data(concept) for concept in difference.added],
            "removed": [_concept_data(concept) for concept in difference.removed],
            "merged": [{"from": _concept_data(old), "into": _concept_data(new)} for old, new in difference.merged],
            "changed": [
                {
                    "old": _concept_data(c.old),
                    "new": _concept_data(c.new),
                    "renamed": c.renamed,
                    "changes": _data(c.changes),
                }
                for c in difference.changed
            ],
        },
        "relations": {
            "added": [_relation_data(relation) for relation in difference.relations_added],
            "removed": [_relation_data(relation) for relation in difference.relations_removed],
            "changed": [{**_relation_data(c.new), "changes": _data(c.changes)} for c in difference.relations_changed],
        },
    }


def _title(old: Concept, new: Concept) -> str:
    return new.name if old.name == new.name else f"{old.name} → {new.name}"


def _changed_relations(difference: GraphDiff, language: str) -> Iterator[str]:
    for change in difference.relations_changed:
        yield from _changed(_sentence(difference, change.new, language), change.changes)


def _changed(title: str, changes: Iterable[Change]) -> Iterator[str]:
    yield f"~ {title}"
    for change in changes:
        yield from (f"    {change.field} - {_cut(value)}" for value in change.old)
        yield from (f"    {change.field} + {_cut(value)}" for value in change.new)


def _sentence(difference: GraphDiff, relation: Relation, language: str) -> str:
    kind = RELATION_KINDS.get(relation.kind)
    reads = relation.kind if kind is None else kind.zh if language == "zh" else kind.en
    return f"{difference.names[relation.source]} {reads} {difference.names[relation.target]}"


def _count(lines: list[str]) -> int:
    return sum(not line.startswith(" ") for line in lines)


def _cut(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _MAX_LETTERS else line[: _MAX_LETTERS - 1] + "…"


def _concept_data(concept: Concept) -> dict[str, str]:
    return {"id": concept.id, "name": concept.name}


def _relation_data(relation: Relation) -> dict[str, str]:
    return {"source": relation.source, "target": relation.target, "kind": relation.kind}


def _data(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [{"field": change.field, "old": list(change.old), "new": list(change.new)} for change in changes]
