"""The graph as statements about resources: SKOS for concepts, PROV for sources, a small own vocabulary for the rest.

Each resource comes as one `Resource`; the Turtle and JSON-LD files write the same resources in their own ways, as a
stream. Sources: https://www.w3.org/TR/skos-reference/ and https://www.w3.org/TR/prov-o/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from graph.model import Concept, ConceptGraph, Evidence, NoteInfo, Relation

PREFIXES: dict[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "ng": "urn:notegraph:term:",
}
"""Own terms are under ng; a urn, because no web page answers for them."""

SCHEME = "urn:notegraph:scheme"
_REACH = 300
"""Concepts above another that are looked at; the hierarchies of notes are far smaller."""


@dataclass(frozen=True, slots=True)
class Iri:
    """A reference to a resource."""

    value: str
    """Full, or prefixed where its prefix is one of `PREFIXES`."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its language."""

    value: str
    language: str = ""
    """Language tag, or empty for none."""


Term = Iri | Text | int | float
Resource = tuple[str, list[tuple[str, Term]]]
"""IRI, then properties with values; the first property is rdf:type."""


def resources(graph: ConceptGraph) -> Iterator[Resource]:
    """Yield the scheme, the notes, the concepts and the relations with their evidence."""
    yield SCHEME, [("rdf:type", Iri("skos:ConceptScheme")), ("dct:title", Text(graph.title))]
    for note in graph.notes:
        yield _note(note)
    hierarchy = Hierarchy(graph)
    for concept in graph.concepts():
        yield from _concept(graph, hierarchy, concept)
    for relation in graph.relations():
        yield from _relation(relation)


def concept_iri(id: str) -> str:
    """Return the IRI of a concept.

    >>> concept_iri("c++"), concept_iri("a b")
    ('urn:notegraph:concept:c%2B%2B', 'urn:notegraph:concept:a%20b')
    """
    return "urn:notegraph:concept:" + _escaped(id)


def kind_iri(kind: str) -> str:
    """Return the IRI of a relation kind.

    >>> kind_iri("is_a"), kind_iri("is a")
    ('ng:is_a', 'urn:notegraph:term:is%20a')
    """
    return ("ng:" if re.fullmatch("[a-z_]+", kind) else PREFIXES["ng"]) + _escaped(kind)


def note_iri(path: str) -> str:
    """Return the IRI of a note."""
    return "urn:notegraph:note:" + _escaped(path)


def _escaped(text: str) -> str:
    return re.sub(r"[^\w.~/-]", lambda found: quote(found[0].encode("utf-8", "replace"), safe=""), text)


class Hierarchy:
    """What is broader than what: is_a, and includes the other way."""

    def __init__(self, graph: ConceptGraph) -> None:
        self._up: dict[str, set[str]] = {}
        for relation in graph.relations("is_a", "includes"):
            low, high = relation.source, relation.target
            if relation.kind == "includes":
                low, high = high, low
            self._up.setdefault(low, set()).add(high)
        self._above = lru_cache(maxsize=1024)(self._search)

    def joins(self, a: str, b: str) -> bool:
        """Whether one concept lies above the other, or one has too many above it to tell."""
        return self._has(a, b) or self._has(b, a)

    def _has(self, low: str, high: str) -> bool:
        above = self._above(low)
        return above is None or high in above

    def _search(self, low: str) -> set[str] | None:
        """Return all concepts above one, or None where there are more than `_REACH`."""
        seen: set[str] = set()
        front = self._up.get(low, set())
        while front:
            seen |= front
            if len(seen) > _REACH:
                return None
            front = {high for id in front for high in self._up.get(id, ())} - seen
        return seen


def _note(note: NoteInfo) -> Resource:
    return note_iri(note.path), [
        ("rdf:type", Iri("prov:Entity")),
        ("dct:identifier", Text(note.path)),
        ("dct:title", Text(note.title)),
        ("dct:language", Text(note.language)),
        ("ng:lines", note.lines),
    ]


def _concept(graph: ConceptGraph, hierarchy: Hierarchy, concept: Concept) -> Iterator[Resource]:
    me = concept_iri(concept.id)
    properties: list[tuple[str, Term]] = [
        ("rdf:type", Iri("skos:Concept")),
        ("skos:inScheme", Iri(SCHEME)),
        ("dct:identifier", Text(concept.id)),
        ("skos:prefLabel", Text(concept.name, tag(concept.language))),
        *(("skos:altLabel", label) for label in _other_names(concept)),
        ("ng:mentions", concept.mentions),
        ("ng:importance", concept.importance),
    ]
    if concept.kind:
        properties.append(("ng:kind", Text(concept.kind)))
    if concept.definition:
        properties.append(("skos:definition", Text(concept.definition.quote, tag(concept.language))))
        properties.append(("ng:definedIn", Iri(f"{me}:definition")))
    properties.extend((kind_iri(r.kind), Iri(concept_iri(r.target))) for r in _outgoing(graph, concept.id))
    properties.extend(_semantic(graph, hierarchy, concept.id))
    yield me, properties
    if concept.definition:
        yield _evidence(f"{me}:definition", concept.definition)


def _outgoing(graph: ConceptGraph, id: str) -> list[Relation]:
    found = (relation for relation in graph.relations_of(id) if relation.source == id)
    return list(dict.fromkeys(found))  # a self-loop comes in and goes out


def _semantic(graph: ConceptGraph, hierarchy: Hierarchy, id: str) -> Iterator[tuple[str, Term]]:
    """Yield SKOS's own relations; skos:related never within a hierarchy, which SKOS forbids (S27)."""
    for relation in _outgoing(graph, id):
        target = relation.target
        if target == id:
            continue
        if relation.kind == "is_a":
            yield "skos:broader", Iri(concept_iri(target))
        elif relation.kind == "includes":
            yield "skos:narrower", Iri(concept_iri(target))
        elif relation.kind in ("related_to", "contrasts_with") and not hierarchy.joins(id, target):
            yield "skos:related", Iri(concept_iri(target))


def _other_names(concept: Concept) -> Iterator[Text]:
    """Yield the aliases that SKOS lets stand beside the name: no label may be both preferred and alternative (S13)."""
    seen = {Text(concept.name, tag(concept.language))}
    for alias in concept.aliases:
        label = Text(alias.name, tag(alias.language))
        if label not in seen:
            seen.add(label)
            yield label


def _relation(relation: Relation) -> Iterator[Resource]:
    ends = f"{_escaped(relation.source)}:{_escaped(relation.kind)}:{_escaped(relation.target)}"
    me = f"urn:notegraph:relation:{ends}"
    properties: list[tuple[str, Term]] = [
        ("rdf:type", Iri("rdf:Statement")),
        ("rdf:subject", Iri(concept_iri(relation.source))),
        ("rdf:predicate", Iri(kind_iri(relation.kind))),
        ("rdf:object", Iri(concept_iri(relation.target))),
        ("ng:origin", Text(relation.origin)),
        ("ng:confidence", relation.confidence),
    ]
    properties += [("ng:tier", Text(relation.tier))] * bool(relation.tier)
    properties += [("ng:reason", Text(relation.reason))] * bool(relation.reason)
    pieces = {f"{me}:{place}": piece for place, piece in enumerate(relation.evidence)}
    properties += [("ng:evidence", Iri(iri)) for iri in pieces]
    yield me, properties
    for iri, piece in pieces.items():
        yield _evidence(iri, piece)


def _evidence(iri: str, evidence: Evidence) -> Resource:
    return iri, [
        ("rdf:type", Iri("prov:Entity")),
        ("prov:wasQuotedFrom", Iri(note_iri(evidence.path))),
        ("ng:path", Text(evidence.path)),
        ("ng:line", evidence.line),
        ("prov:value", Text(evidence.quote)),
        ("ng:rule", Text(evidence.rule)),
    ]


def tag(language: str) -> str:
    """Return a language tag, or none where the language is no valid one.

    >>> tag("zh"), tag("not a tag")
    ('zh', '')
    """
    return language if re.fullmatch(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", language) else ""
