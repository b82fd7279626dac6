"""Prerequisites, unlocks and learning paths."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.learning_order import ALL_TIERS
from graph.model import Concept, ConceptGraph, Relation
from graph.paths import learning_path
from graph.prerequisites import bottlenecks, cycles, prerequisites, ready_now, unlocks
from tests.graph.lessons import lesson, random_order


def _names(graph: ConceptGraph, *targets: str, known: tuple[str, ...] = ()) -> list[str]:
    return [step.concept.name for step in learning_path(graph, targets, known=known).steps]


def test_path_teaches_each_concept_right_after_what_it_needs() -> None:
    assert _names(lesson(), "qlora") == ["微调", "PEFT", "低秩分解", "LoRA", "量化", "QLoRA"]


def test_path_teaches_the_important_sibling_first_and_equals_in_the_order_of_the_notes() -> None:
    graph = lesson()
    for id, line in (("a", 9), ("b", 2)):
        passage = graph.concept("lora").passages[0]
        graph.add_concept(Concept(id, id, passages=(type(passage)("微调.md", line, line, "item", (), ""),)))
        graph.add_relation(Relation("adapter", id, "requires", tier="strong"))
    assert _names(graph, "adapter") == ["微调", "PEFT", "b", "a", "Adapter"]


def test_path_leaves_out_what_is_known_and_all_behind_it() -> None:
    assert _names(lesson(), "qlora", known=("lora",)) == ["量化", "QLoRA"]


def test_path_to_several_targets_teaches_what_they_share_once() -> None:
    assert _names(lesson(), "adapter", "qlora") == ["微调", "PEFT", "Adapter", "低秩分解", "LoRA", "量化", "QLoRA"]


def test_path_to_a_known_target_has_no_steps_and_says_so() -> None:
    path = learning_path(lesson(), ["lora"], known=["lora"])
    assert (list(path.steps), [concept.name for concept in path.already_known]) == ([], ["LoRA"])


def test_path_to_an_isolated_concept_is_that_concept_and_says_so() -> None:
    path = learning_path(lesson(), ["贝叶斯定理"])
    assert [step.concept.name for step in path.steps] == ["贝叶斯定理"]
    assert [concept.name for concept in path.without_order] == ["贝叶斯定理"]


def test_limit_keeps_the_first_steps_and_counts_the_rest() -> None:
    path = learning_path(lesson(), ["qlora"], limit=2)
    assert [step.concept.name for step in path.steps] == ["微调", "PEFT"]
    assert path.left_out == 4


def test_depth_is_the_longest_chain_of_steps_before() -> None:
    depths = {step.concept.name: step.depth for step in learning_path(lesson(), ["qlora"]).steps}
    assert depths == {"微调": 0, "PEFT": 1, "低秩分解": 0, "LoRA": 2, "量化": 0, "QLoRA": 3}


def test_every_step_tells_what_it_needs_and_what_needs_it() -> None:
    path = learning_path(lesson(), ["qlora"], known=["微调"])
    lora = next(step for step in path.steps if step.concept.name == "LoRA")
    assert [(r.target, r.evidence[0].quote) for r in lora.because] == [
        ("peft", "LoRA 建立在 PEFT 之上。"),
        ("低秩分解", "LoRA 建立在 低秩分解 之上。"),
    ]
    assert [concept.name for concept in path.needed_by()["低秩分解"]] == ["LoRA"]


def test_weak_relations_count_only_when_asked_for() -> None:
    graph = lesson()
    assert prerequisites(graph, "剪枝") == {}
    assert prerequisites(graph, "剪枝", tiers=ALL_TIERS) == {"量化": 1}
    assert "剪枝" not in unlocks(graph, "量化")


def test_answers_follow_changes_of_the_graph() -> None:
    graph = lesson()
    assert "adapter" not in prerequisites(graph, "qlora")
    graph.add_relation(Relation("lora", "adapter", "requires", tier="strong"))
    assert "adapter" in prerequisites(graph, "qlora")


def test_ready_now_lists_what_the_known_opened_before_new_foundations() -> None:
    names = [concept.name for concept in ready_now(lesson(), ["微调", "低秩分解"])]
    assert names == ["PEFT", "量化"]
    assert "贝叶斯定理" not in [concept.name for concept in ready_now(lesson(), [])]


def test_a_circle_of_needs_still_gives_a_path_and_is_reported() -> None:
    graph = ConceptGraph()
    for name in "abc":
        graph.add_concept(Concept(name, name))
    for source, target in ("ab", "bc", "ca"):
        graph.add_relation(Relation(source, target, "requires", tier="strong"))
    assert sorted(_names(graph, "a")) == ["a", "b", "c"]
    assert cycles(graph) == [("a", "b", "c")]
    assert cycles(lesson()) == []


@pytest.mark.parametrize("seed", range(4))
def test_answers_agree_with_networkx_on_random_orders(seed: int) -> None:
    graph, bare = random_order(80, 160, seed)
    for id in sorted(graph.network):
        order = [step.concept.id for step in learning_path(graph, [id]).steps]
        assert set(order) == nx.descendants(bare, id) | {id}
        place = {name: index for index, name in enumerate(order)}
        assert all(place[b] < place[a] for a, b in bare.edges() if a in place)
        assert prerequisites(graph, id) == _distances(bare, id)
        assert unlocks(graph, id) == _distances(bare.reverse(), id)
    counts = {id: len(nx.ancestors(bare, id)) for id in bare}
    found = bottlenecks(graph, limit=1000)
    assert {concept.id: count for concept, count in found} == {id: n for id, n in counts.items() if n}
    assert [count for _, count in found] == sorted((n for n in counts.values() if n), reverse=True)


def _distances(bare: nx.DiGraph[str], id: str) -> dict[str, int]:
    lengths = dict(nx.single_source_shortest_path_length(bare, id))
    del lengths[id]
    return lengths
