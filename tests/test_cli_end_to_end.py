"""Notes to answers on the command line, nothing replaced."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LORA = """# LoRA

**LoRA**（Low-Rank Adaptation）是 PEFT 的一种：冻结原有权重，只训练两个低秩矩阵 $A$ 与 $B$。

## QLoRA

QLoRA 是 LoRA 的改进，把冻结的权重量化到 4 比特，再在其上训练低秩矩阵。
"""
PEFT = """# PEFT

**PEFT**（参数高效微调）只训练少量参数，常见方法有：

- LoRA：训练低秩矩阵。
- Prefix Tuning：在每层前面加上可训练的前缀。
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "my notes"
    folder.mkdir()
    (folder / "lora.md").write_text(LORA, encoding="utf-8")
    (folder / "peft.md").write_text(PEFT, encoding="utf-8")
    return folder


def _run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "cli.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


def test_notes_become_a_graph_that_answers(notes: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.json"
    done = _run("extract", notes, "-o", graph, "--cache", tmp_path / "cache")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr.startswith("2 notes, ")
    explained = _run("explain", graph, "QLoRA", "LoRA")
    assert "QLoRA" in explained.stdout
    assert "(lora.md:" in explained.stdout
    path = json.loads(_run("path", graph, "low-rank adaptation", "--format", "json").stdout)
    assert path["steps"][-1]["name"] == "LoRA"


def test_check_compares_two_extractions(notes: Path) -> None:
    done = _run("extract", notes / "lora.md", notes / "peft.md", "--check")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr == "same bytes from 1 and 2 workers, notes in either order\n"


def test_one_bad_note_is_a_warning_and_the_rest_still_works(notes: Path, tmp_path: Path) -> None:
    (notes / "picture.md").write_bytes(bytes(range(256)) * 40)
    done = _run("extract", notes, "-o", tmp_path / "graph.json", "--no-cache")
    assert done.returncode == 0
    assert done.stderr.splitlines()[0].startswith("warning: picture.md: ")
    assert done.stderr.splitlines()[-1].startswith("2 notes, ")


@pytest.mark.parametrize(
    ("case", "check"), [("missing", False), ("missing", True), ("empty", False), ("no notes", False)]
)
def test_nothing_to_read_is_one_sentence_and_status_2(tmp_path: Path, case: str, check: bool) -> None:
    folder = tmp_path / case
    if case != "missing":
        folder.mkdir()
    if case == "no notes":
        (folder / "picture.png").write_bytes(b"\x89PNG")
    done = _run("extract", folder, *(["--check"] if check else ["-o", tmp_path / "graph.json"]))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"error: {folder}: ")
    assert [path.name for path in tmp_path.iterdir()] == ([] if case == "missing" else [case])
