"""The standalone page: one file, no network, no harm from what notes say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.formats import export
from tests import samples
from tests.app import notebook
from tests.app.conftest import watch

PROBE = "probe.invalid"
"""A host that one test asks for on purpose."""


@pytest.fixture
def open_page(make_page: Callable[..., Page], tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Export a graph and open the page without a network."""
    watched = []

    def start(graph: object = None, hash: str = "") -> Page:
        path = tmp_path / "book.html"
        export(graph or notebook.graph(), "html", path)  # type: ignore[arg-type]
        page = make_page(offline=True)
        watched.append((page, *watch(page)))
        page.on(
            "console",
            lambda one: watched[-1][2].append(one.text) if one.type == "error" and PROBE not in one.text else None,
        )
        page.goto(f"file://{path}{hash}")
        page.wait_for_function("globalThis.notegraph && notegraph.network")
        return page

    yield start
    for page, away, errors in watched:
        page.close()
        assert not away
        assert not errors


def test_search_card_and_back(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("body").press("/")
    page.keyboard.type("duotou")
    page.keyboard.press("Enter")
    title = page.locator(".ng-name")
    expect(title).to_have_text("多头注意力")
    expect(page.locator("aside")).to_contain_text("并行做多次")
    expect(page.locator("aside .ng-quote math msub")).to_have_text("WV")
    page.locator("aside .ng-relation").get_by_role("button", name="注意力机制", exact=True).click()
    expect(title).to_have_text("注意力机制")
    expect(page.locator(".passage math").first).to_be_visible()
    expect(page.locator(".passage table")).to_contain_text("MQA")
    expect(page.locator(".passage").first).to_contain_text("〔图片“示意图”不在这个文件里，请看原笔记〕")
    page.go_back()
    expect(title).to_have_text("多头注意力")


def test_a_hash_opens_a_concept_and_an_edge_shows_its_sentence(open_page: Callable[..., Page]) -> None:
    page = open_page(hash="#lora")
    expect(page.locator(".ng-name")).to_have_text("LoRA")
    page.evaluate("notegraph.emit({type: 'edge', from: 'qlora', to: 'lora'})")
    expect(page.locator("aside")).to_contain_text("QLoRA 在 LoRA 的基础上加入量化。")


@pytest.mark.parametrize(("kind", "start"), [("PNG", b"\x89PNG\r\n"), ("SVG", b"<svg ")])
def test_what_is_seen_is_saved_as_a_picture(open_page: Callable[..., Page], kind: str, start: bytes) -> None:
    page = open_page()
    with page.expect_download() as saved:
        page.locator(".ng-tools").get_by_text(kind, exact=True).click()
    assert saved.value.suggested_filename == f"notegraph.{kind.lower()}"
    content = Path(saved.value.path()).read_bytes()
    assert content.startswith(start)
    assert len(content) > 5_000


def test_it_allows_no_script_but_its_own_and_no_connection(open_page: Callable[..., Page]) -> None:
    page = open_page()
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content") or ""
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.evaluate("fetch('https://probe.invalid').then(() => 'sent', () => 'refused')") == "refused"
    source = page.content()
    assert not re.search(r"""<(?:script|link|img|iframe)[^>]*(?:src|href)=["']?https?:""", source)


def test_hostile_names_and_quotes_stay_text(open_page: Callable[..., Page]) -> None:
    graph = samples.hostile_graph()
    page = open_page(graph)
    page.evaluate("() => { window.alert = () => { window.harmed = true; }; }")
    for concept in list(graph.concepts())[:12]:
        page.evaluate("id => notegraph.emit({type: 'pick', id})", concept.id)
        page.wait_for_timeout(20)
    assert not page.evaluate("window.harmed === true")
    assert page.locator("aside script, aside iframe, aside [onclick], aside [onerror]").count() == 0
