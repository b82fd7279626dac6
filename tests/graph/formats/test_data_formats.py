"""What single data formats promise beyond the contract."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import networkx as nx
import pytest
from rdflib import DCTERMS, PROV, RDF, SKOS, Graph, URIRef
from rdflib.compare import isomorphic

from graph import store
from graph.formats import format_named
from graph.formats.cypher import BATCH
from graph.model import Alias, Concept, ConceptGraph, Relation
from tests.graph.formats.readers._opened import node
from tests.graph.formats.readers.tables import cypher_database, rows, sheet
from tests.samples import generated_graph, hostile_graph, tiny_graph


def _text(graph: ConceptGraph, name: str) -> str:
    file = io.BytesIO()
    format_named(name).write(graph, file)
    return file.getvalue().decode("utf-8")


def _facts(graph: ConceptGraph, name: str = "turtle") -> Graph:
    syntax = {"turtle": "turtle", "jsonld": "json-ld"}[name]
    return Graph().parse(data=_text(graph, name), format=syntax)


# --- node-link, GraphML, GEXF, Cytoscape


def test_node_link_has_a_line_for_each_concept_and_relation() -> None:
    lines = _text(tiny_graph(), "node_link").splitlines()
    assert sum(line.startswith(' {"id"') for line in lines) == 5
    assert sum(line.startswith(' {"source"') for line in lines) == 7


@pytest.mark.parametrize(
    "graph", [tiny_graph(), hostile_graph(), generated_graph(20, 60)], ids=["tiny", "hostile", "any"]
)
def test_node_link_lines_are_the_records_as_json_writes_them(graph: ConceptGraph) -> None:
    text, data = _text(graph, "node_link"), store.to_data(graph)
    assert json.loads(text) == data
    lines = [line.strip().removesuffix(",") for line in text.splitlines()]
    assert [json.dumps(edge, ensure_ascii=False) for edge in data["edges"]] == [
        line for line in lines if line.startswith('{"source"')
    ]


def test_node_link_is_what_networkx_writes_itself() -> None:
    data = json.loads(_text(tiny_graph(), "node_link"))
    again = nx.node_link_data(nx.node_link_graph(data, edges="edges"), edges="edges")
    assert again == data


def test_graphml_has_no_edge_id_twice() -> None:
    ids = re.findall('<edge id="([^"]+)"', _text(hostile_graph(), "graphml"))
    assert len(set(ids)) == len(ids) == hostile_graph().network.number_of_edges()


def test_gexf_carries_place_size_and_colour(tmp_path: Path) -> None:
    file = tmp_path / "graph.gexf"
    file.write_text(_text(tiny_graph(), "gexf"), "utf-8")
    nodes = {one["id"]: one for one in node("gexf", file)["nodes"]}
    assert len({(one["x"], one["y"]) for one in nodes.values()}) == 5
    assert nodes["attention"]["size"] > nodes["gqa"]["size"]
    assert nodes["attention"]["color"] != nodes["参数高效微调"]["color"]
    viz = nx.read_gexf(file, version="1.3").nodes["attention"]["viz"]
    assert viz["position"]["x"] == nodes["attention"]["x"]


def test_gexf_has_no_date() -> None:
    assert "lastmodified" not in _text(tiny_graph(), "gexf")


def test_cytoscape_edge_ids_never_meet_concept_ids(tmp_path: Path) -> None:
    graph = ConceptGraph()
    for name in ("e0", "edge-0", "0"):
        graph.add_concept(Concept(id=name, name=name))
    graph.add_relation(Relation("e0", "0", "uses"))
    file = tmp_path / "graph.cyjs"
    file.write_text(_text(graph, "cytoscape"), "utf-8")
    found = node("cytoscape", file)
    assert (len(found["names"]), found["relations"]) == (3, 1)


# --- CSV


def test_a_spreadsheet_would_run_the_cells_if_they_were_not_guarded() -> None:
    """The reader of the contract test can tell: without the apostrophe it does find formulas."""
    assert sheet(b"id,label\na,=1+1\n")["formulas"] != []
    assert sheet(b"id,label\na,'=1+1\n")["formulas"] == []


# --- Cypher


def test_cypher_finds_a_path_and_keeps_values(tmp_path: Path) -> None:
    database = cypher_database(_text(tiny_graph(), "cypher"), tmp_path)
    path = (
        "MATCH p = (a:Concept {id: 'gqa'})-[:DERIVES_FROM|:IS_A*1..3]->(b:Concept {id: 'attention'}) RETURN length(p)"
    )
    assert rows(database, path) == [[2]]
    aliases = "MATCH (c:Concept {id: 'attention'}) RETURN c.aliases, c.mentions, c.importance"
    assert rows(database, aliases) == [[["注意力机制", "attention layer"], 12, 1.0]]
    said = "MATCH (:Concept {id: 'gqa'})-[r:DERIVES_FROM]->() RETURN r.quote, r.line, r.evidence, r.confidence"
    assert rows(database, said) == [["GQA improves on MHA.", 9, 2, 0.8]]


def test_cypher_batches_hold_every_row(tmp_path: Path) -> None:
    graph = generated_graph(BATCH + 1, BATCH * 3)
    database = cypher_database(_text(graph, "cypher"), tmp_path)
    assert rows(database, "MATCH (c:Concept) RETURN count(c)") == [[BATCH + 1]]
    assert rows(database, "MATCH ()-[r]->() RETURN count(r)") == [[BATCH * 3]]


def test_cypher_of_a_broken_script_is_found_by_the_linter(tmp_path: Path) -> None:
    file = tmp_path / "broken.cypher"
    file.write_text(_text(tiny_graph(), "cypher").replace("IF NOT EXISTS", "IF EXISTS"), "utf-8")
    assert node("cypher", file)["problems"] != []


# --- SKOS


@pytest.mark.parametrize("make", [tiny_graph, hostile_graph])
def test_turtle_and_json_ld_say_the_same(make: type[ConceptGraph]) -> None:
    assert isomorphic(_facts(make(), "turtle"), _facts(make(), "jsonld"))


def test_labels_bear_their_language() -> None:
    facts = _facts(tiny_graph())
    concept = URIRef("urn:notegraph:concept:attention")
    assert [(str(x), x.language) for x in facts.objects(concept, SKOS.prefLabel)] == [("Attention", "en")]  # type: ignore[attr-defined]
    labels = {(str(x), x.language) for x in facts.objects(concept, SKOS.altLabel)}  # type: ignore[attr-defined]
    assert labels == {("注意力机制", "zh"), ("attention layer", "en")}


def test_kinds_and_parts_become_broader_and_narrower() -> None:
    facts = _facts(tiny_graph())
    assert len(list(facts.subject_objects(SKOS.broader))) == 1
    assert len(list(facts.subject_objects(SKOS.narrower))) == 1
    assert len(list(facts.subject_objects(SKOS.related))) == 2


def test_definition_and_evidence_name_their_note() -> None:
    facts = _facts(tiny_graph())
    concept = URIRef("urn:notegraph:concept:attention")
    assert str(facts.value(concept, SKOS.definition)) == "Attention weighs the values by how well keys fit."
    for quoted in facts.subjects(PROV.value):
        note = facts.value(quoted, PROV.wasQuotedFrom)
        assert note is not None
        assert facts.value(note, DCTERMS.identifier) is not None


@pytest.mark.parametrize(
    "graph", [tiny_graph(), hostile_graph(), generated_graph(60, 300)], ids=["tiny", "hostile", "random"]
)
def test_skos_integrity_conditions_hold(graph: ConceptGraph) -> None:
    facts = _facts(graph)
    for concept in facts.subjects(RDF.type, SKOS.Concept):
        preferred, other = set(facts.objects(concept, SKOS.prefLabel)), set(facts.objects(concept, SKOS.altLabel))
        assert not preferred & other, "S13: labels are disjoint"
        assert len({label.language for label in preferred}) == len(preferred), "S14: one preferred label a language"  # type: ignore[attr-defined]
        above = set(facts.objects(concept, (SKOS.broader | ~SKOS.narrower) * "+")) - {concept}
        related = set(facts.objects(concept, SKOS.related)) | set(facts.subjects(SKOS.related, concept))
        assert not related & above, "S27: related is disjoint with the hierarchy"


def test_related_stands_aside_for_the_hierarchy() -> None:
    graph = ConceptGraph()
    for name in "abc":
        graph.add_concept(Concept(id=name, name=name, aliases=(Alias(name, "en", "same"),)))
    for ends in (("a", "b", "is_a"), ("c", "b", "includes"), ("a", "c", "contrasts_with")):
        graph.add_relation(Relation(*ends))
    facts = _facts(graph)
    assert list(facts.subject_objects(SKOS.related)) == []
    assert list(facts.subject_objects(SKOS.altLabel)) == []
    assert len(list(facts.subject_objects(URIRef("urn:notegraph:term:contrasts_with")))) == 1
