"""An Anki deck: the name in front, the explanation and relations behind; importing it again adds no doubles.

The time of the export would change the bytes, so notes bear times made from their texts. Anki therefore takes all
changed texts over only when told to: choose "Update notes: Always" in its import window. (Under one fixed time it would
not even then: it compares times first.)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import BinaryIO

import genanki

from graph.formats import Format
from graph.formats._anki import CONCEPT, concept_fields, concept_guid, deck_name, number, tags, write_package
from graph.model import Concept, ConceptGraph

_TIME = 1_500_000_000.0
_YEAR = 31_536_000


class _Note(genanki.Note):  # type: ignore[misc]
    """A note whose time of change stands for its text."""

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        text = "\x1f".join([*self.fields, *self.tags])
        super().write_to_db(cursor, timestamp + number(text) % _YEAR, deck_id, id_gen)


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write the package; text is escaped as HTML, control characters become U+FFFD."""
    deck = genanki.Deck(number(graph.title), deck_name(graph.title))
    for concept in graph.concepts():
        note = _note(graph, concept)
        if note:
            deck.add_note(note)
    write_package(deck, _TIME, file)


def _note(graph: ConceptGraph, concept: Concept) -> genanki.Note | None:
    fields = concept_fields(graph, concept)
    return _Note(model=CONCEPT, fields=fields, guid=concept_guid(concept), tags=tags(concept)) if fields else None


FORMAT = Format(
    name="anki",
    title="Anki deck",
    extension=".apkg",
    media_type="application/apkg",
    loses_zh="笔记只提及而未解释、也没有关系的概念；除首个定义或段落外的内容、证据。再次导入时请选“更新笔记：总是”",
    loses_en="concepts that the notes only mention; all but the first definition or passage; evidence. "
    'When importing again, choose "Update notes: Always"',
    write=write,
)
