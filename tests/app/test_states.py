"""What the app shows when there is nothing to show, and when the notes mean harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph import store
from tests import samples
from tests.app import notebook
from tests.app.conftest import Serve, watch
from tests.app.explorer import Explorer


def test_a_missing_folder_is_named_with_the_remedy(
    serve: Serve, make_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = make_page()
    page.goto(serve(tmp_path / "nowhere", tmp_path / "graph.json"))
    expect(page.get_by_role("heading", name="找不到笔记文件夹")).to_be_visible()
    expect(page.get_by_text("make app NOTES=")).to_be_visible()


def test_an_empty_folder_says_what_to_put_there(serve: Serve, make_page: Callable[..., Page], tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    page = make_page()
    page.goto(serve(tmp_path / "notes", tmp_path / "graph.json"))
    expect(page.get_by_role("heading", name="还没有笔记")).to_be_visible()


def test_a_broken_graph_file_offers_to_make_it_anew(
    serve: Serve, make_page: Callable[..., Page], tmp_path: Path
) -> None:
    notebook.write(tmp_path)
    (tmp_path / "graph.json").write_text("{broken", "utf-8")
    page = make_page()
    page.goto(serve(tmp_path / "notes", tmp_path / "graph.json"))
    expect(page.get_by_role("heading", name="图谱文件读不出来")).to_be_visible()
    expect(page.get_by_role("button", name="重新从笔记生成")).to_be_visible()


@pytest.mark.parametrize("mode", ["graph", "table"])
def test_hostile_names_and_texts_stay_text(
    serve: Serve, make_page: Callable[..., Page], tmp_path: Path, mode: str
) -> None:
    graph = samples.hostile_graph()
    store.save(graph, tmp_path / "graph.json")
    (tmp_path / "notes").mkdir()
    page = make_page()
    away, errors = watch(page)
    page.add_init_script("window.alert = () => { window.harmed = true; }")
    explorer = Explorer(page, serve(tmp_path / "notes", tmp_path / "graph.json"))
    bad = next(concept for concept in graph.concepts() if "<script>" in concept.name)
    explorer.go(concept=bad.id, mode=mode)
    explorer.expect_title(bad.name)
    for name in ("关系", "学习顺序", "讲解"):
        explorer.tab(name)
    assert not page.evaluate("window.harmed === true")
    assert not away
    assert not errors
