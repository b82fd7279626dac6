"""An Anki deck: the name in front, the explanation and relations behind; importing it again adds no doubles.

The time of the export would change the bytes, so notes bear times made from their texts. Anki therefore takes all
changed texts over only when told to: choose "Update notes: Always" in its import window. (Under one fixed time it would
not even then: it compares times first.)
Source of the format: https://docs.ankiweb.net/importing/packaged-decks.html, written by genanki.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import itertools
import re
import sqlite3
from collections.abc import Iterator
from typing import BinaryIO

import genanki

from graph.formats import Format
from graph.formats._look import relation_kind
from graph.formats._text import one_line, printable
from graph.formats._zip import Archive
from graph.model import Concept, ConceptGraph, Evidence, Relation

_TIME = 1_500_000_000.0
_YEAR = 31_536_000
_MODEL = genanki.Model(
    1_723_046_915,
    "Notegraph concept",
    fields=[{"name": "Name"}, {"name": "Aliases"}, {"name": "Explanation"}, {"name": "Relations"}, {"name": "Source"}],
    templates=[
        {
            "name": "Name to explanation",
            "qfmt": "<div class=name>{{Name}}</div>",
            "afmt": "{{FrontSide}}<hr id=answer><div class=aliases>{{Aliases}}</div><div>{{Explanation}}</div>"
            "<div class=relations>{{Relations}}</div><div class=source>{{Source}}</div>",
        }
    ],
    css=".card{font-family:sans-serif;font-size:18px;max-width:40em;margin:auto}.name{font-size:26px;text-align:center}"
    ".aliases,.source{color:#777;font-size:14px}.relations{margin-top:1em}",
)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note whose time of change stands for its text."""

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        text = "\x1f".join([*self.fields, *self.tags])
        super().write_to_db(cursor, timestamp + _number(text) % _YEAR, deck_id, id_gen)


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write the package; text is escaped as HTML, control characters become U+FFFD."""
    deck = genanki.Deck(_number(graph.title), _deck_name(graph.title))
    for concept in graph.concepts():
        note = _note(graph, concept)
        if note:
            deck.add_note(note)
    with Archive(file) as archive:
        archive.add("collection.anki2", _database(deck))
        archive.add("media", "{}")


def _deck_name(title: str) -> str:
    """Return the title without what makes Anki nest decks."""
    return re.sub(":{2,}", ":", one_line(title)) or "Notegraph"


def _database(deck: genanki.Deck) -> bytes:
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        genanki.Package(deck).write_to_db(database.cursor(), _TIME, itertools.count(int(_TIME * 1000)))
        database.commit()
        return database.serialize()


def _note(graph: ConceptGraph, concept: Concept) -> genanki.Note | None:
    """Return a note, or None for a concept that the notes only mention: its card would have no answer."""
    explanation, source = _explanation(concept)
    relations = _relations(graph, concept)
    if not explanation and not relations:
        return None
    aliases = " · ".join(_html(alias.name) for alias in concept.aliases)
    return _Note(
        model=_MODEL,
        fields=[_html(concept.name), aliases, explanation, relations, source],
        guid=genanki.guid_for("notegraph", concept.id),
        tags=[concept.kind] if concept.kind.isidentifier() else [],
    )


def _explanation(concept: Concept) -> tuple[str, str]:
    if concept.definition:
        return _html(concept.definition.quote), _source(concept.definition)
    for passage in concept.passages:
        if passage.role != "mention":
            return _html(passage.text), _source(Evidence(passage.path, passage.line, ""))
    return "", ""


def _relations(graph: ConceptGraph, concept: Concept) -> str:
    outgoing = dict.fromkeys(r for r in graph.relations_of(concept.id) if r.source == concept.id)
    lines = [_relation(graph, concept, relation) for relation in outgoing]
    return "<br>".join(lines)


def _relation(graph: ConceptGraph, concept: Concept, relation: Relation) -> str:
    kind = relation_kind(relation.kind)
    reads = kind.zh if concept.language == "zh" else kind.en
    return f"{_html(reads)} <b>{_html(graph.concept(relation.target).name)}</b>"


def _source(evidence: Evidence) -> str:
    return _html(f"{evidence.path}:{evidence.line}")


def _html(text: str) -> str:
    """Return text as HTML; U+001F, which parts the fields of a note, is gone with the other control characters."""
    return re.sub("\r\n?|\n", "<br>", html.escape(printable(text)))


def _number(text: str) -> int:
    """Return a number that stays the same for a text, as Anki's ids are: 31 bits, not small."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:4]) % (1 << 30)


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
