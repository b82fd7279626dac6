"""Fifty thousand concepts reach every reader, and writing them keeps no second copy in memory."""

from __future__ import annotations

import math
import re
import subprocess
import sys
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import igraph
import networkx as nx
import pandas
import pyoxigraph
import pytest
from lxml import etree
from playwright.sync_api import Browser, expect

from graph.formats import _look, export, formats
from graph.formats.mermaid import MAX_CONCEPTS
from graph.model import ConceptGraph
from tests.graph.formats.readers import pictures, tables
from tests.graph.formats.readers._opened import ROOT, node, program
from tests.graph.formats.readers.documents import anki_collection
from tests.samples import generated_graph

CONCEPTS, RELATIONS = 50_000, 5_000
MANY_RELATIONS = 200_000
ROOM = 2e9
"""Bytes of memory that no export may exceed."""
Counts = tuple[int, int | None]


@pytest.fixture(scope="module")
def graph() -> ConceptGraph:
    return generated_graph(CONCEPTS, RELATIONS)


@pytest.fixture(autouse=True)
def _on_a_grid(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Place concepts on a grid: the page below lays out as many, and more relations, in earnest."""
    monkeypatch.setattr(_look, "positions", _grid)
    yield


def _grid(graph: ConceptGraph) -> dict[str, tuple[float, float]]:
    side = math.isqrt(len(graph)) + 1
    return {id: (90.0 * (place % side), 90.0 * (place // side)) for place, id in enumerate(sorted(graph.network))}


def _anki(file: Path) -> Counts:
    with tempfile.TemporaryDirectory() as folder:
        collection = anki_collection(Path(folder), file)
        notes = collection.note_count()
        collection.close()
    return notes, None


def _csv(file: Path) -> Counts:
    with zipfile.ZipFile(file) as archive:
        return tuple(len(pandas.read_csv(archive.open(name))) for name in ("nodes.csv", "edges.csv"))  # type: ignore[return-value]


def _cypher(file: Path) -> Counts:
    text = file.read_text("utf-8")
    return len(re.findall('^  {id: "[^"]+", name:', text, re.MULTILINE)), len(
        re.findall("^  {source:", text, re.MULTILINE)
    )


def _cytoscape(file: Path) -> Counts:
    found = node("cytoscape", file)
    return len(found["names"]), found["relations"]


def _dot(file: Path) -> Counts:
    """Count with Graphviz's own gc."""
    found = subprocess.run([program("gc"), "-n", "-e", str(file)], capture_output=True, text=True, check=True)
    nodes, edges, *_ = found.stdout.split()
    return int(nodes), int(edges)


def _gexf(file: Path) -> Counts:
    found = nx.read_gexf(file, version="1.3")
    return len(found), found.number_of_edges()


def _graphml(file: Path) -> Counts:
    found = igraph.Graph.Read_GraphML(str(file))
    return found.vcount(), found.ecount()


def _rdf(syntax: pyoxigraph.RdfFormat) -> Callable[[Path], Counts]:
    skos = pyoxigraph.NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    statement = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#Statement")

    def count(file: Path) -> Counts:
        types = [quad.object for quad in pyoxigraph.parse(path=file, format=syntax)]
        return types.count(skos), types.count(statement)

    return count


def _obsidian(file: Path) -> Counts:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return len({name.casefold() for name in archive.namelist() if name.endswith(".md")}), None


def _opml(file: Path) -> Counts:
    lines = etree.parse(file, etree.XMLParser(huge_tree=True)).iter("outline")
    return sum(not line.get("text").startswith("↑↓") for line in lines), None


def _svg(file: Path) -> Counts:
    classes = [element.get("class") for element in etree.parse(file, etree.XMLParser(huge_tree=True)).iter()]
    return classes.count("concept"), classes.count("relation")


COUNTERS: dict[str, Callable[[Path], Counts]] = {
    "anki": _anki,
    "csv": _csv,
    "cypher": _cypher,
    "cytoscape": _cytoscape,
    "dot": _dot,
    "gexf": _gexf,
    "graphml": _graphml,
    "jsonld": _rdf(pyoxigraph.RdfFormat.JSON_LD),
    "markdown": lambda file: (len(re.findall(r"^ *- \*\*", file.read_text("utf-8"), re.MULTILINE)), None),
    "mermaid": lambda file: (len(re.findall(r'^  n\d+\["', file.read_text("utf-8"), re.MULTILINE)), None),
    "node_link": lambda file: (len(tables.node_link(file).names), tables.node_link(file).relations),
    "obsidian": _obsidian,
    "opml": _opml,
    "svg": _svg,
    "turtle": _rdf(pyoxigraph.RdfFormat.TURTLE),
}


@pytest.mark.parametrize("name", sorted(COUNTERS))
def test_fifty_thousand_concepts_arrive(name: str, graph: ConceptGraph, tmp_path: Path) -> None:
    file = tmp_path / f"graph{formats()[name].extension}"
    export(graph, name, file)
    concepts, relations = COUNTERS[name](file)
    assert concepts == (MAX_CONCEPTS if name == "mermaid" else CONCEPTS)
    assert relations in (None, RELATIONS)


def test_no_format_is_left_out() -> None:
    assert {*COUNTERS, "html"} == set(formats())


_EXPORT = """
import resource, sys
from pathlib import Path
from graph.formats import export
from tests.samples import generated_graph
export(generated_graph(int(sys.argv[1]), int(sys.argv[2])), "html", Path(sys.argv[3]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def test_the_page_of_the_largest_graph_is_written_in_little_memory_and_opens(tmp_path: Path, chromium: Browser) -> None:
    file = tmp_path / "graph.html"
    command = [sys.executable, "-c", _EXPORT, str(CONCEPTS), str(MANY_RELATIONS), str(file)]
    peak = int(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    assert peak < ROOM
    with pictures.offline_page(chromium, file) as page:
        expect(page.locator(".ng-count")).to_contain_text(f" {CONCEPTS} ", timeout=60_000)
        page.get_by_role("combobox").fill("concept 49993")
        expect(page.locator(".ng-hit").first).to_contain_text("概念 49993", timeout=30_000)
        page.keyboard.press("Enter")
        expect(page.locator(".ng-name")).to_have_text("概念 49993")
        page.locator(".ng-relation").get_by_role("button").first.click()
        expect(page.locator(".ng-name")).not_to_have_text("概念 49993")
        expect(page.locator(".ng-relation q").first).to_contain_text("之间的关系")


@pytest.mark.parametrize("name", ["csv", "cypher", "graphml", "jsonld", "node_link", "turtle"])
def test_a_stream_holds_less_than_it_writes(name: str, tmp_path: Path) -> None:
    """Memory that writing takes besides the graph stays far below the size of the file."""
    graph, file = generated_graph(2_000, 8_000), tmp_path / "graph"
    export(graph, name, file)
    tracemalloc.start()
    export(graph, name, file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    with zipfile.ZipFile(file) if name == "csv" else file.open("rb") as opened:
        infos = opened.infolist() if isinstance(opened, zipfile.ZipFile) else []
        size = sum(info.file_size for info in infos) or file.stat().st_size
    assert peak < max(size * 0.7, 2e6), f"{peak / 1e6:.1f} MB for {size / 1e6:.1f} MB"
