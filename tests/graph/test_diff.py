"""What the difference of two graphs reports."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable

from graph.diff import Change, diff
from graph.diff_text import diff_data, diff_text
from graph.model import Alias, Concept, ConceptGraph, Evidence, Relation
from tests.samples import empty_graph, generated_graph, hostile_graph, tiny_graph


def _with(change: Callable[[Concept], Concept] = lambda c: c, drop: str = "") -> ConceptGraph:
    """Return the tiny graph with every concept passed through `change` and one dropped."""
    old, new = tiny_graph(), ConceptGraph()
    ids = {}
    for concept in old.concepts():
        if concept.id != drop:
            changed = change(concept)
            ids[concept.id] = changed.id
            new.add_concept(changed)
    for r in old.relations():
        if r.source in ids and r.target in ids:
            new.add_relation(dataclasses.replace(r, source=ids[r.source], target=ids[r.target]))
    return new


def test_equal_graphs_have_no_difference() -> None:
    for make in (tiny_graph, empty_graph, hostile_graph):
        assert not diff(make(), make())
    assert diff_text(diff(tiny_graph(), tiny_graph())) == "No difference.\n"
    assert diff_text(diff(tiny_graph(), tiny_graph()), language="zh") == "没有变化。\n"


def test_a_new_concept_and_its_relations_are_added() -> None:
    found = diff(_with(drop="lora"), tiny_graph())
    assert [c.id for c in found.added] == ["lora"]
    assert {(r.source, r.kind) for r in found.relations_added} == {
        ("lora", "uses"),
        ("lora", "related_to"),
        ("参数高效微调", "includes"),
    }
    assert not (found.removed or found.merged or found.changed or found.relations_removed)


def test_the_difference_back_removes_what_the_way_there_added() -> None:
    there, back = diff(_with(drop="lora"), tiny_graph()), diff(tiny_graph(), _with(drop="lora"))
    assert (there.added, there.relations_added) == (back.removed, back.relations_removed)


def test_a_concept_whose_name_lives_on_as_an_alias_is_renamed_with_its_relations() -> None:
    def rename(concept: Concept) -> Concept:
        if concept.id != "mha":
            return concept
        alias = Alias("MHA", "en", "abbreviation")
        return dataclasses.replace(concept, id="multi-head-attention", name="Multi-Head Attention", aliases=(alias,))

    found = diff(tiny_graph(), _with(rename))
    assert [(c.old.name, c.new.name, c.renamed) for c in found.changed] == [("MHA", "Multi-Head Attention", True)]
    assert not (found.added or found.removed or found.relations_added or found.relations_removed)
    assert "~ MHA → Multi-Head Attention" in diff_text(found)


def test_a_concept_that_became_an_alias_of_an_older_one_is_merged() -> None:
    new = _with(drop="mha")
    gqa = new.concept("gqa")
    new.add_concept(dataclasses.replace(gqa, aliases=(Alias("MHA", "en", "typo"),)))
    found = diff(tiny_graph(), new)
    assert [(a.id, b.id) for a, b in found.merged] == [("mha", "gqa")]
    assert not found.removed
    # The relation between the two became one concept's relation to itself, and is no loss.
    assert [(r.source, r.target, r.kind) for r in found.relations_removed] == [("mha", "attention", "is_a")]


def test_only_what_a_reader_would_notice_counts_as_a_change() -> None:
    def move(concept: Concept) -> Concept:
        moved = concept.definition and dataclasses.replace(concept.definition, line=99)
        return dataclasses.replace(concept, definition=moved, mentions=77, importance=0.01)

    assert not diff(tiny_graph(), _with(move))


def test_a_change_names_the_field_and_only_the_values_that_differ() -> None:
    def edit(concept: Concept) -> Concept:
        kept = concept.aliases[:1]
        return (
            dataclasses.replace(concept, aliases=(*kept, Alias("attn", "en", "x")))
            if concept.id == "attention"
            else concept
        )

    (change,) = diff(tiny_graph(), _with(edit)).changed
    assert change.changes == (Change("aliases", ("attention layer",), ("attn",)),)


def test_new_evidence_changes_a_relation() -> None:
    new = tiny_graph()
    new.add_relation(Relation("lora", "attention", "uses", "extracted", 0.5, (Evidence("a.md", 1, "LoRA uses it."),)))
    (change,) = diff(tiny_graph(), new).relations_changed
    assert [c.field for c in change.changes] == ["origin", "evidence"]
    assert "~ LoRA uses Attention" in diff_text(diff(tiny_graph(), new))


def test_a_symmetric_relation_stored_the_other_way_round_is_the_same() -> None:
    new = ConceptGraph()
    for concept in tiny_graph().concepts():
        new.add_concept(concept)
    for r in tiny_graph().relations():
        turned = r.kind == "contrasts_with"
        new.add_relation(dataclasses.replace(r, source=r.target, target=r.source) if turned else r)
    assert not diff(tiny_graph(), new)


def test_text_counts_its_sections_and_cuts_long_values() -> None:
    text = diff_text(diff(empty_graph(), hostile_graph()))
    assert text.startswith(f"Concepts added ({len(hostile_graph())})\n")
    changed = _with(lambda c: dataclasses.replace(c, definition=Evidence("a.md", 1, "long " * 100)))
    assert max(map(len, diff_text(diff(tiny_graph(), changed)).splitlines())) < 130


def test_data_is_json_and_holds_everything() -> None:
    found = diff(tiny_graph(), generated_graph(5, 5))
    data = json.loads(json.dumps(diff_data(found)))
    assert [c["id"] for c in data["concepts"]["added"]] == [c.id for c in found.added]
    assert [c["id"] for c in data["concepts"]["removed"]] == [c.id for c in found.removed]
    assert len(data["relations"]["added"]) == 5
    assert len(data["relations"]["removed"]) == 7
