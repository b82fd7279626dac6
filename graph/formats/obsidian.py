"""An Obsidian vault in a zip: a note for each concept, linked, with its aliases, sources and evidence, and a canvas.

Source: https://help.obsidian.md (links, properties) and https://jsoncanvas.org for the canvas.
"""

from __future__ import annotations

import json
import re
from typing import BinaryIO

from graph.formats import Format
from graph.formats._canvas import MAX_CONCEPTS, canvas
from graph.formats._filenames import file_names, safe_name
from graph.formats._look import relation_kind
from graph.formats._markdown import blockquote, source
from graph.formats._markdown import escaped as _escaped
from graph.formats._text import one_line, printable
from graph.formats._zip import Archive
from graph.model import Concept, ConceptGraph, Evidence, Passage, Relation

FOLDER = "concepts"
MAX_PASSAGES = 3
_WORDS = {
    "zh": {"relations": "关系", "passages": "笔记原文"},
    "en": {"relations": "Relations", "passages": "In the notes"},
}


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write the zip; line ends in names become spaces, control characters U+FFFD, Markdown's own are escaped."""
    names = file_names((concept.id, one_line(concept.name)) for concept in graph.concepts())
    with Archive(file) as archive:
        for concept in graph.concepts():
            archive.add(f"{FOLDER}/{names[concept.id]}.md", _utf8(_note(graph, names, concept)))
        paths = {id: f"{FOLDER}/{name}.md" for id, name in names.items()}
        archive.add(f"{safe_name(graph.title)}.canvas", _utf8(json.dumps(canvas(graph, paths), ensure_ascii=False)))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _note(graph: ConceptGraph, names: dict[str, str], concept: Concept) -> str:
    words = _WORDS["zh" if concept.language == "zh" else "en"]
    parts = [_front_matter(concept), f"# {escaped(concept.name)}\n"]
    if concept.definition:
        parts.append(_quote(concept.definition))
    relations = [_relation(graph, names, concept, relation) for relation in _outgoing(graph, concept.id)]
    if relations:
        parts += [f"## {words['relations']}\n", "".join(relations)]
    passages = [passage for passage in concept.passages if passage.role in ("section", "item")][:MAX_PASSAGES]
    if passages:
        parts += [f"## {words['passages']}\n", *map(_passage, passages)]
    return "\n".join(parts)


def escaped(text: str) -> str:
    """Return the text as Markdown shows it, but double brackets parted: not all readers see that they are escaped."""
    return _escaped(text.replace("[[", "[ ["))


def _front_matter(concept: Concept) -> str:
    """Return properties; each value is a JSON string, which YAML reads too."""
    lines = [f"id: {_yaml(concept.id)}"]
    if concept.aliases:
        lines += ["aliases:", *(f"  - {_yaml(alias.name)}" for alias in concept.aliases)]
    lines += [f"kind: {_yaml(concept.kind)}"] * bool(concept.kind)
    lines += [f"language: {_yaml(concept.language)}", f"importance: {concept.importance}"]
    return "---\n" + "\n".join(lines) + "\n---\n"


def _yaml(text: str) -> str:
    """Return a quoted YAML text; what YAML takes for a line end or refuses is escaped besides what JSON escapes."""
    quoted = json.dumps(printable(text), ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _quote(evidence: Evidence) -> str:
    return f"> {escaped(evidence.quote)}\n> — {source(evidence)}\n"


def _outgoing(graph: ConceptGraph, id: str) -> list[Relation]:
    return list(dict.fromkeys(relation for relation in graph.relations_of(id) if relation.source == id))


def _relation(graph: ConceptGraph, names: dict[str, str], concept: Concept, relation: Relation) -> str:
    kind = relation_kind(relation.kind)
    reads = kind.zh if concept.language == "zh" else kind.en
    origin = "" if relation.origin == "extracted" else f" ({relation.origin})"
    link = f"[[{names[relation.target]}|{_shown(graph.concept(relation.target).name)}]]"
    quotes = "".join(f"  > {escaped(piece.quote)} — {source(piece)}\n" for piece in relation.evidence[:MAX_PASSAGES])
    return f"- {escaped(reads)} {link}{origin}\n{quotes}"


def _shown(name: str) -> str:
    """Return the text of a link, which knows no escapes: brackets and bars give way."""
    return re.sub(r"[\[\]|]+", " ", one_line(name)).strip() or "…"


def _passage(passage: Passage) -> str:
    """Return a folded quote of the note's own Markdown; its links would lead out of this vault."""
    text = passage.text.replace("[[", "[ [")
    trail = " › ".join(map(escaped, passage.heading))
    return f"> [!quote]- {escaped(passage.path)}:{passage.line} {trail}".rstrip() + f"\n{blockquote(text)}\n"


FORMAT = Format(
    name="obsidian",
    title="Obsidian vault (zip)",
    extension=".zip",
    media_type="application/zip",
    loses_zh=f"每个概念第 {MAX_PASSAGES} 条之后的段落与证据、数值；画布只含最重要的 {MAX_CONCEPTS} 个概念",
    loses_en=f"passages and evidence after the third, most measures; the canvas holds the {MAX_CONCEPTS} most "
    "important concepts",
    write=write,
)
