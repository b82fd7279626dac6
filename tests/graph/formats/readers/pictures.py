"""Readers of the formats that are pictures: Graphviz, Mermaid and Chromium."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree
from playwright.sync_api import Browser, Page

from tests.graph.formats.readers._opened import NODE_READERS, Opened, program

_SVG = "{http://www.w3.org/2000/svg}"


def dot(file: Path) -> Opened:
    """Draw with Graphviz; the drawing must have a group for each concept and relation."""
    command = [program("dot"), "-Tsvg", str(file)]
    found = subprocess.run(command, capture_output=True, timeout=120)
    assert found.returncode == 0, found.stderr.decode()
    # Pango warns of fonts it lacks; Graphviz itself has nothing to say.
    assert b"syntax error" not in found.stderr
    groups = list(etree.fromstring(found.stdout).iter(f"{_SVG}g"))
    nodes = [group for group in groups if group.get("class") == "node"]
    names = ["".join(node.find(f".//{_SVG}text").itertext()).replace("\xa0", " ") for node in nodes]
    return Opened(names, sum(group.get("class") == "edge" for group in groups))


def svg(file: Path, browser: Browser) -> Opened:
    """Open in Chromium without a network."""
    with offline_page(browser, file) as page:
        names = page.locator(".concept > text").all_text_contents()
        return Opened(names, page.locator(".relation").count())


def page(file: Path, browser: Browser) -> Opened:
    """Open the standalone page in Chromium without a network, and ask for the rows of its concepts and sentences."""
    with offline_page(browser, file) as page:
        page.wait_for_selector("canvas")
        concepts, quotes = page.evaluate(
            """() => ['concepts', 'quotes-'].map(name =>
                [...document.querySelectorAll(`[id^=${name}]`)].flatMap(block => JSON.parse(block.textContent)))"""
        )
        return Opened([label for _, label, *_ in concepts], len(quotes))


def mermaid(file: Path, browser: Browser) -> Opened:
    """Draw with Mermaid in Chromium without a network."""
    page = browser.new_page()
    try:
        page.set_content("<div id=here></div>")
        page.context.set_offline(True)
        page.add_script_tag(path=NODE_READERS / "node_modules" / "mermaid" / "dist" / "mermaid.min.js")
        page.evaluate(
            """async (text) => {
                mermaid.initialize({startOnLoad: false});
                const {svg} = await mermaid.render("drawn", text);
                document.getElementById("here").innerHTML = svg;
            }""",
            file.read_text("utf-8"),
        )
        names = page.locator(".node .nodeLabel").all_text_contents()
        return Opened(names, page.locator("path.flowchart-link").count())
    finally:
        page.close()


@contextmanager
def offline_page(browser: Browser, file: Path) -> Iterator[Page]:
    """Yield a page that shows the file; a request to anywhere else or a script error fails the test."""
    page = browser.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(f"dialog {dialog.message}"))
    page.on("request", lambda request: problems.extend(_foreign(request.url)))
    try:
        page.goto(file.as_uri())
        yield page
        assert problems == []
    finally:
        page.close()


def _foreign(url: str) -> list[str]:
    return [] if url.startswith(("file:", "data:", "blob:", "about:")) else [url]
