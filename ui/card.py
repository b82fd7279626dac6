"""The card: what the notes say about the selected concept, or about the two ends of the selected edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import streamlit as st

from graph.card import CARD_TEXTS, head, relation_groups
from graph.model import Concept, Passage, Relation
from graph.prerequisites import prerequisites, unlocks
from ui import components
from ui.notebook import Notebook
from ui.passages import plain, safe_markdown
from ui.texts import language, text, texts
from ui.view import View

Report = Callable[[components.Event], None]

_FIRST_PASSAGES = 3


def concept_card(book: Notebook, concept: Concept, view: View, report: Report) -> None:
    """Show the card of a concept."""
    group = book.groups[book.group_of[concept.id]]
    data = {**head(concept, group, language()), "actions": actions(view, concept)}
    part("head", {"card": data}, "card-head", report)
    explain, relations, order = st.tabs(
        [text("tab_explain"), text("tab_relations"), text("tab_order")], key="card-tabs"
    )
    with explain:
        show_passages(book, concept, report)
    with relations:
        groups = told(book, concept.id, book.graph.relations_of(concept.id))
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
        groups = told(book, relation.source, [relation])
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
    lead = text("unknown_text", name=name) + ("" if near else " " + text("unknown_hint"))
    data = _picks(text("unknown_title"), lead, text("did_you_mean"), near)
    part("welcome", data, "unknown", report)


def part(name: str, data: dict[str, Any], key: str, report: Report) -> None:
    """Mount a part of the card with its texts."""
    components.card({"part": name, "texts": texts(*CARD_TEXTS), **data}, key=key, on_event=report)


def _picks(title: str, lead: str, list_title: str, concepts: Iterable[Concept]) -> dict[str, Any]:
    items = [{"id": concept.id, "name": concept.name} for concept in concepts]
    return {"title": title, "text": lead, "list_title": list_title if items else "", "items": items}


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


def told(book: Notebook, id: str, relations: Iterable[Relation]) -> list[dict[str, Any]]:
    """Return the groups of relations in the language of the interface."""
    return relation_groups(book.graph, id, relations, language())


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
    event = {"type": "learn", "id": concept.id}
    st.button(text("act_learn"), key="card-learn", icon=":material/route:", on_click=report, args=(event,))


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
