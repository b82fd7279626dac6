"""The command line: what it prints, where, and with which exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import cli
from graph import store
from graph.formats import formats
from tests.graph.lessons import lesson
from tests.samples import tiny_graph

ROOT = Path(__file__).parent.parent
COMMANDS = (
    "extract",
    "path",
    "prerequisites",
    "unlocks",
    "explain",
    "gaps",
    "eval",
    "export",
    "import",
    "formats",
    "diff",
)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process; return its exit status, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["cli.py", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    return call


@pytest.fixture
def graph_file(tmp_path: Path) -> Path:
    store.save(lesson(), tmp_path / "graph.json")
    return tmp_path / "graph.json"


def _data(result: tuple[int, str, str]) -> Any:
    assert result[0] == 0, result[2]
    return json.loads(result[1])


def test_help_names_every_command(run: Run) -> None:
    status, out, _ = run("--help")
    assert status == 0
    assert all(f"\n  {command} " in out for command in COMMANDS)


def test_path_as_json_has_the_steps_without_what_is_known(run: Run, graph_file: Path) -> None:
    data = _data(run("path", graph_file, "QLoRA", "--known", "参数高效微调", "--format", "json"))
    assert [step["name"] for step in data["steps"]] == ["低秩分解", "LoRA", "量化", "QLoRA"]
    assert data["known"] == ["peft"]
    assert data["steps"][1]["because"][0]["evidence"][0]["path"] == "微调.md"


@pytest.mark.parametrize(
    ("form", "start"), [("mermaid", "flowchart LR"), ("markdown", "# "), ("text", "Learning path")]
)
def test_path_in_other_forms(run: Run, graph_file: Path, tmp_path: Path, form: str, start: str) -> None:
    target = tmp_path / "plan"
    assert run("path", graph_file, "qlora", "--format", form, "-o", target) == (0, "", "")
    assert target.read_text(encoding="utf-8").startswith(start)


def test_known_concepts_that_the_graph_does_not_have_are_left_out_with_a_remark(run: Run, graph_file: Path) -> None:
    status, out, err = run("path", graph_file, "lora", "--known", "PETF")
    assert (status, out.count(". LoRA")) == (0, 1)
    assert err == "--known: no concept is called 'PETF'; did you mean PEFT?; it is left out\n"


def test_prerequisites_and_unlocks(run: Run, graph_file: Path) -> None:
    needed = _data(run("prerequisites", graph_file, "lora", "--json"))
    assert [(c["name"], c["distance"]) for c in needed["concepts"]] == [("PEFT", 1), ("低秩分解", 1), ("微调", 2)]
    opened = _data(run("unlocks", graph_file, "PEFT", "--depth", "1", "--json"))
    assert [c["name"] for c in opened["concepts"]] == ["LoRA", "Adapter"]


@pytest.mark.parametrize("command", ["prerequisites", "unlocks"])
def test_an_isolated_concept_gets_a_sentence(run: Run, graph_file: Path, command: str) -> None:
    status, out, _ = run(command, graph_file, "贝叶斯定理")
    assert status == 0
    assert out.startswith("贝叶斯定理: the notes name nothing that ")


def test_weak_relations_only_on_request(run: Run, graph_file: Path) -> None:
    assert "量化" not in run("prerequisites", graph_file, "剪枝")[1]
    assert "量化" in run("prerequisites", graph_file, "剪枝", "--weak")[1]


def test_explain_quotes_rule_and_sentence_with_its_place(run: Run, graph_file: Path) -> None:
    _, out, _ = run("explain", graph_file, "QLoRA", "LoRA")
    assert "QLoRA —derives from→ LoRA" in out
    assert "built_on: “QLoRA 建立在 LoRA 之上。” (微调.md:7)" in out


def test_explain_without_a_relation_shows_the_shortest_connection(run: Run, graph_file: Path) -> None:
    _, out, _ = run("explain", graph_file, "qlora", "adapter")
    assert out.startswith("The notes state no relation between QLoRA and Adapter.")
    assert "Adapter —contrasts with→ LoRA" in out
    assert "No chain" in run("explain", graph_file, "qlora", "贝叶斯定理")[1]


def test_gaps_count_own_passages_of_the_concepts_asked_after(run: Run, graph_file: Path, tmp_path: Path) -> None:
    asked = tmp_path / "asked.yaml"
    asked.write_text("concepts: [{name: LoRA, core: true}, {name: HyDE, core: true}, {name: Foo}]", encoding="utf-8")
    data = _data(run("gaps", graph_file, "--concepts", asked, "--json"))
    assert data["own_passage"] == {"enough": ["lora"], "lacking": [], "absent": ["HyDE"], "least": 60}
    asked.with_suffix(".txt").write_text("LoRA\n\n参数高效微调\n", encoding="utf-8")
    _, out, _ = run("gaps", graph_file, "--concepts", asked.with_suffix(".txt"), "--least", "5000")
    assert out.startswith("Own passage of at least 5000 characters: 0 of 2 concepts (0.0 %)\n  lacking: LoRA, PEFT\n")


def test_gaps_show_warnings_and_concepts_alone(run: Run, graph_file: Path, tmp_path: Path) -> None:
    assert "related to no other concept: 1\n  贝叶斯定理\n" in run("gaps", graph_file)[1]
    store.save(tiny_graph(), tmp_path / "tiny.json")
    assert "broken.md:3: bytes that are no UTF-8" in run("gaps", tmp_path / "tiny.json")[1]


def test_eval_prints_figures_and_what_was_missed(run: Run, graph_file: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.yaml"
    gold.write_text("concepts: [{name: LoRA, core: true}, {name: HyDE, core: true}]\nrelations: []", encoding="utf-8")
    assert _data(run("eval", graph_file, gold, "--json"))["concept.recall_core"] == 50.0
    out = run("eval", graph_file, gold, "--show")[1]
    assert "concept.recall_core        50.0\n" in out
    assert "missed core concepts (1)\n   HyDE\n" in out


@pytest.mark.parametrize("name", formats())
def test_export_writes_every_format(run: Run, graph_file: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out" / "file"
    assert run("export", graph_file, name, "-o", target) == (0, "", "")
    assert target.stat().st_size > 0


def test_export_to_stdout_is_the_same_as_to_a_file(run: Run, graph_file: Path, tmp_path: Path) -> None:
    _, out, _ = run("export", graph_file, "dot")
    run("export", graph_file, "dot", "-o", tmp_path / "graph.dot")
    assert out == (tmp_path / "graph.dot").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name, format in formats().items() if format.read])
def test_import_reads_an_export_back(run: Run, graph_file: Path, tmp_path: Path, name: str) -> None:
    run("export", graph_file, name, "-o", tmp_path / "exported")
    status, out, err = run("import", tmp_path / "exported", name, "-o", tmp_path / "back.json")
    assert (status, out) == (0, "")
    assert formats()[name].loses_en in err
    assert set(store.load(tmp_path / "back.json").network) == set(lesson().network)
    if not formats()[name].loses_en:
        assert (tmp_path / "back.json").read_bytes() == graph_file.read_bytes()


def test_formats_lists_every_format(run: Run) -> None:
    assert [line.split()[0] for line in run("formats")[1].splitlines()] == list(formats())
    assert [row["name"] for row in _data(run("formats", "--json"))] == list(formats())


def test_diff_tells_what_changed(run: Run, graph_file: Path, tmp_path: Path) -> None:
    changed = lesson()
    changed.network.remove_node("adapter")
    store.save(changed, tmp_path / "new.json")
    out = run("diff", graph_file, tmp_path / "new.json")[1].splitlines()
    assert out == ["- Adapter", "- Adapter —contrasts with→ LoRA", "- Adapter —requires→ PEFT"]
    assert run("diff", graph_file, graph_file) == (0, "no difference\n", "")
    assert _data(run("diff", graph_file, tmp_path / "new.json", "--json"))["removed"][0]["id"] == "adapter"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("path", "GRAPH", "lroa"), "error: no concept is called 'lroa'; did you mean LoRA"),
        (("path", "none.json", "x"), "error: none.json: cannot read: No such file or directory; make it with"),
        (("path", __file__, "x"), "not a Notegraph graph"),
        (("explain", "GRAPH", "peft", "PEFT"), "are the same concept, PEFT; name two concepts"),
        (("export", "GRAPH", "xyz"), "unknown format 'xyz'; choose one of: "),
        (("import", "GRAPH", "xyz"), "unknown format 'xyz'; choose one of: "),
        (
            ("import", "GRAPH", "svg"),
            "format 'svg' cannot be read back; choose one of: csv, graphml, node_link, turtle",
        ),
        (("import", "none.csv", "csv"), "error: none.csv: cannot read: No such file or directory"),
        (("import", __file__, "node_link"), "test_cli.py: not a Notegraph graph"),
        (("import", "GRAPH", "csv"), "choose the format that the file really has"),
        (("import", "GRAPH", "graphml"), "choose the format that the file really has"),
        (("import", "GRAPH", "turtle"), "choose the format that the file really has"),
        (("export", "GRAPH", "dot", "-o", "/proc/none/x"), "error: /proc/none/x: cannot write: "),
        (("eval", "GRAPH", "GRAPH"), "not an annotation"),
        (("eval", "GRAPH", "none.yaml"), "error: none.yaml: cannot read"),
        (("gaps", "GRAPH", "--concepts", "none.txt"), "error: none.txt: cannot read"),
        (("path", "GRAPH", "lora", "--limit", "0"), "--limit"),
        (("path", "GRAPH", "lora", "--format", "pdf"), "pdf"),
        (("nonsense",), "nonsense"),
    ],
)
def test_errors_are_one_message_and_status_2(
    run: Run, graph_file: Path, arguments: tuple[str, ...], message: str
) -> None:
    status, out, err = run(*(str(graph_file) if argument == "GRAPH" else argument for argument in arguments))
    assert (status, out) == (2, "")
    assert message in err
    assert "Traceback" not in err
    assert err.startswith("Usage:") or err.count("\n") == 1


def test_a_failed_write_leaves_the_old_file(run: Run, graph_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "old"
    target.write_text("old")
    assert run("export", graph_file, "xyz", "-o", target)[0] == 2
    assert target.read_text() == "old"


def test_a_reader_that_goes_away_is_no_error(graph_file: Path) -> None:
    command = f"{sys.executable} cli.py export {graph_file} node_link | head -c 1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("{", "")


def test_interrupt_ends_with_130_and_no_traceback(tmp_path: Path) -> None:
    fifo = tmp_path / "graph.json"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [sys.executable, "cli.py", "gaps", str(fifo)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    with fifo.open("wb"):  # waits until the command has begun to read
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "")


def test_questions_do_not_wait_for_the_heavy_libraries(graph_file: Path) -> None:
    script = (
        "import sys, cli\n"
        f"sys.argv = ['cli.py', 'path', {str(graph_file)!r}, 'qlora']\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "sys.exit(', '.join({'spacy', 'streamlit', 'pandas', 'pyvis', 'rdflib'} & set(sys.modules)) or None)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "QLoRA" in done.stdout


def test_path_as_an_anki_deck_leaves_out_what_a_file_says_is_known(run: Run, graph_file: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.yaml"
    known.write_text("known: [参数高效微调, 低秩分解]", encoding="utf-8")
    deck = tmp_path / "deck.apkg"
    arguments = ("--format", "anki", "--known-file", known, "--language", "zh", "-o", deck)
    assert run("path", graph_file, "lora", *arguments) == (0, "", "")
    with zipfile.ZipFile(deck) as archive:
        assert "collection.anki2" in archive.namelist()
    assert "\n  1. LoRA" in run("path", graph_file, "lora", "--known-file", known)[1]


def test_a_deck_of_nothing_is_an_error(run: Run, graph_file: Path) -> None:
    status, out, err = run("path", graph_file, "lora", "--known", "lora", "--format", "anki")
    assert (status, out) == (2, "")
    assert err == "error: Anki deck: nothing is left to learn; choose a target not known yet\n"
