"""graph.json (networkx node-link data) to ConceptGraph and back: versioned, lossless, atomic."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import json.encoder
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any, BinaryIO

from graph.errors import GraphFileError
from graph.files import atomic_writer
from graph.model import Alias, Concept, ConceptGraph, Evidence, NoteInfo, NoteWarning, Passage, Relation

VERSION = 1
"""Version of the file format."""
_BATCH = 500


def to_data(graph: ConceptGraph) -> dict[str, Any]:
    """Return node-link data as `networkx.node_link_data(graph, edges="edges")` lays it out, in sorted order."""
    return {
        "directed": True,
        "multigraph": True,
        "graph": _head(graph),
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


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write the graph as UTF-8 JSON, one concept or relation a line, the same bytes for the same graph.

    Lines keep version control's differences short, and a graph of any size is never in memory as one text.
    """
    head = json.dumps({"directed": True, "multigraph": True, "graph": _head(graph)}, ensure_ascii=False)
    file.write(_encoded(head[:-1] + ',\n"nodes": ['))
    _write_lines(file, map(_encode, map(_concept_data, graph.concepts())))
    file.write(b'\n],\n"edges": [')
    _write_lines(file, map(_relation_line, graph.relations()))
    file.write(b"\n]}\n")


def dumps(graph: ConceptGraph) -> bytes:
    """Return what `write` writes."""
    file = io.BytesIO()
    write(graph, file)
    return file.getvalue()


def loads(content: bytes, *, place: str = "graph") -> ConceptGraph:
    """Return the graph of `dumps`; GraphFileError where the content is something else."""
    try:
        with _without_collection():
            return from_data(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise GraphFileError(
            f"not a Notegraph graph ({type(error).__name__}: {error})",
            place=place,
            remedy="make it anew with: python cli.py extract NOTES -o graph.json",
        ) from error


def save(graph: ConceptGraph, path: Path) -> None:
    """Write graph.json atomically."""
    with atomic_writer(path) as file:
        write(graph, file)


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Make many records, none of them garbage, without Python looking through all of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load(path: Path) -> ConceptGraph:
    """Read graph.json; GraphFileError where it is missing or broken."""
    return loads(read(path), place=str(path))


def read(path: Path) -> bytes:
    """Return the content of graph.json; GraphFileError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise GraphFileError(
            f"cannot read: {error.strerror or error}",
            place=str(path),
            remedy="make it with: python cli.py extract NOTES -o graph.json",
        ) from error


def _head(graph: ConceptGraph) -> dict[str, Any]:
    return {
        "format": "notegraph",
        "version": VERSION,
        "title": graph.title,
        "notes": [_fields(note) for note in graph.notes],
        "warnings": [_fields(warning) for warning in graph.warnings],
    }


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def _write_lines(file: BinaryIO, records: Iterable[str]) -> None:
    """Write records, one a line, some hundreds at a time: a write for each takes as long as its encoding."""
    lines = iter(records)
    start = "\n "
    while batch := ",\n ".join(islice(lines, _BATCH)):
        file.write(_encoded(start + batch))
        start = ",\n "


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


_GETTERS = {
    record: (record.__slots__, attrgetter(*record.__slots__))
    for record in (Concept, Relation, Alias, Evidence, Passage, NoteInfo, NoteWarning)
}


def _fields(record: Concept | Relation | Alias | Evidence | Passage | NoteInfo | NoteWarning) -> dict[str, Any]:
    """Return the fields of a record in their order; `dataclasses.asdict` takes ten times as long."""
    names, values = _GETTERS[type(record)]
    return dict(zip(names, values(record), strict=True))


def _concept_data(concept: Concept) -> dict[str, Any]:
    data = _fields(concept)
    data["alias_details"] = [_fields(alias) for alias in concept.aliases]
    data["aliases"] = [alias.name for alias in concept.aliases]
    data["definition"] = concept.definition and _evidence_data(concept.definition)
    data["passages"] = [{**_fields(passage), "heading": list(passage.heading)} for passage in concept.passages]
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
    # Spelled out, as is the evidence: a graph has far more of these than of anything else.
    return {
        "source": relation.source,
        "target": relation.target,
        "origin": relation.origin,
        "confidence": relation.confidence,
        "evidence": [_evidence_data(evidence) for evidence in relation.evidence],
        "tier": relation.tier,
        "reason": relation.reason,
        "key": relation.kind,
        "relation": relation.kind,
    }


def _relation_line(relation: Relation) -> str:
    """Return `_relation_data` as JSON; the encoder, called for so many small records, takes three times as long."""
    said = ", ".join(
        f'{{"path": {_text(one.path)}, "line": {_number(one.line)}, '
        f'"quote": {_text(one.quote)}, "rule": {_text(one.rule)}}}'
        for one in relation.evidence
    )
    kind = _text(relation.kind)
    return (
        f'{{"source": {_text(relation.source)}, "target": {_text(relation.target)}, '
        f'"origin": {_text(relation.origin)}, "confidence": {_number(relation.confidence)}, "evidence": [{said}], '
        f'"tier": {_text(relation.tier)}, "reason": {_text(relation.reason)}, "key": {kind}, "relation": {kind}}}'
    )


_text = json.encoder.encode_basestring


@lru_cache(maxsize=4096, typed=True)
def _number(value: float) -> str:
    return _encode(value)


def _evidence_data(evidence: Evidence) -> dict[str, Any]:
    return {"path": evidence.path, "line": evidence.line, "quote": evidence.quote, "rule": evidence.rule}


def _relation(data: dict[str, Any]) -> Relation:
    rest = dict(data)
    rest.pop("key", None)
    return Relation(kind=rest.pop("relation"), evidence=tuple(Evidence(**e) for e in rest.pop("evidence", [])), **rest)
