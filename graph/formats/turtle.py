"""Turtle with SKOS, for Protégé, GraphDB, Skosmos and other vocabulary tools.

Written here as a stream, not by rdflib's serializer: that holds every statement in memory and sorts it, minutes and
gigabytes at 200,000 relations. Read by rdflib. Source of the format: https://www.w3.org/TR/turtle/
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO
from urllib.parse import unquote

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS
from rdflib.term import Node

from graph.formats import Format
from graph.formats._rdf import PREFIXES, Iri, Resource, Term, resources
from graph.formats._reading import reading
from graph.formats._text import quoted, text_writer
from graph.model import Alias, Concept, ConceptGraph, Evidence, NoteInfo, Relation

_NG = Namespace(PREFIXES["ng"])


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write Turtle; control characters are escaped as the format does, so all text survives."""
    with text_writer(file) as out:
        out.writelines(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
        for resource in resources(graph):
            out.write(_block(resource))


def read(content: bytes) -> ConceptGraph:
    """Return the graph of `write`; GraphFileError where it is none."""
    with reading("Turtle"):
        facts = Graph().parse(data=content, format="turtle")
        schemes = list(facts.subjects(RDF.type, SKOS.ConceptScheme))
        graph = ConceptGraph(
            title=_text(facts, schemes[0], DCTERMS.title) if schemes else "",
            notes=tuple(sorted(_notes(facts), key=lambda note: note.path)),
        )
        for subject in facts.subjects(RDF.type, SKOS.Concept):
            graph.add_concept(_concept(facts, subject))
        for subject in facts.subjects(RDF.type, RDF.Statement):
            graph.add_relation(_relation(facts, subject))
        return graph


def _block(resource: Resource) -> str:
    subject, properties = resource
    lines = [f"  {_iri(name)} {_values(pairs)}" for name, pairs in groupby(properties, key=lambda pair: pair[0])]
    return f"\n{_iri(subject)}\n" + " ;\n".join(lines) + " .\n"


def _values(pairs: Iterable[tuple[str, Term]]) -> str:
    return ", ".join(_term(value) for _, value in pairs)


def _term(value: Term) -> str:
    if isinstance(value, Iri):
        return _iri(value.value)
    if isinstance(value, float):
        return f'"{value}"^^xsd:double'
    if isinstance(value, int):
        return str(value)
    return quoted(value.value) + (f"@{value.language}" if value.language else "")


def _iri(iri: str) -> str:
    return iri if iri.partition(":")[0] in PREFIXES else f"<{iri}>"


def _notes(facts: Graph) -> Iterable[NoteInfo]:
    for note in facts.subjects(_NG.lines):
        yield NoteInfo(
            path=_text(facts, note, DCTERMS.identifier),
            title=_text(facts, note, DCTERMS.title),
            language=_text(facts, note, DCTERMS.language),
            lines=int(_text(facts, note, _NG.lines)),
        )


def _concept(facts: Graph, subject: Node) -> Concept:
    label = facts.value(subject, SKOS.prefLabel)
    defined = facts.value(subject, _NG.definedIn)
    return Concept(
        id=_id(facts, subject),
        name=str(label),
        language=_language(label),
        kind=_text(facts, subject, _NG.kind),
        aliases=tuple(
            Alias(str(name), _language(name), "imported")
            for name in sorted(facts.objects(subject, SKOS.altLabel), key=str)
        ),
        definition=None if defined is None else _evidence(facts, defined),
        mentions=int(_text(facts, subject, _NG.mentions) or 0),
        importance=float(_text(facts, subject, _NG.importance) or 0),
    )


def _relation(facts: Graph, subject: Node) -> Relation:
    source, target = facts.value(subject, RDF.subject), facts.value(subject, RDF.object)
    if source is None or target is None:
        raise ValueError(f"the statement {subject} lacks a subject or an object")
    return Relation(
        source=_id(facts, source),
        target=_id(facts, target),
        kind=unquote(str(facts.value(subject, RDF.predicate)).removeprefix(PREFIXES["ng"])),
        origin=_text(facts, subject, _NG.origin) or "extracted",
        confidence=float(_text(facts, subject, _NG.confidence) or 1),
        evidence=tuple(_evidence(facts, piece) for piece in sorted(facts.objects(subject, _NG.evidence), key=_place)),
        tier=_text(facts, subject, _NG.tier),
        reason=_text(facts, subject, _NG.reason),
    )


def _evidence(facts: Graph, subject: Node) -> Evidence:
    return Evidence(
        path=_text(facts, subject, _NG.path),
        line=int(_text(facts, subject, _NG.line) or 0),
        quote=_text(facts, subject, PROV.value),
        rule=_text(facts, subject, _NG.rule),
    )


def _place(piece: Node) -> int:
    """Number of a piece of evidence, the end of its IRI: RDF itself keeps no order."""
    return int(str(piece).rpartition(":")[2])


def _id(facts: Graph, subject: Node) -> str:
    return _text(facts, subject, DCTERMS.identifier) or str(subject)


def _text(facts: Graph, subject: Node, predicate: URIRef) -> str:
    value = facts.value(subject, predicate)
    return "" if value is None else str(value)


def _language(label: Node | None) -> str:
    return (label.language if isinstance(label, Literal) else None) or "en"


FORMAT = Format(
    name="turtle",
    title="Turtle (SKOS)",
    extension=".ttl",
    media_type="text/turtle",
    loses_zh="解释段落、别名的来由与顺序",
    loses_en="passages, reasons and order of aliases",
    write=write,
    read=read,
)
