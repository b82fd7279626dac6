"""A Cypher script, for Neo4j, Memgraph and other graph databases: a constraint, then MERGE, so it can run twice.

Rows go in batches: one statement a concept would take a database minutes. Aliases are set by statements of their own,
because databases with typed lists refuse a batch in which some lists are empty.
Source of the language: https://opencypher.org
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import BinaryIO, TypeVar

from graph.formats import Format
from graph.formats._rows import CONCEPT_COLUMNS, LOSES_EN, LOSES_ZH, RELATION_COLUMNS, Value, concept_row, relation_row
from graph.formats._text import one_line, quoted, text_writer
from graph.model import Concept, ConceptGraph, Relation
from graph.vocabulary import RELATION_KINDS

_Item = TypeVar("_Item")

BATCH = 500
"""Rows a statement."""

_HEAD = """\
// {title}: {concepts} concepts, {relations} relations. Run it with cypher-shell -f, or paste it into the browser.
CREATE CONSTRAINT concept_id IF NOT EXISTS FOR (c:Concept) REQUIRE c.id IS UNIQUE;
"""
_CONCEPT_PROPERTIES = tuple(
    "name" if column == "label" else column for column in CONCEPT_COLUMNS if column != "aliases"
)
_RELATION_PROPERTIES = tuple(column for column in RELATION_COLUMNS if column != "kind")


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write the script; control characters are escaped as the language does, so all text survives."""
    with text_writer(file) as out:
        counts = {"concepts": len(graph), "relations": graph.network.number_of_edges()}
        out.write(_HEAD.format(title=one_line(graph.title) or "Notegraph", **counts))
        for concepts in _batches(graph.concepts()):
            out.write(_statement(map(_concept, concepts), "MERGE (x:Concept {id: row.id})", _CONCEPT_PROPERTIES))
            named = [concept for concept in concepts if concept.aliases]
            if named:
                out.write(_statement(map(_aliases, named), "MATCH (x:Concept {id: row.id})", ("aliases",)))
        for kind, of_kind in _by_kind(graph):
            for relations in _batches(of_kind):
                out.write(_statement(map(_relation, relations), _merge(kind), _RELATION_PROPERTIES))


def relation_type(kind: str) -> str:
    """Return the relationship type of a kind.

    >>> relation_type("is_a")
    'IS_A'
    """
    name = re.sub(r"\W+", "_", kind).upper()
    return name if name.isidentifier() else f"R_{name}"


def _merge(kind: str) -> str:
    return (
        "MATCH (a:Concept {id: row.source})\nMATCH (b:Concept {id: row.target})\n"
        f"MERGE (a)-[x:{relation_type(kind)}]->(b)"
    )


def _statement(rows: Iterable[Mapping[str, Value | list[str]]], match: str, properties: Iterable[str]) -> str:
    listed = ",\n".join(f"  {_map(row)}" for row in rows)
    assigned = ", ".join(f"x.{name} = row.{name}" for name in properties)
    return f"UNWIND [\n{listed}\n] AS row\n{match}\nSET {assigned};\n"


def _map(row: Mapping[str, Value | list[str]]) -> str:
    return "{" + ", ".join(f"{key}: {_literal(value)}" for key, value in row.items()) + "}"


def _literal(value: Value | list[str]) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(quoted, value)) + "]"
    return quoted(value) if isinstance(value, str) else repr(value)


def _concept(concept: Concept) -> Mapping[str, Value]:
    row = concept_row(concept)
    del row["aliases"]
    return {"id": concept.id, "name": row.pop("label"), **row}


def _aliases(concept: Concept) -> Mapping[str, Value | list[str]]:
    return {"id": concept.id, "aliases": [alias.name for alias in concept.aliases]}


def _relation(relation: Relation) -> Mapping[str, Value]:
    row = relation_row(relation)
    del row["kind"]
    return {"source": relation.source, "target": relation.target, **row}


def _by_kind(graph: ConceptGraph) -> list[tuple[str, list[Relation]]]:
    """Return relations under their kinds, in the order of the vocabulary, kinds it does not know last."""
    found: dict[str, list[Relation]] = {kind: [] for kind in RELATION_KINDS}
    for relation in graph.relations():
        found.setdefault(relation.kind, []).append(relation)
    return [(kind, relations) for kind, relations in found.items() if relations]


def _batches(items: Iterable[_Item]) -> Iterator[Sequence[_Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


FORMAT = Format(
    name="cypher",
    title="Cypher (Neo4j, Memgraph)",
    extension=".cypher",
    media_type="text/plain",
    loses_zh=LOSES_ZH,
    loses_en=LOSES_EN,
    write=write,
)
