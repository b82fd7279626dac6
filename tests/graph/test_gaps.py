"""What notes leave open, and how much concepts matter."""

from __future__ import annotations

from graph.gaps import GAP_KINDS, explained, gaps, own_text
from graph.importance import importance
from graph.model import Concept, ConceptGraph, Evidence, Passage, Relation
from tests.graph.lessons import lesson


def _with(role: str, text: str, *, defined: bool = False) -> Concept:
    definition = Evidence("n.md", 1, "A is B.") if defined else None
    return Concept("a", "A", definition=definition, passages=(Passage("n.md", 1, 3, role, ("A",), text),))


def _kinds(*concepts: Concept, relations: tuple[Relation, ...] = ()) -> dict[str, list[str]]:
    graph = ConceptGraph()
    for concept in concepts:
        graph.add_concept(concept)
    for relation in relations:
        graph.add_relation(relation)
    return {kind: [c.id for c in found] for kind, found in gaps(graph).concepts.items() if found}


def test_a_well_told_concept_has_no_gap() -> None:
    other = Concept("b", "B", definition=Evidence("n.md", 9, "."), passages=_with("section", "b" * 80).passages)
    uses = Relation("a", "b", "uses")
    assert _kinds(_with("section", "x" * 80, defined=True), other, relations=(uses,)) == {}


def test_a_concept_only_mentioned_is_worse_where_others_need_it() -> None:
    found = _kinds(
        _with("mention", "A is named."), Concept("b", "B"), relations=(Relation("b", "a", "requires", tier="strong"),)
    )
    assert found["needed_unexplained"] == ["a"]
    assert found["only_mentioned"] == ["b"]


def test_thin_and_undefined_explanations_are_told_apart() -> None:
    assert _kinds(_with("section", "x" * 59)) == {"thin": ["a"], "isolated": ["a"]}
    assert _kinds(_with("section", "x" * 60)) == {"no_definition": ["a"], "isolated": ["a"]}


def test_being_named_together_does_not_end_isolation() -> None:
    together = Relation("a", "b", "related_to")
    assert _kinds(_with("mention", ""), Concept("b", "B"), relations=(together,))["isolated"] == ["b", "a"]


def test_headings_images_and_markup_are_no_explanation() -> None:
    assert own_text(_with("section", "## Heading\n\n![figure](a.png)\n\n**A** [link](http://x.org/long) `b`")) == 7


def test_text_that_only_mentions_is_not_an_own_passage() -> None:
    enough, lacking = explained([_with("mention", "x" * 200)])
    assert (enough, [concept.id for concept in lacking]) == ([], ["a"])


def test_every_kind_of_gap_has_words_in_both_languages() -> None:
    assert all(kind.en and kind.zh for kind in GAP_KINDS.values())


def test_importance_runs_to_one_and_does_not_depend_on_the_order_of_adding() -> None:
    graph, again = lesson(), ConceptGraph()
    for concept in reversed(list(graph.concepts())):
        again.add_concept(concept)
    for relation in reversed(list(graph.relations())):
        again.add_relation(relation)
    assert importance(graph) == importance(again)
    assert max(importance(graph).values()) == 1.0
    assert min(importance(graph).values()) > 0.0


def test_importance_grows_with_relations_mentions_and_explanation() -> None:
    graph = ConceptGraph()
    explanation = (Passage("n.md", 1, 2, "section", (), "text"),)
    for id, mentions, passages in (
        ("hub", 5, explanation),
        ("often", 50, ()),
        ("told", 5, explanation),
        ("bare", 5, ()),
    ):
        graph.add_concept(Concept(id, id, mentions=mentions, passages=passages))
    for source in ("often", "told", "bare"):
        graph.add_relation(Relation(source, "hub", "is_a"))
    figures = importance(graph)
    assert figures["hub"] == 1.0
    assert figures["often"] > figures["bare"] < figures["told"]


def test_importance_of_graphs_without_concepts_or_relations() -> None:
    lonely = ConceptGraph()
    lonely.add_concept(Concept("a", "A"))
    assert importance(ConceptGraph()) == {}
    assert importance(lonely) == {"a": 1.0}
