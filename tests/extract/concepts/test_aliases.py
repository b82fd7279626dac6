"""Names that differ by a few words: told apart or brought together, never against the guards."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.concepts.aliases import Names
from extract.concepts.aliasing import discover
from extract.concepts.aliasing.brackets import bracketed
from extract.concepts.aliasing.form import pairs
from extract.concepts.aliasing.shape import plain
from extract.concepts.candidates import find_mentions, gather
from extract.concepts.mentions import key_of
from extract.pipeline import Options, extract
from extract.reading.markdown import parse
from graph.reasons import ALIAS_REASONS

NOTE = """# 正则化

**L1 正则化**（Lasso）把权重的绝对值加进损失。

**L2 正则化**（Ridge）把权重的平方加进损失。

## 编码器和解码器

**编码器**读入句子，**解码器**写出句子。编码器由多层组成，解码器也由多层组成。

## 消息队列

**Kafka** 是一种消息队列。**消息队列**解耦生产者和消费者。
"""


def _names(text: str) -> Names:
    documents = [parse(text, "note.md")]
    candidates = gather(documents, (find_mentions(d) for d in documents))
    return Names(documents, candidates, dict.fromkeys(candidates, 0.9), 0.5, False)


def _pairs(text: str) -> dict[tuple[str, str], dict[str, float]]:
    names = _names(text)
    return pairs(names, bracketed(names))


def test_only_names_that_have_something_in_common_are_compared() -> None:
    found = _pairs(NOTE)
    assert ("l1正则化", "l2正则化") in {tuple(key.replace(" ", "") for key in pair) for pair in found}
    assert not any({"编码器", "消息队列"} == set(pair) for pair in found)


def test_features_are_finite_numbers() -> None:
    assert all(isinstance(v, float) and abs(v) < 1e6 for row in _pairs(NOTE).values() for v in row.values())


def test_a_word_that_all_names_share_brings_none_together() -> None:
    text = "# 模型\n\n" + "".join(f"- **模型 M{n}X**：第 {n} 个模型。\n" for n in range(90))
    assert not any("模型" in a and "模型" in b for a, b in _pairs(text))


@pytest.mark.parametrize(("one", "other"), [("L1 正则化", "L2 正则化"), ("编码器", "解码器")])
def test_guards_keep_alike_names_apart(tmp_path: Path, one: str, other: str) -> None:
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    graph = extract([tmp_path], Options(lexicon=False))
    nodes = {name.replace(" ", ""): c.id for c in graph.concepts() for name in c.names}
    assert nodes[one.replace(" ", "")] != nodes[other.replace(" ", "")]


def _compared(one: str, other: str) -> dict[str, float] | None:
    found = _pairs(f"# Notes\n\n- **{one}**: first.\n- **{other}**: second.\n")
    return next((row for pair, row in found.items() if set(pair) == {key_of(one), key_of(other)}), None)


@pytest.mark.parametrize(
    ("one", "other", "feature"),
    [
        ("loss function", "损失函数", "translated.both"),
        ("Batch Norm", "batch normalization", "shortened"),
        ("stochastic gradient descent", "SGD", "initials"),
        ("K-Means", "K-Means algorithm", "class_noun"),
    ],
)
def test_each_likeness_is_seen(one: str, other: str, feature: str) -> None:
    found = _compared(one, other)
    assert found is not None
    assert found[feature] == 1.0


@pytest.mark.parametrize("code", ["-XX:+PrintGC", "--PrintGC", "PrintGC()", "@PrintGC"])
def test_signs_of_code_are_no_part_of_a_name(code: str) -> None:
    assert plain(code) == "PrintGC"


def test_two_long_names_with_the_same_initials_are_not_compared() -> None:
    assert _compared("unconditioned response", "uninterrupted rehearsal") is None


def test_these_vectors_also_called_tokens_are_not_all_vectors(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(
        "# 提示\n\n**向量** 表示一个词。\n\n把若干个向量当作参数，这些向量又叫虚拟 token。\n\n**虚拟 token** 不是。\n",
        encoding="utf-8",
    )
    for concept in extract([tmp_path], Options(lexicon=False)).concepts():
        assert not {"向量", "虚拟 token"} <= set(concept.names)


def test_every_reason_for_a_merge_has_words_in_both_languages() -> None:
    codes = {*discover(), "spelling", "brackets", "form", "translation", "class_noun", "abbreviation"}
    assert codes == set(ALIAS_REASONS)
    assert all(ALIAS_REASONS[code][language] for code in codes for language in ("zh", "en"))


def test_a_bracket_names_the_concept_beside_its_author_and_year() -> None:
    names = _names(
        "**自助抽样**（bootstrap sampling，Efron，1979）有放回。\n\n**词表**（Sennrich 等人，2016）小。\n\n"
        "# 参考\n\n- **深度推理**（bounded reasoning）\n"
    )
    assert set(bracketed(names)) == {("自助抽样", "bootstrapsampling")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "# 机器学习\n\n**机器学习**（machine learning）从数据里学。machine learning 很广。\n",
            "机器学习",
        ),
        (
            "# machine learning\n\n**machine learning**（机器学习） learns from data. Use machine learning.\n",
            "machine learning",
        ),
    ],
)
def test_a_translation_is_shown_only_where_the_notes_are_in_its_language(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / "note.md").write_text(text, "utf-8")
    graph = extract([tmp_path], Options(lexicon=False))
    assert [c.name for c in graph.concepts() if "机器学习" in c.names] == [name]
