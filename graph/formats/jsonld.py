"""JSON-LD with SKOS: the same statements as the Turtle, for programs of the web.

Source of the format: https://www.w3.org/TR/json-ld11/
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from graph.formats import Format
from graph.formats._rdf import PREFIXES, Iri, Resource, Term, resources
from graph.formats._text import text_writer
from graph.model import ConceptGraph

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write JSON-LD, one resource a line; control characters are escaped as JSON does, so all text survives."""
    with text_writer(file) as out:
        out.write(f'{{"@context": {_encode(PREFIXES)},\n"@graph": [\n')
        for number, resource in enumerate(resources(graph)):
            out.write(",\n" * bool(number) + _encode(_object(resource)))
        out.write("\n]}\n")


def _object(resource: Resource) -> dict[str, Any]:
    subject, properties = resource
    found: dict[str, Any] = {"@id": subject}
    for name, value in properties:
        if name == "rdf:type" and isinstance(value, Iri):
            found["@type"] = value.value
        else:
            found.setdefault(name, []).append(_value(value))
    return found


def _value(value: Term) -> Any:
    if isinstance(value, Iri):
        return {"@id": value.value}
    if isinstance(value, float):
        # A JSON number without a fraction would turn into an integer.
        return {"@value": str(value), "@type": "xsd:double"}
    if isinstance(value, int):
        return value
    return {"@value": value.value, **({"@language": value.language} if value.language else {})}


FORMAT = Format(
    name="jsonld",
    title="JSON-LD (SKOS)",
    extension=".jsonld",
    media_type="application/ld+json",
    loses_zh="解释段落、别名的来由与顺序",
    loses_en="passages, reasons and order of aliases",
    write=write,
)
