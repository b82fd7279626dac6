"""What the Export page writes and says, run without a browser."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph import store
from graph.formats import Format, formats
from graph.model import ConceptGraph
from tests.app import course
from ui import notebook
from ui.pages import export

Open = Callable[..., AppTest]


def _page() -> None:
    from ui.pages import export

    export.page()


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the page on the course."""
    course.write(tmp_path)
    monkeypatch.setenv("NOTEGRAPH_NOTES", str(tmp_path / "notes"))
    monkeypatch.setenv("NOTEGRAPH_GRAPH", str(tmp_path / "graph.json"))

    def start(language: str = "zh", **query: str) -> AppTest:
        page = AppTest.from_function(_page, default_timeout=30)
        page.query_params["lang"] = language
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    return start


def _said(page: AppTest) -> str:
    parts = [*page.markdown, *page.caption, *page.success, *page.error]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def _downloads(page: AppTest) -> list[str]:
    return [button.label for button in page.download_button]


def _choose(page: AppTest, format: str, part: int = 0) -> AppTest:
    page.selectbox(key="export-part").select_index(part)
    page.selectbox(key="export-format").select(format)
    return page.run()


def _prepare(page: AppTest, format: str, part: int = 0) -> AppTest:
    _choose(page, format, part)
    page.button(key="export-make").click()
    return page.run()


def _compare(page: AppTest, name: str, data: bytes) -> AppTest:
    page.file_uploader(key="changes-file").upload(name, data, "application/octet-stream")
    return page.run()


def _written(graph: ConceptGraph, format: str) -> bytes:
    buffer = io.BytesIO()
    formats()[format].write(graph, buffer)
    return buffer.getvalue()


def _earlier() -> ConceptGraph:
    """The course before QLoRA was noted, when another concept was."""
    graph = course.graph()
    old = dataclasses.replace(graph.concept("qlora"), id="prompt", name="Prompt", aliases=())
    graph.network.remove_node("qlora")
    graph.add_concept(old)
    return graph


def test_it_offers_every_format_and_tells_what_each_leaves_out(open_page: Open) -> None:
    page = open_page()
    assert not page.exception
    assert page.selectbox(key="export-format").options == [format.title for format in formats().values()]
    assert "完整，不丢内容" in _said(_choose(page, "node_link"))
    assert formats()["dot"].loses_zh in _said(_choose(page, "dot"))
    assert formats()["dot"].loses_en in _said(_choose(open_page("en"), "dot"))


def test_nothing_is_written_before_it_is_asked_for(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    plain = export._bytes

    def noted(graph: ConceptGraph, format: Format) -> bytes:
        written.append(format.name)
        return plain(graph, format)

    monkeypatch.setattr(export, "_bytes", noted)
    export._written.clear()
    page = _choose(open_page(), "dot")
    assert (written, len(_downloads(page))) == ([], 0)
    page = _prepare(page, "dot")
    page.run()
    assert (written, len(_downloads(page))) == (["dot"], 1)
    assert not _downloads(_choose(page, "gexf"))


@pytest.mark.parametrize("name", ["node_link", "markdown", "csv", "anki"])
def test_a_file_has_its_size_and_a_text_its_first_lines(open_page: Open, name: str) -> None:
    page = _prepare(open_page(), name)
    assert not page.exception
    assert f"**notegraph{formats()[name].extension}** · " in _said(page)
    assert _downloads(page) == ["下载"]
    assert len(page.code) == (name in ("node_link", "markdown"))
    if page.code:
        assert page.code[0].value[:40] in _written(course.graph(), name).decode()


def test_only_the_whole_graph_is_offered_to_a_reader_who_comes_first(open_page: Open) -> None:
    assert open_page(concept="none", target="none").selectbox(key="export-part").options == [
        "整个图谱：微调笔记（13 个概念）"
    ]


def test_the_concept_and_the_path_of_the_reader_can_be_taken_alone(open_page: Open) -> None:
    page = open_page("en", concept="nf4", target="lora")
    near, path = page.selectbox(key="export-part").options[1:]
    assert (near, path) == ("NF4 and the concepts within 1 of it", "The learning path to LoRA")
    assert "**notegraph-nf4.json**" in _said(_prepare(page, "node_link", 1))
    assert "**notegraph-lora.json**" in _said(_prepare(page, "node_link", 2))


def test_what_the_explorer_shows_can_be_taken_with_its_filters(open_page: Open, tmp_path: Path) -> None:
    page = open_page("en", around="nf4", relation="is_a")
    assert page.selectbox(key="export-part").options[1:] == ["The 2 concepts that the explorer shows now"]
    assert "**notegraph.json**" in _said(_prepare(page, "node_link", 1))
    seen = export._seen(notebook.make(course.graph(), tmp_path), "around=nf4&relation=is_a")
    assert ({c.name for c in seen.concepts()}, {r.kind for r in seen.relations()}) == ({"NF4", "量化"}, {"is_a"})


def test_a_part_holds_its_concepts_and_the_relations_among_them() -> None:
    graph = course.graph()
    assert {c.name for c in export._graph(graph, ("near", "1", "nf4")).concepts()} == {
        "NF4", "量化", "QLoRA", "精度损失"
    }  # fmt: skip
    path = export._graph(graph, ("path", "lora"))
    assert {c.name for c in path.concepts()} == {"微调", "参数高效微调", "低秩分解", "LoRA"}
    assert {r.kind for r in path.relations()} == {"is_a", "requires"}


@pytest.mark.parametrize(
    ("format", "file"), [("node_link", "graph.json"), ("csv", "a.zip"), ("graphml", "a.graphml"), ("turtle", "A.TTL")]
)
def test_an_earlier_export_shows_what_changed(open_page: Open, format: str, file: str) -> None:
    page = _compare(open_page(), file, _written(_earlier(), format))
    assert not page.exception
    lines = page.code[0].value.splitlines()
    assert "+ QLoRA" in lines
    assert "- Prompt" in lines
    assert not [line for line in lines if line.startswith("~")]
    assert "新增的概念 (1)" in lines
    assert _downloads(page) == ["下载变化"]


@pytest.mark.parametrize("format", [name for name, one in formats().items() if one.read])
def test_an_export_of_today_shows_no_difference(open_page: Open, format: str) -> None:
    page = _compare(open_page("en"), f"a{formats()[format].extension}", _written(course.graph(), format))
    assert [one.value for one in page.success] == ["No difference."]
    assert not page.code


@pytest.mark.parametrize("file", ["a.json", "a.zip", "a.graphml", "a.ttl"])
def test_a_broken_upload_gets_a_sentence(open_page: Open, file: str) -> None:
    page = _compare(open_page(), file, b"<{ not a graph")
    assert not page.exception
    assert len(page.error) == 1
    assert "已经损坏" in page.error[0].value
    assert not page.code


def test_the_graph_itself_is_an_earlier_export(open_page: Open, tmp_path: Path) -> None:
    store.save(_earlier(), tmp_path / "old.json")
    page = _compare(open_page("en"), "old.json", (tmp_path / "old.json").read_bytes())
    assert "Concepts added (1)" in page.code[0].value
