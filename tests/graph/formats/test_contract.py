"""What every export format keeps, whichever file of graph/formats brings it."""

from __future__ import annotations

import copy
import html
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from graph import store
from graph.formats import Format, formats
from graph.formats._text import one_line, printable
from graph.formats.csv import guarded
from graph.formats.mermaid import MAX_LETTERS
from graph.model import Concept, ConceptGraph
from tests.graph.formats.readers import documents, pictures, tables
from tests.graph.formats.readers._opened import ROOT, Opened
from tests.samples import empty_graph, generated_graph, hostile_graph, single_graph, tiny_graph

GRAPHS: dict[str, Callable[[], ConceptGraph]] = {
    "tiny": tiny_graph,
    "empty": empty_graph,
    "single": single_graph,
    "hostile": hostile_graph,
    "generated": partial(generated_graph, 40, 90),
}

READERS: dict[str, Callable[[Path, Browser], Opened]] = {
    "anki": lambda file, _: documents.anki(file),
    "csv": lambda file, _: tables.csv_zip(file),
    "cypher": lambda file, _: tables.cypher(file),
    "cytoscape": lambda file, _: tables.cytoscape(file),
    "dot": lambda file, _: pictures.dot(file),
    "gexf": lambda file, _: tables.gexf(file),
    "graphml": lambda file, _: tables.graphml(file),
    "html": pictures.page,
    "jsonld": lambda file, _: tables.rdf("json-ld", file),
    "markdown": lambda file, _: documents.markdown(file),
    "mermaid": pictures.mermaid,
    "node_link": lambda file, _: tables.node_link(file),
    "obsidian": lambda file, _: documents.obsidian(file),
    "opml": lambda file, _: documents.opml(file),
    "svg": pictures.svg,
    "turtle": lambda file, _: tables.rdf("turtle", file),
}
"""For each format, a program that is not ours."""


def _cut(letters: int, text: str) -> str:
    line = one_line(text)
    return line if len(line) <= letters else line[: letters - 1] + "…"


def _same(text: str) -> str:
    return text


RULES: dict[str, Callable[[str], str]] = {
    "anki": lambda name: re.sub("\r?\n", "<br>", html.escape(printable(name))),
    "csv": lambda name: str(guarded(name)),
    "dot": one_line,
    "gexf": printable,
    "graphml": printable,
    "markdown": one_line,
    "mermaid": partial(_cut, MAX_LETTERS),
    "obsidian": lambda name: one_line(name).replace("[[", "[ ["),
    "opml": printable,
    "svg": partial(_cut, 40),
}
"""What a name looks like in a format that cannot hold every text; the others must hold it as it is."""

ALL = sorted(formats())


def _written(format: Format, graph: ConceptGraph) -> bytes:
    file = io.BytesIO()
    format.write(graph, file)
    return file.getvalue()


@pytest.mark.parametrize("name", ALL)
def test_has_an_independent_reader(name: str) -> None:
    assert name in READERS


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("name", sorted(READERS))
def test_opens_with_all_names_and_relations(name: str, graph: str, tmp_path: Path, chromium: Browser) -> None:
    source, format = GRAPHS[graph](), formats()[name]
    file = tmp_path / f"graph{format.extension}"
    file.write_bytes(_written(format, source))
    opened = READERS[name](file, chromium)
    rule = RULES.get(name, _same)
    held = [concept for concept in source.concepts() if name != "anki" or _has_an_answer(source, concept)]
    assert sorted(opened.names) == sorted(rule(concept.name) for concept in held) or _says_it_is_empty(opened, source)
    assert opened.relations in (None, source.network.number_of_edges() - (name == "mermaid") * _further_loops(source))


def _further_loops(graph: ConceptGraph) -> int:
    """Number of relations of a concept to itself beyond one; Mermaid draws them as one loop with all their labels."""
    loops = [relation.source for relation in graph.relations() if relation.source == relation.target]
    return len(loops) - len(set(loops))


def _has_an_answer(graph: ConceptGraph, concept: Concept) -> bool:
    """Whether a card about the concept would have a back."""
    relations = [relation for relation in graph.relations() if relation.source == concept.id]
    return bool(concept.definition or not concept.only_mentioned or relations)


def _says_it_is_empty(opened: Opened, graph: ConceptGraph) -> bool:
    """Whether a format that must not be empty holds one line that stands for an empty graph."""
    return not len(graph) and list(opened.names) in (["no concepts"], [graph.title])


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("name", ALL)
def test_same_graph_same_bytes_in_whatever_order_it_was_built(name: str, graph: str) -> None:
    source = GRAPHS[graph]()
    rebuilt = ConceptGraph(title=source.title, notes=source.notes, warnings=source.warnings)
    for concept in reversed(list(source.concepts())):
        rebuilt.add_concept(concept)
    for relation in reversed(list(source.relations())):
        rebuilt.add_relation(relation)
    first = _written(formats()[name], source)
    assert first == _written(formats()[name], source)
    assert first == _written(formats()[name], rebuilt)


_DIGESTS = """
import hashlib, io, json
from graph.formats import formats
from tests.samples import generated_graph, hostile_graph
found = {}
for name, format in formats().items():
    for graph in hostile_graph(), generated_graph(80, 240):
        file = io.BytesIO()
        format.write(graph, file)
        found[f"{name} {graph.title}"] = hashlib.sha256(file.getvalue()).hexdigest()
print(json.dumps(found))
"""


def test_same_bytes_in_every_process() -> None:
    """Whatever seed the process gives to the hashes of its texts, on which the order of its sets rests."""
    environments = ({**os.environ, "PYTHONHASHSEED": seed} for seed in "12")
    one, other = (
        json.loads(
            subprocess.run([sys.executable, "-c", _DIGESTS], cwd=ROOT, env=e, capture_output=True, check=True).stdout
        )
        for e in environments
    )
    assert one == other
    assert len(one) == 2 * len(ALL)


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("name", ALL)
def test_leaves_the_graph_as_it_was(name: str, graph: str) -> None:
    source = GRAPHS[graph]()
    before, network = store.dumps(source), copy.deepcopy(source.network)
    _written(formats()[name], source)
    assert store.dumps(source) == before
    assert list(source.network.nodes(data=True)) == list(network.nodes(data=True))
    assert list(source.network.edges(keys=True, data=True)) == list(network.edges(keys=True, data=True))


@pytest.mark.parametrize("name", ALL)
def test_leaves_the_file_open_for_its_owner(name: str) -> None:
    file = io.BytesIO()
    formats()[name].write(tiny_graph(), file)
    assert not file.closed


@pytest.mark.parametrize("name", ALL)
def test_tells_people_what_it_is_and_what_it_cannot_hold(name: str) -> None:
    format = formats()[name]
    assert format.name == name
    assert format.title
    assert format.extension.startswith(".")
    assert "/" in format.media_type
    assert bool(format.loses_zh) == bool(format.loses_en)
