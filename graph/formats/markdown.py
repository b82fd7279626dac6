"""A Markdown outline, to read, print or paste into any notes program."""

from __future__ import annotations

from typing import BinaryIO

from graph.formats import Format
from graph.formats._look import relation_kind
from graph.formats._markdown import escaped, source
from graph.formats._outline import Entry, other_relations, outline
from graph.formats._text import text_writer
from graph.model import Concept, ConceptGraph


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write the outline; line ends in names become spaces, control characters U+FFFD, Markdown's own are escaped."""
    with text_writer(file) as out:
        out.write(f"# {escaped(graph.title) or 'Notegraph'}\n\n")
        for entry in outline(graph):
            out.write(_item(graph, entry))


def _item(graph: ConceptGraph, entry: Entry) -> str:
    indent = "  " * entry.depth
    if entry.repeated:
        return f"{indent}- {escaped(entry.concept.name)} ↑↓\n"
    concept = entry.concept
    line = f"{indent}- **{escaped(concept.name)}**{_aliases(concept)}{_definition(concept)}\n"
    return line + "".join(f"{indent}  - {said}\n" for said in _relations(graph, concept))


def _aliases(concept: Concept) -> str:
    names = ", ".join(escaped(alias.name) for alias in concept.aliases)
    return f" ({names})" if names else ""


def _definition(concept: Concept) -> str:
    if concept.definition is None:
        return ""
    return f" — {escaped(concept.definition.quote)} ({source(concept.definition)})"


def _relations(graph: ConceptGraph, concept: Concept) -> list[str]:
    lines = []
    for kind, relations in other_relations(graph, concept.id).items():
        reads = relation_kind(kind)
        names = ", ".join(escaped(graph.concept(relation.target).name) for relation in relations)
        lines.append(f"*{escaped(reads.zh if concept.language == 'zh' else reads.en)}*: {names}")
    return lines


FORMAT = Format(
    name="markdown",
    title="Markdown outline",
    extension=".md",
    media_type="text/markdown",
    loses_zh="关系的证据、解释段落；一个概念有多个上级时只在一处展开（其余以 ↑↓ 标出）",
    loses_en="evidence of relations, passages; a concept under several others is told in one place (↑↓ marks the rest)",
    write=write,
)
