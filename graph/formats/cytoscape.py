"""Cytoscape JSON, for cytoscape.js and Cytoscape Desktop; also what `networkx.cytoscape_graph` reads.

Source of the format: https://js.cytoscape.org/#notation/elements-json
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from graph.formats import Format
from graph.formats._look import Place, places, relation_kind
from graph.formats._text import text_writer
from graph.model import Concept, ConceptGraph, Evidence, Relation

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write Cytoscape JSON with positions, one element a line."""
    drawn = places(graph)
    with text_writer(file) as out:
        head = _encode({"data": [["name", graph.title]], "directed": True, "multigraph": True})
        out.write(head[:-1] + ',\n"elements": {"nodes": [\n')
        for number, concept in enumerate(graph.concepts()):
            out.write(",\n" * bool(number) + _encode(_node(concept, drawn[concept.id])))
        out.write('\n],\n"edges": [\n')
        for number, relation in enumerate(graph.relations()):
            out.write(",\n" * bool(number) + _encode(_edge(number, relation)))
        out.write("\n]}}\n")


def _node(concept: Concept, place: Place) -> dict[str, Any]:
    data = {
        "id": concept.id,
        # networkx reads the identity of a node from value, not from id.
        "value": concept.id,
        "name": concept.name,
        "language": concept.language,
        "kind": concept.kind,
        "aliases": [alias.name for alias in concept.aliases],
        "definition": _evidence(concept.definition) if concept.definition else None,
        "mentions": concept.mentions,
        "importance": concept.importance,
        "colour": place.colour,
        "size": 2 * place.radius,
    }
    return {"data": data, "position": {"x": place.x, "y": place.y}}


def _edge(number: int, relation: Relation) -> dict[str, Any]:
    kind = relation_kind(relation.kind)
    data = {
        # Nodes and edges share one space of ids here; no concept id holds a colon.
        "id": f"edge:{number}",
        "source": relation.source,
        "target": relation.target,
        "key": relation.kind,
        "kind": relation.kind,
        "label": kind.en,
        "colour": kind.colour,
        "origin": relation.origin,
        "confidence": relation.confidence,
        "tier": relation.tier,
        "reason": relation.reason,
        "evidence": [_evidence(evidence) for evidence in relation.evidence],
    }
    return {"data": data}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"path": evidence.path, "line": evidence.line, "quote": evidence.quote, "rule": evidence.rule}


FORMAT = Format(
    name="cytoscape",
    title="Cytoscape JSON (cytoscape.js, Cytoscape)",
    extension=".cyjs",
    media_type="application/json",
    loses_zh="解释段落、别名的来由、笔记清单",
    loses_en="passages, reasons of aliases, the list of notes",
    write=write,
)
