"""Notes that attack or confuse: nothing breaks graph.json, nothing runs for ever."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.concepts.candidates import find_mentions
from extract.pipeline import extract
from extract.reading.folder import parsed
from graph import store
from graph.model import ConceptGraph

GOOD = "# 光合作用\n\n**光合作用**（Photosynthesis）是一种过程。\n\n- **叶绿体**：进行光合作用的细胞器。\n"
SCRIPT = "<script>alert(1)</script>"


def _graph(tmp_path: Path, *contents: bytes) -> ConceptGraph:
    """Extract a good note and hostile ones, and read back what would be written."""
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    for number, content in enumerate(contents):
        (tmp_path / f"hostile{number}.md").write_bytes(content)
    graph = extract([tmp_path])
    written = store.dumps(graph)
    json.loads(written.decode("utf-8"))
    assert store.dumps(store.loads(written)) == written
    return graph


HOSTILE: dict[str, bytes] = {
    "script as heading": f"# {SCRIPT}\n\n## 关于 {SCRIPT} 的问题\n\n{SCRIPT} 是一种攻击。\n".encode(),
    "script in code, bold and quotes": f"# XSS\n\n`{SCRIPT}` **{SCRIPT}** “{SCRIPT}” [[{SCRIPT}]]\n".encode(),
    "script in front matter": f"---\ntitle: '{SCRIPT}'\naliases: ['{SCRIPT}', '\"><b>']\n---\n正文\n".encode(),
    "end of a JSON text": '# "}],"edges":[]\n\n**"}]}** 是一种 \\u0000 符号。\n'.encode(),
    "control characters": b"# A\x01\x02B\x1b[31m\n\n**A\x07B** is a kind of bell.\n" + b"text " * 200,
    "right-to-left marks": "# \u202e注意力\u202c\n\n**\u200f注意力\u200e**是一种机制。\n".encode(),
    "emoji": "# 🚀 注意力 👩‍👩‍👧\n\n**👍🏽** 是一种🙂。\n".encode(),
    "zero width": "# 注\u200b意\u200b力\n\n**\u200b** **\ufeff** **注\u200d意力**是一种机制。\n".encode(),
    "lone surrogates": "\ufeff# 注意力 \ud800\udc00\udc00 机制\n".encode("utf-16-le", "surrogatepass"),
    "letters that grow in lower case": "# İstanbul ẞ ﬁ\n\n**İİİ** is a kind of letter. ǅ and ŉ.\n".encode(),
    "private use and the last code point": "# \ue000 \U0010ffff\n\n**\U0010ffff**是一种字符。\n".encode(),
    "only marks": b"# \n\n**** __ __ `` [[]] []() ![]() ||\n|-|\n> \n- \n1. \n$$ $$\n",
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_graph_is_written_and_read_back(tmp_path: Path, kind: str) -> None:
    graph = _graph(tmp_path, HOSTILE[kind])
    assert {note.path for note in graph.notes} == {"good.md", "hostile0.md"}
    assert "光合作用" in {name for concept in graph.concepts() for name in concept.names}


def test_concept_named_like_a_script_stays_text(tmp_path: Path) -> None:
    _graph(tmp_path, *(content for kind, content in HOSTILE.items() if "script" in kind))


@pytest.mark.parametrize("kind", HOSTILE)
def test_names_hold_no_control_characters_and_ids_are_not_empty(tmp_path: Path, kind: str) -> None:
    for concept in _graph(tmp_path, HOSTILE[kind]).concepts():
        assert concept.id.strip()
        assert concept.name.strip()
        assert not any(ord(character) < 32 for name in concept.names for character in name), concept.names


GROWING: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "（" * n + "甲" + "）" * n,
    "Latin brackets": lambda n: "(" * n + "a" + ")" * n,
    "brackets that open": lambda n: "注意力 (Multi Head Attention " * (n // 8),
    "square brackets": lambda n: "[" * n,
    "quotes": lambda n: "“注" * n,
    "spaces": lambda n: "a" + " " * n + "b",
    "spaces in a heading": lambda n: "# a" + " " * n + "b",
    "colons": lambda n: "甲：" * n,
    "dashes": lambda n: "a — " * n,
    "arrows": lambda n: "a -> " * n,
    "one Latin word": lambda n: "a" * n,
    "hyphens": lambda n: "Ab-" * n,
    "digits and dots": lambda n: "1." * n,
    "one Chinese run": lambda n: "注意力" * n,
    "names in a row": lambda n: "注意力（Attention）" * (n // 4),
    "also called": lambda n: "注意力又称" * (n // 4),
    "definitions": lambda n: "注意力是指" * (n // 4),
    "of phrases": lambda n: "the attention of " * (n // 4),
    "capitals": lambda n: "Attention Is All " * (n // 4),
    "slashes": lambda n: "a/b " * n,
    "bold": lambda n: "**注意力**" * (n // 4),
    "listed": lambda n: "甲、" * n,
}


def _seconds(text: str) -> float:
    document, _ = parsed(text.encode(), "note.md")
    assert document is not None
    times = []
    for _ in range(3):
        start = time.process_time()
        find_mentions(document)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("name", GROWING)
def test_finding_mentions_takes_time_in_proportion(name: str) -> None:
    make = GROWING[name]
    _seconds(make(10))  # loads word lists
    ratios = []
    for size in (1000, 700, 1500):  # another size where a busy machine spoilt the first
        ratios.append(_seconds(make(4 * size)) / max(_seconds(make(size)), 0.004))
        if ratios[-1] < 11:
            return
    pytest.fail(f"four times the note took {ratios} times as long")


@pytest.mark.parametrize("name", GROWING)
def test_whole_extraction_ends(tmp_path: Path, name: str) -> None:
    start = time.process_time()
    _graph(tmp_path, GROWING[name](4000).encode())
    assert time.process_time() - start < 60
