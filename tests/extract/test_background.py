"""The domain lexicon: what it holds, what it adds to the notes, and that it can be switched off."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extract.background import background, boosted, entries, lookup, problems, read_entries
from extract.concepts.aliases import Names, group
from extract.concepts.aliasing import lexicon
from extract.concepts.candidates import Candidate
from extract.concepts.kinds import kind_by_form, with_kinds
from extract.concepts.mentions import key_of
from extract.pipeline import Options, extract
from graph.errors import NotegraphError
from graph.model import Alias, Concept, ConceptGraph, Relation, concept_id

ROOT = Path(__file__).parent.parent.parent

NOTE = """# PEFT

PEFT（参数高效微调）只更新少量参数。常用的做法是 LoRA。

## LoRA

**LoRA** 把权重的更新写成两个低秩矩阵的乘积。

## GQA

**GQA** 把查询头分组，每组共享键和值。

## MQA

**MQA** 让所有的头共享键和值。
"""


def _concept(*names: str) -> Concept:
    return Concept(concept_id(names[0]), names[0], aliases=tuple(Alias(n, "en", "spelling") for n in names[1:]))


def _candidates(*surfaces: str) -> dict[str, Candidate]:
    made: dict[str, Candidate] = {}
    for surface in surfaces:
        made[key_of(surface)] = Candidate(key_of(surface), Counter([surface]), places={(0, len(made), 0)})
    return made


def _names(*surfaces: str, lexicon: bool = True) -> Names:
    candidates = _candidates(*surfaces)
    return Names((), candidates, dict.fromkeys(candidates, 0.9), 0.5, lexicon)


def _facts(*concepts: Concept, relations: tuple[Relation, ...] = ()) -> set[tuple[str, str, str]]:
    return {(r.source, r.kind, r.target) for r in background(concepts, relations)}


def test_no_entry_is_wrong() -> None:
    assert problems(entries()) == []


def test_every_domain_is_well_filled() -> None:
    count = Counter(Path(entry.path).stem for entry in entries())
    assert set(count) == {"machine_learning", "language_models", "computer_science", "statistics"}
    assert min(count.values()) > 100


def test_two_entries_say_one_thing_of_a_pair() -> None:
    pairs = Counter(frozenset((e.name, other)) for e in entries() for _, other in e.links)
    assert [sorted(pair) for pair, times in pairs.items() if times > 1] == []


def test_the_line_of_an_entry_is_the_line_that_holds_its_name() -> None:
    for entry in entries():
        line = (ROOT / entry.path).read_text("utf-8").splitlines()[entry.line - 1]
        assert line.lstrip('"').startswith(entry.name)


@pytest.mark.parametrize("text", ["A: {kind: method, likes: [B]}", "A: {kind: [method"])
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(f"# comment\n{text}\n", "utf-8")
    with pytest.raises(NotegraphError, match=r"broken\.yaml:[23]"):
        list(read_entries(file))


def test_problems_name_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text(
        "A: {en: [B b], kind: idea, is_a: [C]}\nC: {zh: [甲], is_a: [A]}\nD: {en: [b-b], uses: [E]}\n", "utf-8"
    )
    text = "\n".join(problems(list(read_entries(file))))
    for part in ("'b-b' is a name of 'A' too", "unknown kind 'idea'", "'E', which is no entry", "circle at 'A'"):
        assert part in text


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("grouped query attention", "GQA"),
        ("组查询注意力", "GQA"),
        ("LLaMA-2", "LLaMA 2"),
        ("low rank adaptation", "LoRA"),
    ],
)
def test_names_are_found_whatever_their_spelling(surface: str, name: str) -> None:
    found = lookup(surface)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("surface", ["rag", "Gap", "cap", "lion", "no such thing"])
def test_abbreviations_and_names_are_no_common_words(surface: str) -> None:
    assert lookup(surface) is None


def test_known_names_are_raised_common_words_a_little_others_not() -> None:
    candidates = _candidates("GQA", "attention", "学习率", "模型结构")
    raised = boosted(dict.fromkeys(candidates, 0.1), candidates)
    assert raised == pytest.approx({"gqa": 0.4, "attention": 0.2, "学习率": 0.4, "模型结构": 0.1})


def test_a_surer_candidate_stays_as_sure() -> None:
    assert boosted({"gqa": 0.97}, _candidates("GQA")) == {"gqa": 0.97}


def test_names_of_one_entry_become_one_concept() -> None:
    (found,) = group(_names("GQA", "分组查询注意力"))
    assert found.keys == ("gqa", "分组查询注意力")
    (equation,) = found.equations
    assert equation.reason == "lexicon"
    assert equation.path == "data/lexicon/domains/language_models.yaml"
    assert "GQA" in (ROOT / equation.path).read_text("utf-8").splitlines()[equation.line - 1]


def test_names_of_different_entries_stay_apart() -> None:
    assert len(group(_names("预训练", "预训练模型"))) == 2


def test_without_the_lexicon_it_equates_nothing() -> None:
    assert list(lexicon.find(_names("GQA", "分组查询注意力", lexicon=False))) == []


def test_background_joins_only_concepts_that_the_notes_have() -> None:
    assert _facts(_concept("LoRA"), _concept("PEFT")) == {("lora", "is_a", "peft")}
    assert _facts(_concept("LoRA"), _concept("BERT")) == set()


def test_background_knows_concepts_by_their_aliases() -> None:
    assert _facts(_concept("检索增强", "RAG"), _concept("假设性文档嵌入")) == {
        ("检索增强", "includes", "假设性文档嵌入")
    }


def test_background_is_silent_where_the_notes_speak() -> None:
    said = Relation("peft", "lora", "includes")
    assert _facts(_concept("LoRA"), _concept("PEFT"), relations=(said,)) == set()
    unsaid = Relation("peft", "lora", "related_to")
    assert _facts(_concept("LoRA"), _concept("PEFT"), relations=(unsaid,)) == {("lora", "is_a", "peft")}


def test_background_says_where_it_comes_from() -> None:
    (fact,) = background([_concept("LoRA"), _concept("PEFT")], [])
    assert (fact.origin, fact.confidence) == ("lexicon", 0.6)
    (evidence,) = fact.evidence
    assert (evidence.quote, evidence.rule) == ("LoRA is_a PEFT", "lexicon")
    assert (ROOT / evidence.path).read_text("utf-8").splitlines()[evidence.line - 1].startswith("LoRA:")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("语言模型", "model"), ("聚类算法", "method"), ("冷启动问题", "problem"), ("点击率", "metric"), ("学习率", ""),
        ("推理框架", "tool"), ("训练数据集", "data"), ("嵌入层", "component"), ("中心极限定理", "theory"), ("深层", ""),
        ("shortest path algorithm", "method"), ("attention score", ""), ("BLEU score", "metric"), ("player", ""),
        ("d_model", ""),
    ],
)  # fmt: skip
def test_endings_show_kinds(name: str, kind: str) -> None:
    assert kind_by_form(_concept(name)) == kind


def test_aliases_that_disagree_show_no_kind() -> None:
    assert kind_by_form(_concept("AWQ", "activation-aware weight quantization", "某某框架")) == ""
    assert kind_by_form(_concept("AWQ", "activation-aware weight quantization")) == "method"


def test_an_alias_that_only_adds_a_noun_shows_no_kind() -> None:
    assert kind_by_form(_concept("GQA", "GQA 模型")) == ""


def test_the_lexicon_knows_kinds_that_no_ending_shows() -> None:
    assert [c.kind for c in with_kinds([_concept("LoRA"), _concept("语言模型")], lexicon=True)] == ["method", "model"]
    assert [c.kind for c in with_kinds([_concept("LoRA"), _concept("语言模型")], lexicon=False)] == ["", "model"]


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> tuple[ConceptGraph, ConceptGraph]:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "peft.md").write_text(NOTE, "utf-8")
    return extract([folder]), extract([folder], Options(lexicon=False))


def test_the_graph_holds_facts_and_what_must_be_learned_first(graphs: tuple[ConceptGraph, ConceptGraph]) -> None:
    graph, _ = graphs
    pairs = {(r.source, r.kind, r.target) for r in graph.relations() if r.origin == "lexicon"}
    assert ("gqa", "derives_from", "mqa") in pairs
    assert ("gqa", "requires", "mqa") in pairs


def test_switched_off_it_leaves_no_trace(graphs: tuple[ConceptGraph, ConceptGraph]) -> None:
    _, graph = graphs
    assert len(graph) > 2
    assert {r.origin for r in graph.relations()} <= {"extracted"}
    assert "data/lexicon" not in repr([*graph.concepts(), *graph.relations()])
    assert "lexicon" not in {alias.reason for concept in graph.concepts() for alias in concept.aliases}
