"""GraphML, for networkx, igraph, Gephi, yEd and Cytoscape.

Written here as a stream, not by `networkx.write_graphml`: that holds the whole tree in memory, repeats edge ids where
relations are parallel, and lets control characters through, which no XML parser reads.
Source of the format: http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import BinaryIO

import networkx as nx

from graph.formats import Format
from graph.formats._reading import reading
from graph.formats._rows import (
    CONCEPT_COLUMNS,
    LOSES_EN,
    LOSES_ZH,
    RELATION_COLUMNS,
    Row,
    Value,
    concept_from,
    concept_row,
    relation_from,
    relation_row,
)
from graph.formats._text import text_writer, xml_attribute, xml_text
from graph.model import ConceptGraph

_TYPES: dict[type[Value], str] = {str: "string", int: "int", float: "double"}


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write GraphML; control characters become U+FFFD."""
    with text_writer(file) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        out.write('<key id="title" for="graph" attr.name="title" attr.type="string"/>\n')
        out.write(_keys("node", CONCEPT_COLUMNS) + _keys("edge", RELATION_COLUMNS))
        out.write(f'<graph edgedefault="directed">\n<data key="title">{xml_text(graph.title)}</data>\n')
        for concept in graph.concepts():
            out.write(f"<node id={xml_attribute(concept.id)}>{_data('node', concept_row(concept))}</node>\n")
        for number, relation in enumerate(graph.relations()):
            ends = f"source={xml_attribute(relation.source)} target={xml_attribute(relation.target)}"
            out.write(f'<edge id="e{number}" {ends}>{_data("edge", relation_row(relation))}</edge>\n')
        out.write("</graph>\n</graphml>\n")


def read(content: bytes) -> ConceptGraph:
    """Return the graph of `write`, or of any GraphML with labels; GraphFileError where it is none."""
    with reading("GraphML"):
        network = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
        graph = ConceptGraph(title=str(network.graph.get("title", "")))
        for id, row in network.nodes(data=True):
            graph.add_concept(concept_from(str(id), row))
        for source, target, row in network.edges(data=True):
            graph.add_relation(relation_from(str(source), str(target), row))
        return graph


def _keys(domain: str, columns: Mapping[str, type[Value]]) -> str:
    return "".join(
        f'<key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{_TYPES[type]}"/>\n'
        for name, type in columns.items()
    )


def _data(domain: str, row: Row) -> str:
    """Return the cells that are not empty text; an absent cell reads as empty."""
    return "".join(
        f'<data key="{domain}.{name}">{xml_text(value) if isinstance(value, str) else value}</data>'
        for name, value in row.items()
        if value != ""
    )


FORMAT = Format(
    name="graphml",
    title="GraphML (networkx, igraph, Gephi, yEd)",
    extension=".graphml",
    media_type="application/graphml+xml",
    loses_zh=LOSES_ZH,
    loses_en=LOSES_EN,
    write=write,
    read=read,
)
