"""The file of known concepts: shared, mergeable, never lost."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph import known
from graph.errors import GraphFileError
from tests.graph.lessons import lesson


def _add_many(path: str, who: int) -> None:
    for number in range(10):
        known.mark(Path(path), add=[f"{who}-{number}"])


def test_names_are_kept_a_line_each_and_read_back(tmp_path: Path) -> None:
    path = known.known_file(tmp_path)
    assert known.load(path) == ()
    known.mark(path, add=["微调", "LoRA", "1.0", "null", "a: b", "- c", "#d"])
    assert known.load(path) == tuple(sorted(("微调", "LoRA", "1.0", "null", "a: b", "- c", "#d")))
    assert path.read_text("utf-8").count("\n- ") == 7


def test_two_processes_that_mark_at_once_lose_nothing(tmp_path: Path) -> None:
    path = known.known_file(tmp_path)
    code = "import sys; from tests.graph.test_known import _add_many; _add_many(sys.argv[1], int(sys.argv[2]))"
    root = Path(__file__).parents[2]
    both = [subprocess.Popen([sys.executable, "-c", code, str(path), str(who)], cwd=root) for who in range(2)]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    assert known.load(path) == known.merged(f"{who}-{number}" for who in range(2) for number in range(10))
    assert [file.name for file in path.parent.iterdir()] == ["known.yaml"]


def test_threads_of_one_server_lose_nothing(tmp_path: Path) -> None:
    path = known.known_file(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(_add_many, [str(path)] * 4, range(4)))
    assert len(known.load(path)) == 40


def test_two_tabs_add_and_remove_different_concepts(tmp_path: Path) -> None:
    path = known.known_file(tmp_path)
    known.mark(path, add=["LoRA", "PEFT"])
    known.mark(path, add=["GQA"])
    assert known.mark(path, remove=["lora"]) == ("GQA", "PEFT")


def test_names_of_other_notes_stay_in_the_file_and_are_told(tmp_path: Path) -> None:
    path = known.known_file(tmp_path)
    known.mark(path, add=["参数高效微调", "热力学"])
    found, strange = known.resolved(lesson(), known.load(path))
    assert ([concept.id for concept in found], strange) == (["peft"], ["热力学"])
    assert known.mark(path, add=["LoRA"]) == ("LoRA", "参数高效微调", "热力学")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("known: [LoRA\n", "known.yaml:2: not YAML; mend this line"),
        ("known:\n<<<<<<< ours\n- a\n=======\n- b\n", "not YAML"),
        ("known: 3", "not a list of known concepts; write: known: [LoRA, 微调]"),
        ("known: [[a]]", "not a list of known concepts"),
    ],
)
def test_a_broken_file_is_named_and_never_overwritten(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "known.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(GraphFileError) as caught:
        known.mark(path, add=["LoRA"])
    assert message in str(caught.value)
    assert path.read_text("utf-8") == text


def test_a_plain_list_and_an_empty_file_are_read_too(tmp_path: Path) -> None:
    assert known.parse(b"- LoRA\n- PEFT") == ("LoRA", "PEFT")
    assert known.parse(b"") == known.parse(b"known:") == ()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / ".notegraph").write_text("a file in the way")
    with pytest.raises(GraphFileError, match=r"\.notegraph: cannot write: .*; choose a folder you may write to"):
        known.mark(known.known_file(tmp_path), add=["LoRA"])
