"""Notes and packages for Anki: what the deck of a graph and the deck of a learning path share.

Source of the format: https://docs.ankiweb.net/importing/packaged-decks.html, written by genanki.
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import itertools
import re
import sqlite3
from typing import BinaryIO

import genanki

from graph.formats._look import relation_kind
from graph.formats._text import one_line, printable
from graph.formats._zip import Archive
from graph.model import Concept, ConceptGraph, Evidence, Passage, Relation
from graph.prose import delimited, to_html

STYLE = (
    ".card{font-family:sans-serif;font-size:18px;max-width:40em;margin:auto}.name{font-size:26px;text-align:center}"
    ".aliases,.source{color:#777;font-size:14px}.relations{margin-top:1em}.right{font-weight:bold}"
    "blockquote{margin:.6em 0}pre{text-align:left;overflow-x:auto}table{margin:auto;border-collapse:collapse}"
    "td,th{border:1px solid;padding:2px 8px}"
)
"""The look of every card."""
CONCEPT = genanki.Model(
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
    css=STYLE,
)
"""The note type of a concept; its number makes Anki know it again."""
_LONG = 500
"""Characters of a passage that a card shows at once below a definition."""


def explained(concept: Concept) -> tuple[str, str]:
    """Return the explanation of a concept as HTML with its math, and where it stands; both empty where there is none.

    The definition comes first, then the best passage, folded away where it is long.
    """
    passage = next((one for one in concept.passages if one.role != "mention"), None)
    if concept.definition:
        lead = f"<p><b>{as_html(concept.definition.quote)}</b></p>"
        return lead + (_passage(passage, fold=True) if passage else ""), source(concept.definition)
    return (_passage(passage), source(Evidence(passage.path, passage.line, ""))) if passage else ("", "")


def _passage(passage: Passage, *, fold: bool = False) -> str:
    body = re.sub(r"\A\s*#{1,6} .*\n", "", printable(passage.text))  # the heading is the name that the card asks for
    shown = to_html(body, math=delimited)
    if fold and len(body) > _LONG:
        where = as_html(f"{passage.path}:{passage.line}–{passage.end_line}")
        return f"<details><summary>{where}</summary>{shown}</details>"
    return shown


def relations(graph: ConceptGraph, concept: Concept) -> str:
    """Return the outgoing relations of a concept as HTML lines."""
    outgoing = dict.fromkeys(r for r in graph.relations_of(concept.id) if r.source == concept.id)
    return "<br>".join(_relation(graph, concept, relation) for relation in outgoing)


def concept_fields(graph: ConceptGraph, concept: Concept) -> list[str] | None:
    """Return the fields of a concept's note; None for one that the notes only mention, whose card has no answer."""
    explanation, where = explained(concept)
    told = relations(graph, concept)
    if not explanation and not told:
        return None
    aliases = " · ".join(as_html(alias.name) for alias in concept.aliases)
    return [as_html(concept.name), aliases, explanation, told, where]


def concept_guid(concept: Concept) -> str:
    """Return what makes Anki know the note of a concept again, in whichever deck it comes."""
    return str(genanki.guid_for("notegraph", concept.id))


def tags(concept: Concept) -> list[str]:
    """Return the tags of a concept's note."""
    return [concept.kind] if concept.kind.isidentifier() else []


def source(evidence: Evidence) -> str:
    """Return where a quote stands, as HTML."""
    return as_html(f"{evidence.path}:{evidence.line}")


def as_html(text: str) -> str:
    """Return text as HTML; U+001F, which parts the fields of a note, is gone with the other control characters."""
    return re.sub("\r\n?|\n", "<br>", html.escape(printable(text)))


def number(text: str) -> int:
    """Return a number that stays the same for a text, as Anki's ids are: 31 bits, not small."""
    return (1 << 30) + int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:4]) % (1 << 30)


def deck_name(title: str) -> str:
    """Return the title without what makes Anki nest decks."""
    return re.sub(":{2,}", ":", one_line(title)) or "Notegraph"


def write_package(deck: genanki.Deck, time: float, file: BinaryIO) -> None:
    """Write a deck whose notes were made at a time, in seconds since 1970: the same bytes for the same time."""
    with Archive(file) as archive:
        archive.add("collection.anki2", _database(deck, time))
        archive.add("media", "{}")


def _database(deck: genanki.Deck, time: float) -> bytes:
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        genanki.Package(deck).write_to_db(database.cursor(), time, itertools.count(int(time * 1000)))
        database.commit()
        return database.serialize()


def _relation(graph: ConceptGraph, concept: Concept, relation: Relation) -> str:
    kind = relation_kind(relation.kind)
    reads = kind.zh if concept.language == "zh" else kind.en
    return f"{as_html(reads)} <b>{as_html(graph.concept(relation.target).name)}</b>"
