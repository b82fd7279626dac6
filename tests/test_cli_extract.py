"""`cli.py extract`: options, places of results, warnings, exit status; the extraction itself is replaced."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import cli
from graph import store
from graph.errors import NoteError
from graph.model import ConceptGraph
from tests.samples import tiny_graph


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Options:
    lexicon: bool = True
    jobs: int = 1
    cache: Path | None = None


class _Extraction:
    """Stands in for `extract.pipeline.extract` and keeps what it was asked."""

    def __init__(self) -> None:
        self.sources: list[Path] = []
        self.options = _Options()
        self.error: Exception | None = None
        self.watched = True

    def __call__(self, sources: Sequence[Path], options: _Options, *, progress: Any = None) -> ConceptGraph:
        self.sources, self.options, self.watched = list(sources), options, progress is not None
        if self.error:
            raise self.error
        return tiny_graph()


@pytest.fixture
def extraction(monkeypatch: pytest.MonkeyPatch) -> _Extraction:
    stand_in = _Extraction()
    module = ModuleType("extract.pipeline")
    vars(module).update(Options=_Options, extract=stand_in)
    monkeypatch.setitem(sys.modules, "extract.pipeline", module)
    monkeypatch.setattr("extract.pipeline", module, raising=False)
    return stand_in


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["cli.py", "extract", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_graph_goes_to_the_file_and_counts_and_warnings_to_stderr(
    extraction: _Extraction, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    target = tmp_path / "build" / "graph.json"
    assert _run(monkeypatch, "notes", "more.md", "-o", target) == 0
    assert target.read_bytes() == store.dumps(tiny_graph())
    out, err = capfd.readouterr()
    assert out == ""
    assert "warning: broken.md:3: bytes that are no UTF-8" in err
    assert f"2 notes, 5 concepts, {tiny_graph().network.number_of_edges()} relations -> {target}\n" in err
    assert extraction.sources == [Path("notes"), Path("more.md")]
    assert not extraction.watched, "progress is for terminals"


def test_graph_goes_to_stdout_without_a_file(
    extraction: _Extraction, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert _run(monkeypatch, "notes") == 0
    assert store.loads(capfd.readouterr().out.encode()).title == tiny_graph().title


def test_options_reach_the_extraction(extraction: _Extraction, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert _run(monkeypatch, "n", "--jobs", 3, "--no-lexicon", "--cache", tmp_path) == 0
    assert extraction.options == _Options(lexicon=False, jobs=3, cache=tmp_path)


def test_cache_lies_in_the_users_cache_folder_unless_refused(
    extraction: _Extraction, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    _run(monkeypatch, "notes")
    assert extraction.options.cache is not None
    assert extraction.options.cache.name == "notegraph"
    _run(monkeypatch, "notes", "--no-cache")
    assert extraction.options.cache is None


def test_notes_that_cannot_be_read_are_one_message_and_leave_the_old_graph(
    extraction: _Extraction, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    old = tmp_path / "graph.json"
    old.write_text("old")
    extraction.error = NoteError("holds no notes", place="empty", remedy="add .md files")
    assert _run(monkeypatch, "empty", "-o", old) == 2
    assert capfd.readouterr() == ("", "error: empty: holds no notes; add .md files\n")
    assert old.read_text() == "old"


def test_interrupt_leaves_the_old_graph(
    extraction: _Extraction, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = tmp_path / "graph.json"
    old.write_text("old")
    monkeypatch.setattr(_Extraction, "__call__", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    assert _run(monkeypatch, "notes", "-o", old) == 130
    assert old.read_text() == "old"
