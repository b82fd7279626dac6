"""Authors are given credit and are no concepts; what looks like them is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.concepts.credits import authors, is_credit
from extract.pipeline import Options, extract
from extract.reading.markdown import parse


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dropout (Srivastava et al., 2014) drops units.", {"Srivastava"}),
        ("这种切分由 Sennrich 等人用到机器翻译里。", {"Sennrich"}),
        ("Adam（Kingma 与 Ba，2014）是一种优化器。", {"Kingma", "Ba"}),
        ("量化感知训练（Jacob 等，2018）。", {"Jacob"}),
        ("Transformer 等模型都用它。", set()),
        ("BERT 和 GPT 等，2018 年之后很常见。", set()),
    ],
)
def test_names_credited_with_others_are_authors(text: str, names: set[str]) -> None:
    assert authors(parse(text + "\n", "note.md")) == names


@pytest.mark.parametrize(
    ("text", "surface", "credit"),
    [
        ("一元语言模型（Kudo，2018）。", "Kudo", True),
        ("稀疏注意力（Reformer，2020）。", "Reformer", False),
        ("优化器（RMSprop，2012）。", "RMSprop", False),
        ("初始化（Kaiming 初始化，2015）。", "Kaiming 初始化", False),
    ],
)
def test_a_name_alone_before_a_year_is_an_author(text: str, surface: str, credit: bool) -> None:
    block = parse(text + "\n", "note.md").blocks[0]
    assert is_credit(surface, block.text.index(surface), block, frozenset()) is credit


def test_authors_are_no_nodes_even_where_the_note_comes_back_to_them(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(
        "# Word2Vec\n\n**Word2Vec** 由 Mikolov 等人在 2013 年提出，把词变成向量。\n\n"
        "## 负采样\n\n**负采样** 是 Mikolov 给 Word2Vec 的简化训练法。Mikolov 认为它更快。\n",
        encoding="utf-8",
    )
    names = {name for c in extract([tmp_path], Options(lexicon=False)).concepts() for name in c.names}
    assert "Word2Vec" in names
    assert not any("Mikolov" in name for name in names)
