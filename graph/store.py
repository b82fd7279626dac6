"""graph.json (networkx node-link data) to ConceptGraph and back: versioned, lossless, atomic."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from graph.errors import GraphFileError
from graph.files import write_atomically
from graph.model import Alias, Concept, ConceptGraph, Evidence, NoteInfo, NoteWarning, Passage, Relation

VERSION = 1
"""Version of the file format."""


def to_data(graph: ConceptGraph) -> dict[str, Any]:
    """Return node-link data as `networkx.node_link_data(graph, edges="edges")` lays it out, in sorted order."""
    return {
        "directed": True,
        "multigraph": True,
        "graph": {
            "format": "notegraph",
            "version": VERSION,
            "title": graph.title,
            "notes": [dataclasses.asdict(note) for note in graph.notes],
            "warnings": [dataclasses.asdict(warning) for warning in graph.warnings],
        },
        "nodes": [_concept_data(concept) for concept in graph.concepts()],
        "edges": [_relation_data(relation) for relation in graph.relations()],
    }


def from_data(data: dict[str, Any]) -> ConceptGraph:
    """Return the graph of `to_data`; KeyError, TypeError or ValueError where the data have another form."""
    head = data["graph"]
    if head.get("version", VERSION) > VERSION:
        raise ValueError(f"format version {head['version']} is newer than {VERSION}")
    graph = ConceptGraph(
        title=head.get("title", ""),
        notes=tuple(NoteInfo(**note) for note in head.get("notes", [])),
        warnings=tuple(NoteWarning(**warning) for warning in head.get("warnings", [])),
    )
    for node in data["nodes"]:
        graph.add_concept(_concept(node))
    for edge in data["edges"]:
        graph.add_relation(_relation(edge))
    return graph


def dumps(graph: ConceptGraph) -> bytes:
    """Return the graph as UTF-8 JSON, the same bytes for the same graph."""
    return (json.dumps(to_data(graph), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def loads(content: bytes, *, place: str = "graph") -> ConceptGraph:
    """Return the graph of `dumps`; GraphFileError where the content is something else."""
    try:
        return from_data(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise GraphFileError(
            f"not a Notegraph graph ({type(error).__name__}: {error})",
            place=place,
            remedy="make it anew with: python cli.py extract NOTES -o graph.json",
        ) from error


def save(graph: ConceptGraph, path: Path) -> None:
    """Write graph.json atomically."""
    write_atomically(path, dumps(graph))


def load(path: Path) -> ConceptGraph:
    """Read graph.json; GraphFileError where it is missing or broken."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GraphFileError(
            f"cannot read: {error.strerror or error}",
            place=str(path),
            remedy="make it with: python cli.py extract NOTES -o graph.json",
        ) from error
    return loads(content, place=str(path))


def _concept_data(concept: Concept) -> dict[str, Any]:
    data = dataclasses.asdict(concept)
    data["alias_details"] = data["aliases"]
    data["aliases"] = [alias.name for alias in concept.aliases]
    return data


def _concept(data: dict[str, Any]) -> Concept:
    rest = dict(data)
    rest.pop("aliases", None)
    definition = rest.pop("definition", None)
    return Concept(
        aliases=tuple(Alias(**alias) for alias in rest.pop("alias_details", [])),
        definition=Evidence(**definition) if definition else None,
        passages=tuple(Passage(**{**p, "heading": tuple(p["heading"])}) for p in rest.pop("passages", [])),
        **rest,
    )


def _relation_data(relation: Relation) -> dict[str, Any]:
    data = dataclasses.asdict(relation)
    data["key"] = data["relation"] = data.pop("kind")
    return data


def _relation(data: dict[str, Any]) -> Relation:
    rest = dict(data)
    rest.pop("key", None)
    return Relation(kind=rest.pop("relation"), evidence=tuple(Evidence(**e) for e in rest.pop("evidence", [])), **rest)
