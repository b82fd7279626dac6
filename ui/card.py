"""The card: what the notes say about the selected concept, or about the two ends of the selected edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import streamlit as st

from graph.model import Alias, Concept, Evidence, Passage, Relation
from graph.prerequisites import prerequisites, unlocks
from graph.view import area_colour, kind_label
from graph.vocabulary import CONCEPT_KINDS, RELATION_KINDS
from ui import components
from ui.notebook import Notebook
from ui.passages import plain, safe_markdown
from ui.texts import language, text, texts
from ui.view import View

Report = Callable[[components.Event], None]

_TEXTS = (
    "also", "importance", "no_definition", "no_relations", "open_at", "from_lexicon", "more", "only_mentioned",
)  # fmt: skip
_FIRST_PASSAGES = 3


def concept_card(book: Notebook, concept: Concept, view: View, report: Report) -> None:
    """Show the card of a concept."""
    part("head", {"card": head_data(book, concept, actions(view, concept))}, "card-head", report)
    explain, relations, order = st.tabs(
        [text("tab_explain"), text("tab_relations"), text("tab_order")], key="card-tabs"
    )
    with explain:
        show_passages(book, concept, report)
    with relations:
        groups = relation_groups(book, concept.id, book.graph.relations_of(concept.id))
        part("relations", {"groups": groups}, "card-relations", report)
    with order:
        show_order(book, concept, report)


def edge_card(book: Notebook, a: Concept, b: Concept, report: Report) -> None:
    """Show the evidence of the relations between two concepts."""
    names = {"a": a.name, "b": b.name}
    between = book.graph.relations_between(a.id, b.id)
    lead = "" if between else text("edge_none")
    data = {"title": text("edge_title", **names), "text": lead, "items": [], "list_title": ""}
    part("welcome", data, "edge-head", report)
    for place, relation in enumerate(between):
        groups = relation_groups(book, relation.source, [relation])
        title = f"{book.graph.concept(relation.source).name} · {groups[0]['label']}"
        part("relations", {"groups": [{**groups[0], "label": title}]}, f"edge-{place}", report)
    part("welcome", _picks("", "", "", [a, b]), "edge-ends", report)


def welcome_card(book: Notebook, report: Report) -> None:
    """Show what to do first, and the most important concepts."""
    first = list(book.ranked[:12])
    data = _picks(text("welcome"), text("welcome_text"), text("most_important"), first)
    for item, concept in zip(data["items"], first, strict=True):
        item["share"] = concept.importance
    part("welcome", data, "welcome", report)


def unknown_card(name: str, near: Sequence[Concept], report: Report) -> None:
    """Say that the URL names no concept, and offer the nearest ones."""
    data = _picks(text("unknown_title"), text("unknown_text", name=name), text("did_you_mean"), near)
    part("welcome", data, "unknown", report)


def part(name: str, data: dict[str, Any], key: str, report: Report) -> None:
    """Mount a part of the card with its texts."""
    components.card({"part": name, "texts": texts(*_TEXTS), **data}, key=key, on_event=report)


def _picks(title: str, lead: str, list_title: str, concepts: Iterable[Concept]) -> dict[str, Any]:
    items = [{"id": concept.id, "name": concept.name} for concept in concepts]
    return {"title": title, "text": lead, "list_title": list_title if items else "", "items": items}


def head_data(book: Notebook, concept: Concept, buttons: list[dict[str, Any]]) -> dict[str, Any]:
    """Return names, kind, definition and buttons of a concept, for the head of the card."""
    kind = CONCEPT_KINDS.get(concept.kind) if concept.kind else None
    group = book.groups[book.group_of[concept.id]]
    one = concept.mentions == 1
    return {
        "name": concept.name,
        "language": concept.language,
        "kind": {"label": _word(kind), "shape": kind.shape, "colour": kind.colour} if kind else None,
        "importance": concept.importance,
        "mentions": text("mentions_one") if one else text("mentions", count=concept.mentions),
        "community": {"name": group.name, "colour": area_colour(group.index)},
        "mentioned": concept.only_mentioned,
        "aliases": [{"name": a.name, "language": a.language, "why": _why(a)} for a in concept.aliases],
        "definition": evidence_data(concept.definition) if concept.definition else None,
        "actions": buttons,
    }


def _word(kind: Any) -> str:
    return str(kind.zh if language() == "zh" else kind.en)


def _why(alias: Alias) -> str:
    return f"{alias.reason} {alias.path}:{alias.line}" if alias.path else alias.reason


def actions(view: View, concept: Concept) -> list[dict[str, Any]]:
    """Return the buttons of the card."""
    here = view.around == concept.id
    focus = {"label": text("act_focus"), "key": "f", "event": {"type": "focus", "id": concept.id}}
    back = {"label": text("act_overview"), "event": {"type": "overview"}}
    return [
        back if here else focus,
        {"label": text("act_expand"), "key": "e", "event": {"type": "expand", "id": concept.id}},
        {"label": text("act_connect"), "event": {"type": "connect", "id": concept.id}},
        {"label": text("act_close"), "event": {"type": "pick", "id": ""}},
    ]


def evidence_data(evidence: Evidence, origin: str = "extracted") -> dict[str, Any]:
    """Return a quote with its place, for the card."""
    lexicon = origin == "lexicon"
    return {"quote": evidence.quote, "path": evidence.path, "line": evidence.line,
            "open": not lexicon, "lexicon": lexicon}  # fmt: skip


def relation_groups(book: Notebook, id: str, relations: Iterable[Relation]) -> list[dict[str, Any]]:
    """Group the relations of a concept by kind and direction, in the order of the vocabulary."""
    groups: dict[tuple[str, bool], list[Relation]] = {}
    for relation in relations:
        kind = RELATION_KINDS[relation.kind]
        groups.setdefault((relation.kind, relation.source != id and not kind.symmetric), []).append(relation)
    order = list(RELATION_KINDS)
    keys = sorted(groups, key=lambda key: (order.index(key[0]), key[1]))
    return [_group(book, id, key, groups[key]) for key in keys]


def _group(book: Notebook, id: str, key: tuple[str, bool], relations: list[Relation]) -> dict[str, Any]:
    kind = RELATION_KINDS[key[0]]
    items = [_item(book, r.target if r.source == id else r.source, r) for r in relations]
    items.sort(key=lambda item: -item["importance"])
    return {"label": kind_label(kind, language(), inverse=key[1]), "colour": kind.colour,
            "dashes": list(kind.dashes), "symmetric": kind.symmetric, "items": items}  # fmt: skip


def _item(book: Notebook, other: str, relation: Relation) -> dict[str, Any]:
    concept = book.graph.concept(other)
    tag = {"lexicon": text("from_lexicon"), "curated": text("curated")}.get(relation.origin, "")
    quotes = [evidence_data(evidence, relation.origin) for evidence in relation.evidence]
    return {"id": other, "name": concept.name, "importance": concept.importance, "tag": tag, "evidence": quotes}


def show_order(book: Notebook, concept: Concept, report: Report) -> None:
    """Show what to learn before a concept and what it opens."""
    before = list(prerequisites(book.graph, concept.id, depth=2))[:12]
    after = list(unlocks(book.graph, concept.id, depth=1))[:12]
    if not before and not after:
        st.caption(text("no_order"))
    for title, ids in (("needs", before), ("unlocks", after)):
        if ids:
            data = _picks("", "", text(title), map(book.graph.concept, ids))
            part("welcome", data, f"card-{title}", report)


def show_passages(book: Notebook, concept: Concept, report: Report) -> None:
    """Show the passages that explain a concept, the best three open."""
    if concept.only_mentioned:
        st.caption(text("no_passages"))
    passages = concept.passages
    for place, passage in enumerate(passages[:_FIRST_PASSAGES]):
        show_passage(book, passage, f"passage-{place}", report)
    rest = passages[_FIRST_PASSAGES:]
    if rest:
        with st.expander(text("more_passages", count=len(rest)), key="more-passages"):
            for place, passage in enumerate(rest, _FIRST_PASSAGES):
                show_passage(book, passage, f"passage-{place}", report)


def show_passage(book: Notebook, passage: Passage, key: str, report: Report) -> None:
    """Show one passage under its headings, with the way to the whole note."""
    with st.container(key=key, gap="small"):
        trail = " › ".join(passage.heading)
        st.caption(f"{text('role_' + passage.role)} · {plain(trail)}" if trail else text("role_" + passage.role))
        st.markdown(safe_markdown(passage.text, passage.path, book.root, text("missing_image")))
        event = {"type": "open", "path": passage.path, "line": passage.line, "end": passage.end_line}
        label = f"{text('open_at')} {plain(passage.path)}:{passage.line}"
        st.button(label, key=f"{key}-open", type="tertiary", on_click=report, args=(event,))
