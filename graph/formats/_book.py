"""What the standalone page carries: rows of JSON, written one by one and read by `page.js` when they are needed.

A graph of fifty thousand concepts fits in one page because nothing is said twice: what many nodes or edges have in
common is kept once and numbered, a sentence stands with its relation and not on the card of either end, and a browser
takes cards and sentences to pieces only where someone opens them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, TextIO

from graph.card import CARD_TEXTS, STAGE_TEXTS, group_head, grouped, head, other_end, tag, texts
from graph.communities import communities, membership
from graph.layout import positions
from graph.model import Concept, ConceptGraph, Passage, Relation
from graph.names import search_names
from graph.neighbourhood import VISIBLE_KINDS
from graph.prose import formulas, to_html
from graph.view import Scene, edges, ground, nodes

CHUNK = 256
"""Rows in a block of cards or sentences: read together when one of them is asked for."""
_LIMIT = 150
"""Concepts drawn at first; the others appear when they are searched for or expanded."""
_PASSAGES = 4
_NODE = ("id", "label", "x", "y", "size", "importance")
"""What each node has of its own; the rest of it is shared by many."""
_EDGE = ("from", "to", "width")


@dataclass(slots=True)
class _Shared:
    """Parts of rows, each kept once."""

    parts: list[Any] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, part: Any) -> int:
        """Return the place of a part in the list, where it is put when it is new."""
        key = _json(part)
        if key not in self.numbers:
            self.numbers[key] = len(self.parts)
            self.parts.append(part)
        return self.numbers[key]


def write_book(graph: ConceptGraph, language: str, out: TextIO) -> None:
    """Write the script elements that hold the graph; `book`, the last, says how to read the others.

    concepts: [id, label, x, y, size, importance, look], by importance; their order is the place of each.
    relations: [place, place, width, line], one a pair. names: [id, name, alias, …], in the order of a search.
    cards-N: [head, [[kind, [[place of the other, number of the relation], …]], …], [[where, html], …]].
    quotes-N: [tag, from the lexicon?, [[quote, path, line, HTML of one with formulas], …]] of each relation, by number.
    """
    scene = _scene(graph, language)
    place = {concept.id: number for number, concept in enumerate(scene.concepts)}
    looks, lines, kinds = _Shared(), _Shared(), _Shared()
    _block(out, "concepts", (_node_row(node, looks) for node in nodes(scene)))
    _block(out, "relations", (_edge_row(edge, place, lines) for edge in edges(scene)))
    names = search_names(graph)
    _block(out, "names", names["concepts"])
    _blocks(out, "cards", _cards(graph, scene, place, kinds))
    _blocks(out, "quotes", (_quotes(relation, language) for relation in graph.relations()))
    cover = {
        **_cover(scene),
        "sounds": names["sounds"],
        "looks": looks.parts,
        "lines": lines.parts,
        "kinds": kinds.parts,
    }
    out.write(f'<script type="application/json" id="book">{_json(cover)}</script>\n')


def _scene(graph: ConceptGraph, language: str) -> Scene:
    groups = communities(graph)
    places = positions(graph, groups=groups)
    ranked = sorted(graph.concepts(), key=lambda concept: (-concept.importance, concept.id))
    relations = tuple(r for r in graph.relations() if r.kind in VISIBLE_KINDS and not r.doubtful)
    return Scene(tuple(ranked), relations, places, groups, places, language)


def _cover(scene: Scene) -> dict[str, Any]:
    words = {key: entry[scene.language] for key, entry in texts().items()}
    return {
        **ground(scene),
        "texts": {key: words[key] for key in (*STAGE_TEXTS, *CARD_TEXTS, "search", "no_result")},
        "count": words["count"],
        "limit": _LIMIT,
        "chunk": CHUNK,
        "welcome": _welcome(scene.concepts[:15], words),
    }


def _welcome(first: Iterable[Concept], words: Mapping[str, str]) -> dict[str, Any]:
    items = [{"id": concept.id, "name": concept.name, "share": concept.importance} for concept in first]
    return {"title": words["welcome"], "text": words["welcome_text"], "items": items,
            "list_title": words["most_important"]}  # fmt: skip


def _node_row(node: dict[str, Any], looks: _Shared) -> list[Any]:
    return [*(node.pop(key) for key in _NODE), looks.number(node)]


def _edge_row(edge: dict[str, Any], place: Mapping[str, int], lines: _Shared) -> list[Any]:
    del edge["id"]  # the row's number serves
    source, target, width = (edge.pop(key) for key in _EDGE)
    return [place[source], place[target], width, lines.number(edge)]


def _cards(graph: ConceptGraph, scene: Scene, place: Mapping[str, int], kinds: _Shared) -> Iterator[list[Any]]:
    of = membership(scene.groups)
    missing = texts()["image_left_out"][scene.language]
    number = {_key(relation): count for count, relation in enumerate(graph.relations())}
    for concept in scene.concepts:
        top = head(concept, scene.groups[of[concept.id]], scene.language)
        if top["definition"]:
            top["definition"]["open"] = False  # the page carries no whole notes to open
        groups = [
            [
                kinds.number(group_head(kind, scene.language, inverse)),
                [[place[other_end(relation, concept.id)], number[_key(relation)]] for relation in group],
            ]
            for kind, inverse, group in grouped(graph, concept.id, graph.relations_of(concept.id))
        ]
        yield [top, groups, [_passage(passage, missing) for passage in concept.passages[:_PASSAGES]]]


def _key(relation: Relation) -> tuple[str, str, str]:
    return relation.source, relation.target, relation.kind


def _passage(passage: Passage, missing: str) -> list[str]:
    return [f"{passage.path}:{passage.line}", to_html(passage.text, missing=missing)]


def _quotes(relation: Relation, language: str) -> list[Any]:
    said = [[one.quote, one.path, one.line, *_drawn(one.quote)] for one in relation.evidence]
    return [tag(relation, language), int(relation.origin == "lexicon"), said]


def _drawn(quote: str) -> list[str]:
    """The HTML of a quote with formulas; nothing for another."""
    html = formulas(quote) if "$" in quote else ""
    return [html] if html else []


def _blocks(out: TextIO, name: str, rows: Iterator[Any]) -> None:
    """Write blocks of `CHUNK` rows, numbered from 0."""
    for number, first in enumerate(rows):
        _block(out, f"{name}-{number}", chain([first], islice(rows, CHUNK - 1)))


def _block(out: TextIO, name: str, rows: Iterable[Any]) -> None:
    out.write(f'<script type="application/json" id="{name}">[')
    for number, row in enumerate(rows):
        out.write(f"{',' if number else ''}\n{_json(row)}")
    out.write("]</script>\n")


_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def _json(value: object) -> str:
    """JSON that can stand inside a script element: no < that could end it."""
    return _encode(value).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
