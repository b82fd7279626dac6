"""Folders as found in the wild: each bad file gives one clear warning, the rest works, nothing is ever changed."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.pipeline import extract
from extract.reading.folder import find_notes, read_documents
from graph import store
from graph.errors import NoteError

ROOT = Path(__file__).parents[2]
TEXT = "# 光合作用\n\n光合作用是植物把光能变成化学能的过程。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good note."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "good.md").write_text(TEXT, encoding="utf-8")
    return notes


def _binary(file: Path) -> None:
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)


def _dangling(file: Path) -> None:
    file.symlink_to("nowhere.md")


def _loop(file: Path) -> None:
    file.symlink_to(file.name)


def _pipe(file: Path) -> None:
    os.mkfifo(file)


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "binary": (_binary, "not a text file in any known encoding; leave it out or save it as UTF-8 text"),
    "dangling link": (_dangling, "a link that leads nowhere (No such file or directory); mend or remove the link"),
    "link to itself": (_loop, "a link that leads nowhere (Too many levels of symbolic links); mend or remove the link"),
    "pipe": (_pipe, "cannot be read (not a regular file); check its permissions"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_file_is_one_warning_and_the_rest_is_read(folder: Path, tmp_path: Path, kind: str) -> None:
    make, message = BAD[kind]
    make(folder / "bad.md")
    readings = read_documents([folder])
    assert [d.path for d in readings.documents] == ["good.md"]
    assert [(w.path, w.message) for w in readings.warnings] == [("bad.md", message)]


def test_file_without_permission_is_one_warning(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the refusal is played."""
    (folder / "secret.md").write_text("secret")
    read_bytes = Path.read_bytes

    def refuse(file: Path) -> bytes:
        if file.name == "secret.md":
            raise PermissionError(13, "Permission denied")
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    readings = read_documents([folder])
    assert [d.path for d in readings.documents] == ["good.md"]
    assert [w.message for w in readings.warnings] == ["cannot be read (Permission denied); check its permissions"]


def test_folder_without_permission_is_one_warning(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "locked").mkdir()
    scan = os.scandir

    def refuse(place: str) -> object:
        if str(place).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refuse)
    readings = read_documents([folder])
    assert [d.path for d in readings.documents] == ["good.md"]
    assert [w.path for w in readings.warnings] == ["locked"]


def test_folder_that_is_named_like_a_note_is_a_folder(folder: Path) -> None:
    (folder / "chapter.md").mkdir()
    (folder / "chapter.md" / "inner.md").write_text(TEXT, encoding="utf-8")
    readings = read_documents([folder])
    assert [d.path for d in readings.documents] == ["chapter.md/inner.md", "good.md"]
    assert readings.warnings == ()


def test_links_to_folders_do_not_go_round_in_circles(folder: Path) -> None:
    (folder / "again").symlink_to(folder, target_is_directory=True)
    assert [note.path for note in find_notes([folder])] == ["good.md"]


def test_hidden_files_and_other_endings_are_passed_over(folder: Path) -> None:
    for name in (".hidden.md", "picture.png", "good.md~"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / ".obsidian").mkdir()
    (folder / ".obsidian" / "note.md").write_text(TEXT, encoding="utf-8")
    assert [note.path for note in find_notes([folder])] == ["good.md"]


@pytest.mark.parametrize("name", ["two words.md", "注意力 机制.txt", "line\nbreak.md", "<script>.MARKDOWN", "a'\"b.md"])
def test_unusual_names_come_through(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / name).write_text(TEXT, encoding="utf-8")
    graph = extract([folder])
    assert name in {note.path for note in store.loads(store.dumps(graph)).notes}


def test_names_that_are_no_utf8_come_through_readable(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff.md")).write_text(TEXT, encoding="utf-8")
    graph = extract([folder])
    assert {note.path for note in graph.notes} == {"bad\ufffd.md", "good.md"}


def _two_folders(tmp_path: Path, first: str, second: str) -> list[Path]:
    folders = [tmp_path / first, tmp_path / second]
    for number, folder in enumerate(folders):
        folder.mkdir(parents=True)
        (folder / "note.md").write_text(f"# 第 {number} 个\n", encoding="utf-8")
    return folders


def test_same_path_in_two_sources_is_told_apart_by_the_folders_names(tmp_path: Path) -> None:
    sources = _two_folders(tmp_path, "physics", "biology")
    for order in (sources, sources[::-1]):
        assert [note.path for note in find_notes(order)] == ["biology/note.md", "physics/note.md"]


def test_same_path_in_folders_of_the_same_name_is_told_apart_by_the_folders_above(tmp_path: Path) -> None:
    sources = _two_folders(tmp_path, "a/notes", "b/notes")
    assert [note.path for note in find_notes(sources)] == ["a/notes/note.md", "b/notes/note.md"]
    files = [source / "note.md" for source in sources]
    assert [note.path for note in find_notes(files)] == ["a/notes/note.md", "b/notes/note.md"]


def test_paths_that_differ_stay_as_they_are(tmp_path: Path) -> None:
    one, other = _two_folders(tmp_path, "a", "b")
    (other / "note.md").rename(other / "more.md")
    assert [note.path for note in find_notes([one, other])] == ["more.md", "note.md"]


def test_note_that_two_sources_hold_is_read_once_whatever_their_order(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "a.md").write_text(TEXT, encoding="utf-8")
    sources = [folder, folder / "sub", folder / "sub" / "a.md"]
    for order in (sources, sources[::-1]):
        assert [note.path for note in find_notes(order)] == ["good.md", "sub/a.md"]


def _digests(folder: Path) -> dict[str, str]:
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_notes_are_never_changed(folder: Path, tmp_path: Path) -> None:
    (folder / "windows.md").write_bytes("\ufeff# 标题\r\n\r\n```\r\n".encode())
    before = _digests(folder)
    extract([folder])
    assert _digests(folder) == before


def _nothing(tmp_path: Path) -> Path:
    return tmp_path / "nothing"


def _empty(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


def _only_pictures(tmp_path: Path) -> Path:
    folder = _empty(tmp_path)
    _binary(folder / "a.png")
    return folder


def _only_binary(tmp_path: Path) -> Path:
    folder = _empty(tmp_path)
    _binary(folder / "a.md")
    return folder


def _linked(tmp_path: Path) -> Path:
    _loop(tmp_path / "loop.md")
    return tmp_path / "loop.md"


HOPELESS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "no such path": (_nothing, "no such file or folder"),
    "empty folder": (_empty, "no notes found"),
    "no notes in it": (_only_pictures, "no notes found"),
    "only a binary file": (_only_binary, "none of 1 notes can be read"),
    "link to itself": (_linked, "none of|no such|cannot be"),
}


@pytest.mark.parametrize("kind", HOPELESS)
def test_nothing_to_read_is_one_error(tmp_path: Path, kind: str) -> None:
    make, problem = HOPELESS[kind]
    with pytest.raises(NoteError, match=problem):
        extract([make(tmp_path)])


@pytest.mark.parametrize("kind", HOPELESS)
def test_command_line_says_it_in_one_sentence(tmp_path: Path, kind: str) -> None:
    make, problem = HOPELESS[kind]
    done = _cli(make(tmp_path), tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1
    assert re.search(problem, done.stderr)
    assert not (tmp_path / "graph.json").exists()


def test_command_line_warns_of_a_bad_file_and_goes_on(folder: Path, tmp_path: Path) -> None:
    _binary(folder / "bad.md")
    done = _cli(folder, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("warning: bad.md: not a text file") == 1
    assert len(store.load(tmp_path / "graph.json").notes) == 1


def _cli(source: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "cli.py", "extract", str(source), "-o", str(tmp_path / "graph.json"), "--no-cache"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
