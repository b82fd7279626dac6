"""The learning order: surest needs first, without circles, with a reason and a quote each."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx

from extract.prerequisites import learning_order
from extract.reading.markdown import parse
from extract.relations.claims import Claim
from extract.relations.extraction import Quotes, Reading
from extract.relations.pairs import Met
from extract.relations.weighing import Weighed
from graph.model import Concept, Evidence, Relation
from graph.reasons import REASONS

QUOTE = Evidence("note.md", 1, "一句话。", "sentence")


def _weighed(forth: float, back: float) -> Weighed:
    met = Met()
    met.claims.append(Claim("x", "uses", "y", 0.8, QUOTE))
    return Weighed(met, 0.9, {}, (forth, back))


def _order(needs: dict[tuple[str, str], tuple[float, float]], *relations: Relation):  # type: ignore[no-untyped-def]
    names = sorted({name for pair in needs for name in pair})
    reading = Reading(relations, {p: _weighed(*n) for p, n in needs.items()}, Quotes([parse("一句话。", "note.md")]))
    return learning_order([Concept(name, f"红黑树 {name}") for name in names], reading, [])


def test_the_likelier_direction_is_taken() -> None:
    order = _order({("a", "b"): (0.2, 0.8)})
    assert [(r.source, r.target, r.tier) for r in order.relations] == [("b", "a", "strong")]


def test_equal_or_unlikely_needs_are_left_open() -> None:
    assert not _order({("a", "b"): (0.5, 0.5), ("a", "c"): (0.1, 0.05)}).relations


def test_an_unsure_need_bears_less_doubt_of_its_direction_than_a_sure_one() -> None:
    order = _order({("a", "b"): (0.7, 0.3), ("c", "d"): (0.3, 0.13), ("e", "f"): (0.3, 0.05)})
    assert {(r.source, r.target) for r in order.relations} == {("a", "b"), ("e", "f")}


def test_a_circle_is_broken_at_its_weakest_need_and_reported() -> None:
    order = _order({("a", "b"): (0.95, 0), ("b", "c"): (0.9, 0), ("a", "c"): (0, 0.85)})
    assert {(r.source, r.target) for r in order.relations} == {("a", "b"), ("b", "c")}
    assert [(w.path, w.line) for w in order.warnings] == [("note.md", 1)]


def test_any_needs_give_a_graph_without_circles_and_few_needs_each() -> None:
    names = [f"c{n:02}" for n in range(20)]
    needs = {
        (a, b): (0.3 + (i * 7 + j * 13) % 60 / 100, 0.5)
        for i, a in enumerate(names)
        for j, b in enumerate(names)
        if a < b
    }
    found = nx.DiGraph((r.source, r.target) for r in _order(needs).relations)
    assert nx.is_directed_acyclic_graph(found)
    assert max(degree for _, degree in found.out_degree()) <= 6


def test_the_reason_is_the_relation_where_there_is_one() -> None:
    uses = Relation("a", "b", "uses", evidence=(QUOTE,))
    part = Relation("c", "a", "includes", evidence=(QUOTE,))
    order = _order({("a", "b"): (0.9, 0), ("a", "c"): (0.9, 0), ("b", "c"): (0.9, 0)}, uses, part)
    assert {(r.source, r.target): r.reason for r in order.relations} == {
        ("a", "b"): "uses",
        ("a", "c"): "part_of",
        ("b", "c"): "mention",
    }
    assert all(r.evidence for r in order.relations)


def test_background_facts_order_too() -> None:
    known = Relation("a", "b", "is_a", "lexicon", evidence=(Evidence("x.yaml", 3, "a is_a b", "lexicon"),))
    reading = Reading((), {}, Quotes([]))
    order = learning_order([Concept("a", "a"), Concept("b", "b")], reading, [known])
    assert [(r.source, r.target, r.origin) for r in order.relations] == [("a", "b", "lexicon")]


def test_needs_of_a_chain_stay_a_chain() -> None:
    names = ["a", "b", "c", "d"]
    order = _order(dict.fromkeys(pairwise(names), (0.9, 0.1)))
    assert [(r.source, r.target) for r in order.relations] == list(pairwise(names))


def test_an_everyday_word_that_is_not_defined_is_no_step() -> None:
    reading = Reading((), {("a", "b"): _weighed(0.9, 0)}, Quotes([parse("一句话。", "note.md")]))
    for name, tier in (("结构", "weak"), ("红黑树", "strong")):
        order = learning_order([Concept("a", "映射表"), Concept("b", name)], reading, [])
        assert [r.tier for r in order.relations] == [tier]


def test_only_the_surest_need_of_a_concept_is_shown_when_all_are_unsure() -> None:
    order = _order({("a", "b"): (0.38, 0), ("a", "c"): (0.33, 0), ("d", "e"): (0.17, 0)})
    assert {(r.source, r.target): r.tier for r in order.relations} == {
        ("a", "b"): "medium",
        ("a", "c"): "weak",
        ("d", "e"): "weak",
    }


def test_a_pair_that_is_only_called_related_gives_no_reason() -> None:
    related = Relation("a", "b", "related_to", evidence=(QUOTE,))
    order = _order({("a", "b"): (0.9, 0)}, related)
    assert [r.reason for r in order.relations] == ["mention"]
    assert all(r.reason in REASONS for r in order.relations)
