"""A web page in one file that works offline: search, cards with their sentences, and the graph."""

from __future__ import annotations

import base64
import hashlib
import html
from typing import BinaryIO

from graph.formats import Format
from graph.formats._book import write_book
from graph.formats._text import text_writer
from graph.model import ConceptGraph
from graph.view import STAGE_SCRIPTS, browser_file, vis_network

_TOP = """<!doctype html>
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
"""
_BOTTOM = """<script>{library}</script>
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
    title = html.escape(_clean(graph.title) or "Notegraph")
    tongue = "zh-CN" if language == "zh" else "en"
    with text_writer(file) as out:
        out.write(_TOP.format(language=tongue, policy=_policy(style, library, script), title=title, style=style))
        write_book(graph, language, out)
        out.write(_BOTTOM.format(library=library, script=script))


def _policy(style: str, *scripts: str) -> str:
    """Only these very scripts and this style, no connection at all."""
    allowed = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'sha256-{_hash(style)}'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _language(graph: ConceptGraph) -> str:
    notes = [note.language for note in graph.notes] or [concept.language for concept in graph.concepts()]
    return "zh" if notes.count("zh") * 2 >= len(notes) else "en"


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
