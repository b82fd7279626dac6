"""The figures against a hand-counted annotation."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.evaluation import annotation, evaluate, read_annotation, surface
from graph.errors import NotegraphError
from graph.model import Alias, Concept, ConceptGraph, Relation

GOLD = annotation(
    {
        "concepts": [
            {"name": "attention", "aliases": ["注意力", "attention layer"], "core": True},
            {"name": "MHA", "aliases": ["multi-head attention"], "core": True},
            {"name": "GQA", "core": True},
            {"name": "head"},
        ],
        "relations": [
            {"source": "MHA", "relation": "is_a", "target": "attention"},
            {"source": "GQA", "relation": "derives_from", "target": "MHA"},
            {"source": "MHA", "relation": "includes", "target": "head"},
            {"source": "GQA", "relation": "contrasts_with", "target": "MHA"},
        ],
        "prerequisites": [
            {"concept": "GQA", "needs": "attention"},
            {"concept": "attention", "needs": "MHA"},
            {"concept": "MHA", "needs": "head"},
        ],
        "noise": ["advantages", "heads"],
    }
)


def _graph() -> ConceptGraph:
    graph = ConceptGraph()
    names = {"a": ("Attention",), "l": ("attention-layer",), "m": ("MHA", "multi head attention"), "g": ("gqa",)}
    names |= {"h": ("Heads",), "n": ("Advantages",), "x": ("Something",)}
    for id, (name, *aliases) in names.items():
        graph.add_concept(Concept(id, name, aliases=tuple(Alias(alias, "en", "spelling") for alias in aliases)))
    for source, kind, target in (
        ("m", "is_a", "a"),
        ("g", "uses", "m"),
        ("m", "uses", "h"),
        ("g", "is_a", "h"),
        ("x", "solves", "n"),
        ("m", "related_to", "x"),
        ("g", "requires", "m"),
        ("m", "requires", "a"),
    ):
        graph.add_relation(Relation(source, target, kind))
    return graph


def test_counts() -> None:
    figures = evaluate(_graph(), GOLD).figures
    assert (figures["nodes"], figures["typed_edges"], figures["requires_edges"]) == (7, 5, 2)


def test_concepts_are_matched_by_any_folded_name() -> None:
    figures = evaluate(_graph(), GOLD).figures
    assert figures["concept.recall_core"] == figures["concept.recall_all"] == 100.0
    assert figures["concept.precision"] == pytest.approx(100 * 5 / 7, abs=0.05)
    assert figures["concept.f1"] == pytest.approx(83.3, abs=0.1)


def test_noise_counts_only_names_that_are_no_concept() -> None:
    evaluation = evaluate(_graph(), GOLD)
    assert evaluation.details["noise"] == ["Advantages"]
    assert evaluation.figures["concept.noise"] == pytest.approx(100 / 7, abs=0.05)


def test_aliases_on_two_nodes_and_nodes_that_swallow_two_concepts() -> None:
    figures = evaluate(_graph(), GOLD).figures
    assert (figures["alias.same_node"], figures["alias.wrong_merge"]) == (50.0, 0.0)
    graph = _graph()
    graph.add_concept(Concept("m", "MHA", aliases=(Alias("GQA", "en", "typo"),)))
    assert evaluate(graph, GOLD).figures["alias.wrong_merge"] == 20.0


def test_relations_count_by_pair_by_kind_and_by_what_is_annotated() -> None:
    figures = evaluate(_graph(), GOLD).figures
    assert figures["relation.recall"] == 100.0
    assert figures["relation.recall_typed"] == 50.0
    assert figures["relation.agreement"] == 75.0


def test_a_contrast_counts_either_way_and_other_kinds_do_not() -> None:
    graph = _graph()
    graph.add_relation(Relation("m", "g", "contrasts_with"))
    graph.add_relation(Relation("m", "g", "derives_from"))
    assert evaluate(graph, GOLD).figures["relation.recall_typed"] == 75.0


def test_prerequisites_count_through_others_and_reversed_ones_are_told() -> None:
    evaluation = evaluate(_graph(), GOLD)
    assert evaluation.figures["prerequisite.recall"] == pytest.approx(33.3)
    assert evaluation.figures["prerequisite.reversed"] == pytest.approx(33.3)
    assert evaluation.figures["prerequisite.cycles"] == 0
    assert evaluation.details["missed prerequisites"] == ["attention needs MHA", "MHA needs head"]


def test_circles_of_needs_are_counted() -> None:
    graph = _graph()
    graph.add_relation(Relation("a", "g", "requires"))
    assert evaluate(graph, GOLD).figures["prerequisite.cycles"] == 1


def test_an_empty_graph_and_an_empty_annotation_have_figures_too() -> None:
    nothing = evaluate(ConceptGraph(), GOLD).figures
    assert (nothing["concept.precision"], nothing["concept.f1"], nothing["concept.recall_core"]) == (None, 0.0, 0.0)
    assert evaluate(_graph(), annotation({"concepts": []})).figures["relation.recall"] is None


@pytest.mark.parametrize("pair", [("L1", "L2"), ("loss", "los"), ("CNN", "RNN"), ("MQA", "GQA"), ("梯度s", "梯度")])
def test_surfaces_that_differ(pair: tuple[str, str]) -> None:
    assert surface(pair[0]) != surface(pair[1])


@pytest.mark.parametrize("pair", [("LLaMA-2", "llama 2"), ("word vectors", "Word Vector"), ("“mask”", "`mask`")])
def test_surfaces_that_are_alike(pair: tuple[str, str]) -> None:
    assert surface(pair[0]) == surface(pair[1])


@pytest.mark.parametrize("content", ["", "[]", "concepts: [1]", "a: [", "relations: []"])
def test_a_file_of_another_form_is_named_with_the_remedy(tmp_path: Path, content: str) -> None:
    file = tmp_path / "gold.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(NotegraphError, match=r"gold\.yaml: not an annotation .*CONTRIBUTING"):
        read_annotation(file)
