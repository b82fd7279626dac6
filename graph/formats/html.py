"""A web page in one file that works offline: search, cards with their sentences, and the graph."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from typing import Any, BinaryIO

from graph.card import CARD_TEXTS, STAGE_TEXTS, head, relation_groups, texts
from graph.communities import communities, membership
from graph.formats import Format
from graph.layout import positions
from graph.model import Concept, ConceptGraph, Passage
from graph.names import search_names
from graph.prose import to_html
from graph.view import STAGE_SCRIPTS, Scene, browser_file, payload, vis_network

_LIMIT = 150
"""Concepts drawn at first; the others appear when they are searched for or expanded."""
_PASSAGES = 4
_HIDDEN = "related_to"

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body>
<div class="ng-root page">
<header><h1>{title}</h1><div id="search" class="ng-searching"></div></header>
<main><div id="stage" class="ng-stage"></div></main>
<aside id="card" aria-live="polite" tabindex="0"></aside>
</div>
<script type="application/json" id="book">{book}</script>
<script>{library}</script>
<script>{script}</script>
</body>
</html>
"""


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write the page; what comes from the notes is JSON that no browser runs, under a policy that allows no request."""
    language = _language(graph)
    style = browser_file("look.css") + browser_file("page.css")
    names = (*STAGE_SCRIPTS, "search.js", "card.js", "page.js")
    script = "{" + "\n".join(browser_file(name) for name in names) + "}"
    library = vis_network().replace("</script", "<\\/script")
    page = _PAGE.format(
        language="zh-CN" if language == "zh" else "en",
        policy=_policy(style, library, script),
        title=html.escape(_clean(graph.title) or "Notegraph"),
        style=style,
        book=_json(_book(graph, language)),
        library=library,
        script=script,
    )
    file.write(page.encode("utf-8", "replace"))


def _policy(style: str, *scripts: str) -> str:
    """Only these very scripts and this style, no connection at all."""
    allowed = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'sha256-{_hash(style)}'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json(value: object) -> str:
    """JSON that can stand inside a script element: no < that could end it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _language(graph: ConceptGraph) -> str:
    notes = [note.language for note in graph.notes] or [concept.language for concept in graph.concepts()]
    return "zh" if notes.count("zh") * 2 >= len(notes) else "en"


def _book(graph: ConceptGraph, language: str) -> dict[str, Any]:
    groups = communities(graph)
    of = membership(groups)
    ranked = sorted(graph.concepts(), key=lambda concept: (-concept.importance, concept.id))
    places = positions(graph, groups=groups)
    relations = tuple(relation for relation in graph.relations() if relation.kind != _HIDDEN)
    scene = Scene(tuple(ranked), relations, places, groups, places, language)
    words = {key: entry[language] for key, entry in texts().items()}
    return {
        "scene": payload(scene),
        "index": search_names(graph),
        "cards": {c.id: _card(graph, c, head(c, groups[of[c.id]], language), language) for c in ranked},
        "texts": {key: words[key] for key in (*STAGE_TEXTS, *CARD_TEXTS, "search", "no_result")},
        "count": words["count"],
        "limit": _LIMIT,
        "welcome": _welcome(ranked[:15], words),
    }


def _card(graph: ConceptGraph, concept: Concept, data: dict[str, Any], language: str) -> dict[str, Any]:
    groups = relation_groups(graph, concept.id, graph.relations_of(concept.id), language)
    quotes = [quote for group in groups for item in group["items"] for quote in item["evidence"]]
    for quote in [*quotes, *([data["definition"]] if data["definition"] else [])]:
        quote["open"] = False  # the page carries no whole notes to open
    missing = texts()["image_left_out"][language]
    return {"head": data, "groups": groups,
            "passages": [_passage(one, missing) for one in concept.passages[:_PASSAGES]]}  # fmt: skip


def _passage(passage: Passage, missing: str) -> dict[str, str]:
    return {"where": f"{passage.path}:{passage.line}", "html": to_html(passage.text, missing=missing)}


def _welcome(first: list[Concept], words: dict[str, str]) -> dict[str, Any]:
    items = [{"id": concept.id, "name": concept.name, "share": concept.importance} for concept in first]
    return {"title": words["welcome"], "text": words["welcome_text"], "items": items,
            "list_title": words["most_important"]}  # fmt: skip


def _clean(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())


FORMAT = Format(
    name="html",
    title="Web page (offline)",
    extension=".html",
    media_type="text/html",
    loses_zh="图片、每个概念第四段之后的讲解、读取时的疑问",
    loses_en="images, passages of a concept after the fourth, warnings",
    write=write,
)
