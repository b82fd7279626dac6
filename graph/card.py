"""What the card of a concept says, as data for the scripts of `graph.view.BROWSER`: in the app and standalone alike."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, cast

import yaml

from graph.communities import Community
from graph.model import Alias, Concept, ConceptGraph, Evidence, Relation
from graph.prose import formulas
from graph.view import BROWSER, area_colour, kind_label
from graph.vocabulary import CONCEPT_KINDS, RELATION_KINDS

STAGE_TEXTS = (
    "graph_label", "nothing_visible", "legend", "legend_areas", "zoom_in", "zoom_out", "fit", "unpin",
    "download_png", "download_svg", "only_mentioned",
)  # fmt: skip
"""Keys of the texts that the stage shows."""
CARD_TEXTS = (
    "also", "importance", "no_definition", "no_relations", "open_at", "from_lexicon", "more", "only_mentioned",
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
        "aliases": [{"name": a.name, "language": a.language, "why": _why(a)} for a in concept.aliases],
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
    """Group the relations of a concept by kind and direction, in the order of the vocabulary."""
    groups: dict[tuple[str, bool], list[Relation]] = {}
    for relation in relations:
        kind = RELATION_KINDS.get(relation.kind, RELATION_KINDS["related_to"])
        groups.setdefault((kind.name, relation.source != id and not kind.symmetric), []).append(relation)
    order = list(RELATION_KINDS)
    keys = sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
    return [_group(graph, id, key, groups[key], language) for key in keys]


def kind_name(name: str, language: str) -> str:
    """Return how a concept kind is called."""
    kind = CONCEPT_KINDS.get(name, CONCEPT_KINDS[""])
    return kind.zh if language == "zh" else kind.en


def _why(alias: Alias) -> str:
    return f"{alias.reason} {alias.path}:{alias.line}" if alias.path else alias.reason


def _group(
    graph: ConceptGraph, id: str, key: tuple[str, bool], relations: list[Relation], language: str
) -> dict[str, Any]:
    kind = RELATION_KINDS[key[0]]
    items = [_item(graph, r.target if r.source == id else r.source, r, language) for r in relations]
    items.sort(key=lambda item: -item["importance"])
    return {"label": kind_label(kind, language, inverse=key[1]), "colour": kind.colour,
            "dashes": list(kind.dashes), "symmetric": kind.symmetric, "items": items}  # fmt: skip


def _item(graph: ConceptGraph, other: str, relation: Relation, language: str) -> dict[str, Any]:
    concept = graph.concept(other)
    tag = {"lexicon": "from_lexicon", "curated": "curated"}.get(relation.origin)
    quotes = [evidence(one, relation.origin) for one in relation.evidence]
    return {"id": other, "name": concept.name, "importance": concept.importance,
            "tag": texts()[tag][language] if tag else "", "evidence": quotes}  # fmt: skip
