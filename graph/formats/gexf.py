"""GEXF 1.3 with positions, sizes and colours, for Gephi and Gephi Lite.

Written here as a stream, not by `networkx.write_gexf`: that stamps today's date into the file, so that no two days give
the same bytes, and holds the whole tree in memory. Source of the format: https://gexf.net
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from graph.formats import Format
from graph.formats._look import Place, places, relation_kind, rgb
from graph.formats._rows import (
    CONCEPT_COLUMNS,
    LOSES_EN,
    LOSES_ZH,
    RELATION_COLUMNS,
    Row,
    Value,
    concept_row,
    relation_row,
)
from graph.formats._text import text_writer, xml_attribute, xml_text
from graph.model import Concept, ConceptGraph, Relation

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
<meta><creator>Notegraph</creator><title>{title}</title></meta>
<graph defaultedgetype="directed" mode="static">
"""
_TYPES: dict[type[Value], str] = {str: "string", int: "integer", float: "double"}


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write GEXF; control characters become U+FFFD."""
    drawn = places(graph)
    with text_writer(file) as out:
        out.write(_HEAD.format(title=xml_text(graph.title)))
        out.write(_attributes("node", CONCEPT_COLUMNS) + _attributes("edge", RELATION_COLUMNS))
        out.write("<nodes>\n")
        for concept in graph.concepts():
            out.write(_node(concept, drawn[concept.id]))
        out.write("</nodes>\n<edges>\n")
        for number, relation in enumerate(graph.relations()):
            out.write(_edge(number, relation))
        out.write("</edges>\n</graph>\n</gexf>\n")


def _attributes(domain: str, columns: Mapping[str, type[Value]]) -> str:
    lines = (f'<attribute id="{name}" title="{name}" type="{_TYPES[type]}"/>\n' for name, type in columns.items())
    return f'<attributes class="{domain}">\n{"".join(lines)}</attributes>\n'


def _node(concept: Concept, place: Place) -> str:
    return (
        f"<node id={xml_attribute(concept.id)} label={xml_attribute(concept.name)}>{_values(concept_row(concept))}"
        # Screens count y downward, Gephi upward.
        f'<viz:color {_colour(place.colour)}/><viz:position x="{place.x}" y="{-place.y}" z="0.0"/>'
        f'<viz:size value="{place.radius}"/></node>\n'
    )


def _edge(number: int, relation: Relation) -> str:
    kind = relation_kind(relation.kind)
    return (
        f'<edge id="e{number}" source={xml_attribute(relation.source)} target={xml_attribute(relation.target)}'
        f" kind={xml_attribute(relation.kind)} label={xml_attribute(kind.en)}>{_values(relation_row(relation))}"
        f"<viz:color {_colour(kind.colour)}/></edge>\n"
    )


def _colour(colour: str) -> str:
    red, green, blue = rgb(colour)
    return f'r="{red}" g="{green}" b="{blue}"'


def _values(row: Row) -> str:
    values = (f'<attvalue for="{name}" value={xml_attribute(value)}/>' for name, value in row.items() if value != "")
    return f"<attvalues>{''.join(values)}</attvalues>"


FORMAT = Format(
    name="gexf",
    title="GEXF 1.3 (Gephi)",
    extension=".gexf",
    media_type="application/gexf+xml",
    loses_zh=LOSES_ZH,
    loses_en=LOSES_EN,
    write=write,
)
