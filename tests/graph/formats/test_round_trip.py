"""What comes back from the formats that can be read again."""

from __future__ import annotations

import dataclasses
import io
import random

import pytest

from graph import store
from graph.errors import GraphFileError
from graph.formats import format_named, formats
from graph.formats._rows import concept_row, relation_row
from graph.formats._text import join, printable, split
from graph.model import Concept, ConceptGraph
from tests.samples import empty_graph, generated_graph, hostile_graph, single_graph, tiny_graph

GRAPHS = {
    "tiny": tiny_graph(),
    "empty": empty_graph(),
    "single": single_graph(),
    "hostile": hostile_graph(),
    "generated": generated_graph(40, 90),
}
READABLE = sorted(name for name, format in formats().items() if format.read)


def _there_and_back(graph: ConceptGraph, name: str) -> ConceptGraph:
    format, file = format_named(name), io.BytesIO()
    format.write(graph, file)
    assert format.read is not None
    return format.read(file.getvalue())


def test_node_link_graphml_csv_and_turtle_can_be_read_again() -> None:
    assert {"node_link", "graphml", "csv", "turtle"} <= set(READABLE)


@pytest.mark.parametrize("graph", GRAPHS)
def test_node_link_loses_nothing(graph: str) -> None:
    back = _there_and_back(GRAPHS[graph], "node_link")
    assert list(back.concepts()) == list(GRAPHS[graph].concepts())
    assert list(back.relations()) == list(GRAPHS[graph].relations())
    assert (back.title, back.notes, back.warnings) == (
        GRAPHS[graph].title,
        GRAPHS[graph].notes,
        GRAPHS[graph].warnings,
    )


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("name", ["graphml", "csv"])
def test_tables_keep_every_cell_but_control_characters(name: str, graph: str) -> None:
    source = GRAPHS[graph]
    back = _there_and_back(source, name)
    assert [_shown(concept_row(c)) for c in back.concepts()] == [_shown(concept_row(c)) for c in source.concepts()]
    assert [_shown(_first(relation_row(r))) for r in back.relations()] == [
        _shown(_first(relation_row(r))) for r in source.relations()
    ]
    assert [(r.source, r.target) for r in back.relations()] == [(r.source, r.target) for r in source.relations()]


def _shown(row: dict[str, str | int | float]) -> dict[str, str | int | float]:
    return {key: printable(value) if isinstance(value, str) else value for key, value in row.items()}


def _first(row: dict[str, str | int | float]) -> dict[str, str | int | float]:
    return {**row, "evidence": min(int(row["evidence"]), 1)}


@pytest.mark.parametrize("graph", GRAPHS)
def test_turtle_keeps_all_but_passages_and_the_reasons_of_aliases(graph: str) -> None:
    source = GRAPHS[graph]
    back = _there_and_back(source, "turtle")
    assert [_bare(c) for c in back.concepts()] == [_bare(c) for c in source.concepts()]
    assert list(back.relations()) == list(source.relations())
    assert (back.title, back.notes) == (source.title, source.notes)


def _bare(concept: Concept) -> tuple[Concept, frozenset[tuple[str, str]]]:
    names = frozenset((alias.name, alias.language) for alias in concept.aliases)
    return dataclasses.replace(concept, aliases=(), passages=()), names


@pytest.mark.parametrize("name", READABLE)
def test_a_second_round_trip_changes_nothing(name: str) -> None:
    once = _there_and_back(hostile_graph(), name)
    assert store.to_data(_there_and_back(once, name)) == store.to_data(once)


@pytest.mark.parametrize(
    "content", [b"", b"junk", b"<a>", b"{}", b"[1]", b"\xff\xfe\x00", b"PK\x03\x04", b"[" * 100_000]
)
@pytest.mark.parametrize("name", READABLE)
def test_what_is_no_graph_is_refused_with_a_remedy(name: str, content: bytes) -> None:
    read = format_named(name).read
    assert read is not None
    try:
        graph = read(content)
    except GraphFileError as error:
        assert error.remedy
    else:
        # An empty text is a valid Turtle file of no statements.
        assert (name, len(graph)) == ("turtle", 0)


@pytest.mark.parametrize("name", READABLE)
def test_a_half_file_is_refused(name: str) -> None:
    format, file = format_named(name), io.BytesIO()
    format.write(tiny_graph(), file)
    assert format.read is not None
    with pytest.raises(GraphFileError):
        format.read(file.getvalue()[: len(file.getvalue()) // 2])


def test_a_graphml_of_another_program_is_read() -> None:
    other = (
        b'<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="undirected">'
        b'<node id="a"/><node id="b"/><edge source="a" target="b"/></graph></graphml>'
    )
    read = format_named("graphml").read
    assert read is not None
    graph = read(other)
    assert [c.name for c in graph.concepts()] == ["a", "b"]
    assert {r.kind for r in graph.relations()} == {"related_to"}


def test_joined_names_part_again() -> None:
    chance = random.Random(0)
    for _ in range(3000):
        names = ["".join(chance.choices("a |\\\n别", k=chance.randrange(1, 6))) for _ in range(chance.randrange(4))]
        assert split(join(names)) == names
