"""An SVG drawing of the whole graph. Source of the format: https://www.w3.org/TR/SVG2/"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from graph.formats import Format
from graph.formats._look import Place, places, relation_kind
from graph.formats._text import one_line, text_writer, xml_attribute, xml_text
from graph.model import Concept, ConceptGraph, Relation
from graph.vocabulary import RELATION_KINDS

_MARGIN = 120
_MAX_LETTERS = 40
_ARROW = (
    '<marker id="{id}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">'
    '<path d="M0 0L10 5L0 10z" fill="{colour}"/></marker>\n'
)


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write SVG; control characters become U+FFFD, names are cut at 40 letters and whole in the tooltip."""
    drawn = places(graph)
    with text_writer(file) as out:
        out.write(_head(graph, drawn.values()))
        parallel: dict[frozenset[str], int] = {}
        for relation in graph.relations():
            ends = frozenset((relation.source, relation.target))
            parallel[ends] = parallel.get(ends, 0) + 1
            out.write(_edge(relation, drawn, parallel[ends] - 1))
        for concept in graph.concepts():
            out.write(_node(concept, drawn[concept.id]))
        out.write("</svg>\n")


def _head(graph: ConceptGraph, drawn: Iterable[Place]) -> str:
    points = [(place.x, place.y) for place in drawn] or [(0.0, 0.0)]
    left, top = min(x for x, _ in points) - _MARGIN, min(y for _, y in points) - _MARGIN
    width = max(x for x, _ in points) - left + _MARGIN
    height = max(y for _, y in points) - top + _MARGIN
    arrows = "".join(_ARROW.format(id=kind.name, colour=kind.colour) for kind in RELATION_KINDS.values())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" font-family="sans-serif"'
        f' width="{width:.0f}" height="{height:.0f}" viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}">\n'
        f"<title>{xml_text(graph.title)}</title>\n<defs>\n{arrows}</defs>\n"
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="#ffffff"/>\n'
    )


def _edge(relation: Relation, drawn: Mapping[str, Place], nth: int) -> str:
    kind = relation_kind(relation.kind)
    dashes = f' stroke-dasharray="{" ".join(map(str, kind.dashes))}"' if kind.dashes else ""
    known = relation.kind in RELATION_KINDS
    arrow = f' marker-end="url(#{relation.kind})"' if known and not kind.symmetric else ""
    said = f"{kind.en}: {relation.evidence[0].quote}" if relation.evidence else kind.en
    line = _path(drawn[relation.source], drawn[relation.target], nth)
    return (
        f'<path class="relation" d="{line}" fill="none" stroke="{kind.colour}" stroke-width="1.2"{dashes}{arrow}>'
        f"<title>{xml_text(said)}</title></path>\n"
    )


def _path(start: Place, end: Place, nth: int) -> str:
    """Return a line from rim to rim; the nth between the same concepts bows out further, a loop stands on top."""
    far = math.hypot(end.x - start.x, end.y - start.y)
    if far < 1:
        reach, top = start.radius + 14 + 8 * nth, start.y - start.radius
        return (
            f"M{start.x - 4:.1f} {top:.1f}C{start.x - reach:.1f} {top - reach:.1f} "
            f"{start.x + reach:.1f} {top - reach:.1f} {start.x + 4:.1f} {top:.1f}"
        )
    x, y = (end.x - start.x) / far, (end.y - start.y) / far
    # Sides alternate for either direction alike, because sorted ends give each pair one normal.
    bow = ((nth + 1) // 2) * 22 * (1 if nth % 2 else -1) * (1 if (start.x, start.y) < (end.x, end.y) else -1)
    middle = ((start.x + end.x) / 2 - y * bow, (start.y + end.y) / 2 + x * bow)
    return (
        f"M{start.x + x * start.radius:.1f} {start.y + y * start.radius:.1f}"
        f"Q{middle[0]:.1f} {middle[1]:.1f} {end.x - x * end.radius:.1f} {end.y - y * end.radius:.1f}"
    )


def _node(concept: Concept, place: Place) -> str:
    name = one_line(concept.name)
    label = name if len(name) <= _MAX_LETTERS else name[: _MAX_LETTERS - 1] + "…"
    said = f"{name}: {concept.definition.quote}" if concept.definition else name
    return (
        f'<g class="concept" data-id={xml_attribute(concept.id)}><title>{xml_text(said)}</title>'
        f'<circle cx="{place.x}" cy="{place.y}" r="{place.radius}" fill="{place.colour}" stroke="#ffffff"/>'
        f'<text x="{place.x}" y="{place.y + place.radius + 13:.1f}" font-size="12" text-anchor="middle" fill="#1f2933"'
        f' paint-order="stroke" stroke="#ffffff" stroke-width="3">{xml_text(label)}</text></g>\n'
    )


FORMAT = Format(
    name="svg",
    title="SVG drawing",
    extension=".svg",
    media_type="image/svg+xml",
    loses_zh="别名、解释段落、除最佳一句外的证据。要 PNG：应用里或网页里图旁的 PNG 按钮，画面是什么样就存成什么样",
    loses_en="aliases, passages, all evidence but the best sentence. For a PNG of what is on the screen: "
    "the button beside the graph, in the app and on the web page",
    write=write,
)
