"""What the Learn page says, run without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from graph import known
from tests.app import course

Open = Callable[..., AppTest]


def _page() -> None:
    from ui.pages import learn

    learn.page()


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open the page on the course with some targets."""
    course.write(tmp_path)
    monkeypatch.setenv("NOTEGRAPH_NOTES", str(tmp_path / "notes"))
    monkeypatch.setenv("NOTEGRAPH_GRAPH", str(tmp_path / "graph.json"))

    def start(*targets: str, language: str = "zh", **query: str) -> AppTest:
        page = AppTest.from_function(_page, default_timeout=30)
        page.query_params["lang"] = language
        page.query_params["target"] = list(targets)
        for name, value in query.items():
            page.query_params[name] = value
        return page.run()

    return start


def _said(page: AppTest) -> str:
    parts = [*page.markdown, *page.caption, *page.info, *page.success, *page.warning]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


def _know(folder: Path, *names: str) -> None:
    known.mark(known.known_file(folder / "notes"), add=names)


def test_without_a_target_it_says_what_to_do(open_page: Open) -> None:
    page = open_page()
    assert not page.exception
    assert "还没有目标" in _said(page)
    assert [tab.label for tab in page.tabs] == ["目标建议", "现在可学", "关键基础", "面试自测"]


def test_a_path_tells_its_length(open_page: Open, tmp_path: Path) -> None:
    assert "共 **7** 步" in _said(open_page("qlora"))
    _know(tmp_path, "PEFT", "量化")
    assert "共 **4** 步" in _said(open_page("qlora"))
    assert "**4** steps" in _said(open_page("qlora", language="en"))


def test_a_misspelt_target_is_offered_rightly_and_taken_over(open_page: Open) -> None:
    page = open_page("QLoRAA", "lora")
    assert "没有叫“QLoRAA”的概念" in _said(page)
    next(button for button in page.button if button.label == "QLoRA").click()
    page.run()
    assert page.query_params["target"] == ["lora", "qlora"]
    assert "没有叫" not in _said(page)


def test_pinyin_in_an_address_is_understood_as_a_question(open_page: Open) -> None:
    page = open_page("lianghua")
    assert any(button.label == "量化" for button in page.button)


def test_a_name_like_nothing_else_gets_a_sentence(open_page: Open) -> None:
    page = open_page("zzzzzz")
    assert "没有叫“zzzzzz”的概念" in _said(page)
    assert "换一个名字或别名试试" in _said(page)
    assert page.tabs[0].label == "目标建议"


def test_a_known_target_says_so_and_can_be_revised(open_page: Open, tmp_path: Path) -> None:
    _know(tmp_path, "LoRA")
    page = open_page("lora")
    assert "LoRA 已经会了。" in _said(page)
    assert "换一个目标" in _said(page)
    assert page.tabs[0].label == "路径"


def test_an_isolated_target_says_so(open_page: Open) -> None:
    page = open_page("贝叶斯定理")
    assert "笔记没有说明学 贝叶斯定理 之前要先学什么" in _said(page)
    assert "只有 **1** 步" in _said(page)


def test_known_names_of_other_notes_are_told_and_kept(open_page: Open, tmp_path: Path) -> None:
    _know(tmp_path, "热力学第二定律")
    assert "1 个名字不在这些笔记里（热力学第二定律）" in _said(open_page("lora"))
    assert known.load(known.known_file(tmp_path / "notes")) == ("热力学第二定律",)


def test_a_broken_known_file_is_named_and_the_path_still_shown(open_page: Open, tmp_path: Path) -> None:
    _know(tmp_path, "LoRA")
    known.known_file(tmp_path / "notes").write_text("known: [LoRA", "utf-8")
    page = open_page("lora")
    assert "known.yaml:1: not YAML" in _said(page)
    assert "共 **4** 步" in _said(page)


def test_a_folder_that_cannot_be_written_is_named_and_marks_count_for_the_session(
    open_page: Open, tmp_path: Path
) -> None:
    (tmp_path / "notes" / ".notegraph").write_text("a file in the way", "utf-8")
    page = open_page("lora")
    page.file_uploader[0].upload("known.yaml", "known: [PEFT, 低秩分解]".encode(), "application/yaml")
    page.run()
    assert "没能读取或保存" in _said(page)
    assert "cannot write" in _said(page)
    assert "只有 **1** 步" in _said(page)


def test_an_uploaded_list_is_merged(open_page: Open, tmp_path: Path) -> None:
    _know(tmp_path, "微调")
    page = open_page("lora")
    page.file_uploader[0].upload("known.yaml", b"known: [PEFT]", "application/yaml")
    page.run()
    assert known.load(known.known_file(tmp_path / "notes")) == ("PEFT", "微调")
    assert "共 **2** 步" in _said(page)


def test_an_upload_that_is_no_list_is_refused_with_a_reason(open_page: Open, tmp_path: Path) -> None:
    page = open_page("lora")
    page.file_uploader[0].upload("mine.yaml", b"known: 3", "application/yaml")
    page.run()
    assert "not a list of known concepts" in _said(page)


def test_a_concept_is_forgotten_in_the_list_of_known_ones(open_page: Open, tmp_path: Path) -> None:
    _know(tmp_path, "LoRA")
    page = open_page("qlora")
    assert "共 **3** 步" in _said(page)
    next(box for box in page.checkbox if box.label == "LoRA").uncheck()
    page.run()
    assert "共 **7** 步" in _said(page)
    assert known.load(known.known_file(tmp_path / "notes")) == ()


def test_a_target_is_dropped(open_page: Open) -> None:
    page = open_page("qlora", "adapter")
    next(button for button in page.button if button.label.startswith("Adapter")).click()
    page.run()
    assert page.query_params["target"] == "qlora"


def test_a_path_can_begin_near_its_target(open_page: Open) -> None:
    page = open_page("qlora", within="1")
    assert "共 **4** 步" in _said(page)
    assert "更基础的 3 步没有列出" in _said(page)
    page.segmented_control(key="within").select(0)
    page.run()
    assert "共 **7** 步" in _said(page)
    assert "within" not in page.query_params


def test_nonsense_in_the_address_is_no_error(open_page: Open) -> None:
    page = open_page("qlora", "", within="many")
    assert not page.exception
    assert "共 **7** 步" in _said(page)
