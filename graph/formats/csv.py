"""Two CSV tables in a zip, nodes.csv and edges.csv, for spreadsheets, pandas and Neo4j's importer.

UTF-8 with a byte order mark, without which Excel reads Chinese as Latin-1. A cell that a spreadsheet would run as a
formula gets a leading apostrophe; reading takes it off again. Source of the rule:
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TextIO

from graph.formats import Format
from graph.formats._reading import reading
from graph.formats._rows import (
    CONCEPT_COLUMNS,
    LOSES_EN,
    LOSES_ZH,
    RELATION_COLUMNS,
    Value,
    concept_from,
    concept_row,
    relation_from,
    relation_row,
)
from graph.formats._text import printable
from graph.formats._zip import Archive
from graph.model import ConceptGraph

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
"""A start that spreadsheets run, and the same behind apostrophes, so that reading can tell whose they are."""


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write the zip; control characters become U+FFFD."""
    nodes = ((concept.id, *concept_row(concept).values()) for concept in graph.concepts())
    edges = ((r.source, r.target, *relation_row(r).values()) for r in graph.relations())
    with Archive(file) as archive:
        with archive.text("nodes.csv") as out:
            _write_table(out, ("id", *CONCEPT_COLUMNS), nodes)
        with archive.text("edges.csv") as out:
            _write_table(out, ("source", "target", *RELATION_COLUMNS), edges)


def read(content: bytes) -> ConceptGraph:
    """Return the graph of `write`; GraphFileError where it is none."""
    with reading("CSV"), zipfile.ZipFile(io.BytesIO(content)) as archive:
        graph = ConceptGraph()
        for row in _rows(archive, "nodes.csv"):
            graph.add_concept(concept_from(row["id"], row))
        for row in _rows(archive, "edges.csv"):
            graph.add_relation(relation_from(row["source"], row["target"], row))
        return graph


def guarded(value: Value) -> Value:
    """Return the cell so that no spreadsheet runs it.

    >>> guarded("=1+1"), guarded("a=b"), guarded(-1.5)
    ("'=1+1", 'a=b', -1.5)
    """
    if not isinstance(value, str):
        return value
    text = printable(value)
    return "'" + text if _FORMULA.match(text) else text


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _write_table(out: TextIO, columns: Iterable[str], rows: Iterable[Iterable[Value]]) -> None:
    out.write("\ufeff")
    table = csv.writer(out)
    table.writerow(columns)
    table.writerows([guarded(value) for value in row] for row in rows)


def _rows(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, str]]:
    with archive.open(name) as member, io.TextIOWrapper(member, "utf-8-sig", newline="") as text:
        for row in csv.DictReader(text):
            yield {column: _unguarded(cell or "") for column, cell in row.items() if column}


FORMAT = Format(
    name="csv",
    title="CSV (two tables in a zip; Excel, pandas)",
    extension=".zip",
    media_type="application/zip",
    loses_zh=LOSES_ZH + "、标题",
    loses_en=LOSES_EN + ", the title",
    write=write,
    read=read,
)
