"""The same notes give the same bytes, whatever the order, the workers, the hash seed and the cache."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extract.pipeline import Options, extract
from graph import store

ROOT = Path(__file__).parents[2]
NOTES = sorted((ROOT / "data" / "notes").rglob("*.md"))[::9][:6]


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("notes")
    return [Path(shutil.copy(note, folder / note.name)) for note in NOTES]


@pytest.fixture(scope="module")
def expected(notes: list[Path]) -> bytes:
    return store.dumps(extract(notes))


def test_order_of_the_files_does_not_matter(notes: list[Path], expected: bytes) -> None:
    assert store.dumps(extract(notes[::-1])) == expected
    assert store.dumps(extract([*notes[3:], *notes[:3]])) == expected


def test_two_workers_give_what_one_gives(notes: list[Path], expected: bytes) -> None:
    assert store.dumps(extract(notes, Options(jobs=2))) == expected


@pytest.mark.parametrize("seed", ["0", "1"])
def test_hash_seed_does_not_matter(notes: list[Path], expected: bytes, seed: str) -> None:
    command = [sys.executable, "cli.py", "extract", *map(str, notes), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
    assert done.stdout == expected, done.stderr.decode()


def test_warm_cache_gives_what_a_cold_one_gives(notes: list[Path], expected: bytes, tmp_path: Path) -> None:
    read: list[str] = []

    def watch(stage: str, _: int, __: int) -> None:
        read.append(stage)

    options = Options(cache=tmp_path / "cache")
    assert store.dumps(extract(notes, options, progress=watch)) == expected
    assert any(stage.endswith(".md") for stage in read)
    read.clear()
    assert store.dumps(extract(notes, options, progress=watch)) == expected
    assert not any(stage.endswith(".md") for stage in read), "nothing is read anew"


def test_changed_note_is_read_anew(notes: list[Path], tmp_path: Path) -> None:
    note = Path(shutil.copy(notes[0], tmp_path))
    options = Options(cache=tmp_path / "cache")
    extract([note], options)
    note.write_text("# 光合作用\n\n光合作用是植物把光能变成化学能的过程。\n", encoding="utf-8")
    assert store.dumps(extract([note], options)) == store.dumps(extract([note]))


BROKEN = {"empty": b"", "cut": None, "other": pickle.dumps("no reading"), "junk": b"\x80\x05junk" * 20}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_cache_entries_are_read_anew(notes: list[Path], expected: bytes, tmp_path: Path, kind: str) -> None:
    options = Options(cache=tmp_path / "cache")
    extract(notes, options)
    entries = sorted((tmp_path / "cache").rglob("*.pickle"))
    assert len(entries) == len(notes)
    for entry in entries:
        replacement = BROKEN[kind]
        entry.write_bytes(entry.read_bytes()[:-50] if replacement is None else replacement)
    assert store.dumps(extract(notes, options)) == expected


def test_cache_where_nothing_can_be_written_does_no_harm(notes: list[Path], expected: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, no folder")
    assert store.dumps(extract(notes, Options(cache=tmp_path / "file" / "cache"))) == expected
