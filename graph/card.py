"""What the card of a concept says, as data for the scripts of `graph.view.BROWSER`: in the app and standalone alike."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

import yaml

from graph.communities import Community
from graph.model import Alias, Concept, ConceptGraph, Evidence, Relation
from graph.prose import formulas
from graph.reasons import alias_reason_text
from graph.view import BROWSER, area_colour, kind_label
from graph.vocabulary import CONCEPT_KINDS, RELATION_KINDS, RelationKind

STAGE_TEXTS = (
    "graph_label", "nothing_visible", "legend", "legend_areas", "zoom_in", "zoom_out", "fit", "unpin",
    "download_png", "download_svg", "only_mentioned",
)  # fmt: skip
"""Keys of the texts that the stage shows."""
CARD_TEXTS = (
    "also", "why_names", "importance", "no_definition", "no_relations", "open_at", "from_lexicon", "more",
    "only_mentioned",
)  # fmt: skip
"""Keys of the texts that the card shows."""


@cache
def texts() -> dict[str, dict[str, str]]:
    """Return the texts of graph, search and card: key -> language -> text."""
    return cast("dict[str, dict[str, str]]", yaml.safe_load((BROWSER / "texts.yaml").read_text("utf-8")))


def head(concept: Concept, group: Community | None, language: str) -> dict[str, Any]:
    """Return names, kind, definition and community of a concept."""
    kind = CONCEPT_KINDS.get(concept.kind) if concept.kind else None
    count = texts()["mentions_one" if concept.mentions == 1 else "mentions"][language]
    return {
        "name": concept.name,
        "language": concept.language,
        "kind": {"label": kind_name(concept.kind, language), "shape": kind.shape, "colour": kind.colour}
        if kind
        else None,
        "importance": concept.importance,
        "mentions": count.format(count=concept.mentions),
        "community": {"name": group.name, "colour": area_colour(group.index)} if group else None,
        "mentioned": concept.only_mentioned,
        "aliases": [{"name": a.name, "language": a.language, "why": _why(a, language)} for a in concept.aliases],
        "definition": evidence(concept.definition) if concept.definition else None,
        "actions": [],
    }


def evidence(quote: Evidence, origin: str = "extracted") -> dict[str, Any]:
    """Return a quote with its place; a background fact has none in the notes that could be opened."""
    lexicon = origin == "lexicon"
    said = {"quote": quote.quote, "path": quote.path, "line": quote.line, "open": not lexicon, "lexicon": lexicon}
    html = formulas(quote.quote) if "$" in quote.quote else ""
    return {**said, "html": html} if html else said


def relation_groups(graph: ConceptGraph, id: str, relations: Iterable[Relation], language: str) -> list[dict[str, Any]]:
    """Return the groups of relations that the card of a concept shows."""
    return [
        {**group_head(kind, language, inverse), "items": [_item(graph, other_end(r, id), r, language) for r in group]}
        for kind, inverse, group in grouped(graph, id, relations)
    ]


def grouped(
    graph: ConceptGraph, id: str, relations: Iterable[Relation]
) -> list[tuple[RelationKind, bool, list[Relation]]]:
    """Return the relations of a concept by kind and direction (true for inverse), in the order of the vocabulary.

    In each group those with the most important concepts come first. Doubtful ones are left out.
    """
    groups: dict[tuple[str, bool], list[Relation]] = {}
    for relation in relations:
        if relation.doubtful:
            continue
        kind = RELATION_KINDS.get(relation.kind, RELATION_KINDS["related_to"])
        groups.setdefault((kind.name, relation.source != id and not kind.symmetric), []).append(relation)
    for group in groups.values():
        group.sort(key=lambda relation: -graph.concept(other_end(relation, id)).importance)
    order = list(RELATION_KINDS)
    keys = sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
    return [(RELATION_KINDS[name], inverse, groups[name, inverse]) for name, inverse in keys]


def group_head(kind: RelationKind, language: str, inverse: bool) -> dict[str, Any]:
    """Return what stands over a group of relations: how it reads, and its line."""
    return {"label": kind_label(kind, language, inverse=inverse), "colour": kind.colour,
            "dashes": list(kind.dashes), "symmetric": kind.symmetric}  # fmt: skip


def other_end(relation: Relation, id: str) -> str:
    """Return the id at the other end of a relation of a concept."""
    return relation.target if relation.source == id else relation.source


def tag(relation: Relation, language: str) -> str:
    """Return the word for a relation that was not read from the notes; empty for one that was."""
    key = {"lexicon": "from_lexicon", "curated": "curated"}.get(relation.origin)
    return texts()[key][language] if key else ""


def kind_name(name: str, language: str) -> str:
    """Return how a concept kind is called."""
    kind = CONCEPT_KINDS.get(name, CONCEPT_KINDS[""])
    return kind.zh if language == "zh" else kind.en


def _why(alias: Alias, language: str) -> str:
    reason = alias_reason_text(alias.reason, language)
    return f"{reason} ({alias.path}:{alias.line})" if alias.path else reason


def _item(graph: ConceptGraph, other: str, relation: Relation, language: str) -> dict[str, Any]:
    concept = graph.concept(other)
    quotes = [evidence(one, relation.origin) for one in relation.evidence]
    return {"id": other, "name": concept.name, "importance": concept.importance,
            "tag": tag(relation, language), "evidence": quotes}  # fmt: skip
