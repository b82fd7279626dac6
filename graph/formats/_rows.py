"""Concepts and relations as flat rows, for the formats whose attributes are plain text and numbers.

A row holds the names of a concept, its definition and its measures, and the best piece of evidence of a relation. It
does not hold passages, further evidence, reasons of aliases, nor the list of notes: `LOSES` says so to the user.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.formats._text import join, split
from graph.model import Alias, Concept, Evidence, Relation

Value = str | int | float
Row = dict[str, Value]

LOSES_ZH = "解释段落、除最佳一句外的证据、别名的来由、笔记清单"
LOSES_EN = "passages, all evidence but the best sentence, reasons of aliases, the list of notes"

CONCEPT_COLUMNS: dict[str, type[Value]] = {
    "label": str,
    "language": str,
    "kind": str,
    "aliases": str,
    "definition": str,
    "definition_path": str,
    "definition_line": int,
    "definition_rule": str,
    "mentions": int,
    "importance": float,
}
"""Columns of a concept besides its id, with their types."""

RELATION_COLUMNS: dict[str, type[Value]] = {
    "kind": str,
    "origin": str,
    "confidence": float,
    "tier": str,
    "reason": str,
    "evidence": int,
    "quote": str,
    "path": str,
    "line": int,
    "rule": str,
}
"""Columns of a relation besides source and target; `evidence` counts its pieces, the rest describe the best one."""

_NONE = Evidence("", 0, "")


def concept_row(concept: Concept) -> Row:
    """Return the columns of a concept."""
    definition = concept.definition or _NONE
    return {
        "label": concept.name,
        "language": concept.language,
        "kind": concept.kind,
        "aliases": join(alias.name for alias in concept.aliases),
        "definition": definition.quote,
        "definition_path": definition.path,
        "definition_line": definition.line,
        "definition_rule": definition.rule,
        "mentions": concept.mentions,
        "importance": concept.importance,
    }


def relation_row(relation: Relation) -> Row:
    """Return the columns of a relation."""
    best = relation.evidence[0] if relation.evidence else _NONE
    return {
        "kind": relation.kind,
        "origin": relation.origin,
        "confidence": relation.confidence,
        "tier": relation.tier,
        "reason": relation.reason,
        "evidence": len(relation.evidence),
        "quote": best.quote,
        "path": best.path,
        "line": best.line,
        "rule": best.rule,
    }


def concept_from(id: str, row: Mapping[str, Any]) -> Concept:
    """Return the concept of a row of text or typed cells; ValueError where a number is none."""
    text = _texts(row)
    definition = Evidence(
        text("definition_path"), int(row.get("definition_line") or 0), text("definition"), text("definition_rule")
    )
    return Concept(
        id=id,
        name=text("label") or id,
        language=text("language") or "en",
        kind=text("kind"),
        aliases=tuple(Alias(name, language_of(name), "imported") for name in split(text("aliases"))),
        definition=definition if definition != _NONE else None,
        mentions=int(row.get("mentions") or 0),
        importance=float(row.get("importance") or 0),
    )


def relation_from(source: str, target: str, row: Mapping[str, Any]) -> Relation:
    """Return the relation of a row of text or typed cells; ValueError where a number is none."""
    text = _texts(row)
    best = Evidence(text("path"), int(row.get("line") or 0), text("quote"), text("rule"))
    confidence = row.get("confidence")
    return Relation(
        source=source,
        target=target,
        kind=text("kind") or "related_to",
        origin=text("origin") or "extracted",
        confidence=1.0 if confidence in (None, "") else float(str(confidence)),
        evidence=(best,) if best != _NONE else (),
        tier=text("tier"),
        reason=text("reason"),
    )


def language_of(name: str) -> str:
    """Return zh for a name with a Chinese character, else en.

    >>> language_of("多头 attention"), language_of("MHA")
    ('zh', 'en')
    """
    return (
        "zh"
        if any("\u3400" <= letter <= "\u9fff" or "\U00020000" <= letter <= "\U0003ffff" for letter in name)
        else "en"
    )


def _texts(row: Mapping[str, Any]) -> Callable[[str], str]:
    """Return a reader of the text cells of a row; an absent cell is empty."""

    def text(column: str) -> str:
        value = row.get(column)
        return "" if value is None else str(value)

    return text
