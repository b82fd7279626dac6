"""Notes that are read, edited and added while the app runs."""

from __future__ import annotations

import io
import re
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from graph.errors import NoteError
from graph.model import ConceptGraph
from tests.app import notebook
from tests.app.conftest import Serve, watch
from tests.app.explorer import Explorer
from ui import uploads
from ui.extraction import Job, Progress

_LONG = 120_000
"""Milliseconds that an extraction may take on a busy machine."""


def test_notes_are_extracted_edited_and_added_while_the_app_runs(
    serve: Serve, make_page: Callable[..., Page], tmp_path: Path
) -> None:
    notebook.write(tmp_path)
    for path in (tmp_path / "graph.json", tmp_path / "notes" / "topics.md"):
        path.unlink()
    page = make_page()
    away, errors = watch(page)
    explorer = Explorer(page, serve(tmp_path / "notes", tmp_path / "graph.json")).go()
    expect(page.get_by_role("button", name="取消")).to_be_visible()
    expect(explorer.count).to_be_visible(timeout=_LONG)
    explorer.search("lora")
    explorer.expect_title("LoRA")
    before = explorer.view()

    note = tmp_path / "notes" / "tuning.md"
    note.write_text(note.read_text("utf-8") + "\n## AdaLoRA\n\nAdaLoRA 是 LoRA 的改进，按重要性分配秩。\n", "utf-8")
    page.wait_for_function("notegraph.ranked.some(node => node.name === 'AdaLoRA')", timeout=_LONG)
    explorer.expect_title("LoRA")
    after = explorer.view()
    assert all(after["at"][id] == place for id, place in before["at"].items() if id in after["at"])
    assert after["scale"] == before["scale"]

    page.get_by_role("link", name="笔记").click()
    page.locator("input[type=file]").set_input_files([_zip(), _file("own.md", "# 缓存\n\n缓存保存算过的结果。")])
    page.get_by_role("button", name="生成图谱").click()
    expect(explorer.count).to_be_visible(timeout=_LONG)
    page.get_by_role("link", name="笔记").click()
    expect(page.get_by_text("正在浏览临时笔记本")).to_be_visible()
    page.get_by_role("button", name="回到原来的笔记").click()
    expect(page.locator(".st-key-note-list")).to_contain_text("tuning.md")
    assert not away
    assert not errors


def test_an_extraction_tells_how_far_it_is_and_can_be_cancelled_and_taken_up_again(
    serve: Serve, make_page: Callable[..., Page], tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(40):
        (notes / f"{number}.md").write_text(_LONG_NOTE, "utf-8")
    page = make_page()
    page.goto(serve(notes, tmp_path / "graph.json"))
    bar = page.get_by_test_id("stProgress")
    expect(bar).to_contain_text(re.compile(r"正在读笔记：\d+\.md \d+/40"), timeout=_LONG)
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_role("heading", name="已取消。")).to_be_visible()
    assert not (tmp_path / "graph.json").exists()
    page.get_by_role("button", name="重试").click()
    expect(bar).to_contain_text(re.compile(r"\d+/40"), timeout=_LONG)
    page.get_by_role("button", name="取消").click()
    expect(page.get_by_role("heading", name="已取消。")).to_be_visible()


_LONG_NOTE = notebook.ATTENTION * 25


def _file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/markdown", "buffer": text.encode()}


def _zip() -> FilePayload:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "rag/rag.md", "# RAG\n\n## HyDE\n\nHyDE 是 RAG 的一种查询改写方法。\n\n## 重排序\n\n重排序用于 RAG。\n"
        )
        archive.writestr("../escape.md", "# out")
    return {"name": "rag.zip", "mimeType": "application/zip", "buffer": buffer.getvalue()}


def test_a_job_tells_its_progress_and_can_be_cancelled() -> None:
    reached, go_on = threading.Event(), threading.Event()

    def extract(root: Path, progress: Progress) -> ConceptGraph:
        progress("a.md", 1, 2)
        reached.set()
        go_on.wait(5)
        progress("b.md", 2, 2)
        return ConceptGraph()

    done: list[ConceptGraph] = []
    job = Job(Path(), extract=extract, done=done.append)
    assert reached.wait(5)
    assert (job.label, job.done, job.total) == ("a.md", 1, 2)
    job.cancel()
    go_on.set()
    _until_over(job)
    assert job.cancelled
    assert not done


@pytest.mark.parametrize("error", [NoteError("no notes", place="x"), ValueError("a bug")])
def test_a_failed_job_keeps_the_reason(error: Exception) -> None:
    def extract(root: Path, progress: Progress) -> ConceptGraph:
        raise error

    done: list[ConceptGraph] = []
    job = Job(Path(), extract=extract, done=done.append)
    _until_over(job)
    assert str(error) in job.error
    assert not done


def _until_over(job: Job) -> None:
    end = time.monotonic() + 5
    while job.running and time.monotonic() < end:
        time.sleep(0.01)


def test_uploads_never_leave_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    files = [("../a.md", b"x"), ("/b.md", b"x"), ("..\\c.md", b"x"), ("ok/d.md", b"x"), ("e.exe", b"x")]
    assert uploads.lay_out(files, folder) == 1
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["d.md"]


def test_a_broken_zip_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoteError, match=r"x\.zip.*pack it again"):
        uploads.lay_out([("x.zip", b"no zip")], tmp_path)
