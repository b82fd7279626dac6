"""Readers of the formats that are data: networkx, igraph, cytoscape.js, graphology, SheetJS, pandas, Ladybug."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import igraph
import ladybug
import networkx as nx
import pandas
from rdflib import RDF, SKOS, Graph

from graph.formats._rows import CONCEPT_COLUMNS, RELATION_COLUMNS
from tests.graph.formats.readers._opened import Opened, node


def node_link(file: Path) -> Opened:
    """Open with networkx."""
    network = nx.node_link_graph(json.loads(file.read_bytes()), edges="edges")
    return Opened([data["name"] for _, data in network.nodes(data=True)], network.number_of_edges())


def graphml(file: Path) -> Opened:
    """Open with networkx and with igraph, which must agree."""
    network = nx.read_graphml(file, force_multigraph=True)
    names = [data["label"] for _, data in network.nodes(data=True)]
    other = igraph.Graph.Read_GraphML(str(file))
    assert other.vcount() == len(network)
    assert other.ecount() == network.number_of_edges()
    assert (other.vs["label"] if names else []) == names
    return Opened(names, network.number_of_edges())


def gexf(file: Path) -> Opened:
    """Open with graphology, as Gephi Lite does, and with networkx, which must agree."""
    found = node("gexf", file)
    network = nx.read_gexf(file, version="1.3")
    names = [one["label"] for one in found["nodes"]]
    assert names == [data["label"] for _, data in network.nodes(data=True)]
    assert len(found["edges"]) == network.number_of_edges()
    return Opened(names, len(found["edges"]))


def cytoscape(file: Path) -> Opened:
    """Open with cytoscape.js and with networkx, which must agree."""
    found = node("cytoscape", file)
    network = nx.cytoscape_graph(json.loads(file.read_bytes()))
    assert len(network) == len(found["names"])
    assert network.number_of_edges() == found["relations"]
    return Opened(found["names"], found["relations"])


def csv_zip(file: Path) -> Opened:
    """Open with Python's csv, with pandas and with a spreadsheet reader, which must find no formula."""
    with zipfile.ZipFile(file) as archive:
        tables = {name: archive.read(name) for name in archive.namelist()}
    assert sorted(tables) == ["edges.csv", "nodes.csv"]
    nodes, edges = (list(_dicts(tables[name])) for name in ("nodes.csv", "edges.csv"))
    for name, rows in (("nodes.csv", nodes), ("edges.csv", edges)):
        assert len(pandas.read_csv(io.BytesIO(tables[name]), encoding="utf-8-sig")) == len(rows)
        assert sheet(tables[name])["formulas"] == []
    return Opened([row["label"] for row in nodes], len(edges))


def sheet(table: bytes) -> Any:
    """Return what SheetJS, which runs a cell that begins with "=", reads from a table."""
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        Path(file.name).write_bytes(table)
        return node("sheet", Path(file.name))


def cypher(file: Path) -> Opened:
    """Run the script twice in Ladybug, an embedded Cypher database, and let Neo4j's own linter read it."""
    assert node("cypher", file)["problems"] == []
    with tempfile.TemporaryDirectory() as folder:
        connection = cypher_database(file.read_text("utf-8"), Path(folder))
        names = [row[0] for row in rows(connection, "MATCH (c:Concept) RETURN c.name")]
        (relations,) = rows(connection, "MATCH ()-[r]->() RETURN count(r)")[0]
        connection.close()
    return Opened(names, relations)


def cypher_database(script: str, folder: Path) -> ladybug.Connection:
    """Return a database that ran the script twice; Ladybug declares tables where Neo4j declares constraints."""
    types = {str: "STRING", int: "INT64", float: "DOUBLE"}
    concept = {("name" if name == "label" else name): types[type] for name, type in CONCEPT_COLUMNS.items()}
    concept["aliases"] = "STRING[]"
    relation = {name: types[type] for name, type in RELATION_COLUMNS.items() if name != "kind"}
    connection = ladybug.Connection(ladybug.Database(str(folder / "concepts.db")))
    connection.execute(f"CREATE NODE TABLE Concept(id STRING PRIMARY KEY, {_columns(concept)})")
    # One table even for an empty script, so that relations can be counted.
    for name in sorted({"IS_A", *re.findall(r"^MERGE \(a\)-\[x:(\w+)\]", script, re.MULTILINE)}):
        connection.execute(f"CREATE REL TABLE {name}(FROM Concept TO Concept, {_columns(relation)})")
    statements = [part for part in re.split(r";\n", script) if part.strip() and "CREATE CONSTRAINT" not in part]
    for statement in [*statements, *statements]:
        connection.execute(statement)
    return connection


def _columns(columns: dict[str, str]) -> str:
    return ", ".join(f"{name} {type}" for name, type in columns.items())


def rows(connection: ladybug.Connection, query: str) -> list[Any]:
    """Return the rows that a query finds."""
    result: Any = connection.execute(query)
    return list(result.get_all())


def rdf(syntax: str, file: Path) -> Opened:
    """Open with rdflib."""
    facts = Graph().parse(file, format=syntax)
    names = [str(facts.value(concept, SKOS.prefLabel)) for concept in facts.subjects(RDF.type, SKOS.Concept)]
    return Opened(names, len(list(facts.subjects(RDF.type, RDF.Statement))))


def _dicts(table: bytes) -> csv.DictReader[str]:
    return csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline=""))
