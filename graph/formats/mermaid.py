"""A Mermaid flowchart, for GitHub, Obsidian and other Markdown readers; capped, because Mermaid is.

Mermaid refuses more than 500 edges or 50,000 characters by default, and nobody reads such a picture. The most important
concepts stay, and a comment and a note in the picture say how many do.
Source of the syntax: https://mermaid.js.org/syntax/flowchart.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import BinaryIO

from graph.formats import Format
from graph.formats._look import relation_kind
from graph.formats._text import one_line, text_writer
from graph.model import Concept, ConceptGraph, Relation

MAX_CONCEPTS = 100
MAX_RELATIONS = 300
MAX_LETTERS = 60
"""Of a name; with the two caps above a chart keeps below 50,000 characters unless most letters need escapes."""
MAX_TEXT = 45_000


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write the flowchart; line ends and control characters become spaces and U+FFFD, names are cut at 60 letters."""
    concepts = chosen(graph)
    numbers = {concept.id: f"n{number}" for number, concept in enumerate(concepts)}
    lines = [_node(numbers[concept.id], concept) for concept in concepts]
    room = MAX_TEXT - sum(map(len, lines))
    edges = _fitting(_arrows(numbers, _among(graph, numbers)), room)
    with text_writer(file) as out:
        out.write("flowchart LR\n")
        out.writelines([*_notice(graph, len(lines), sum(edges.values())), *lines, *edges])


def chosen(graph: ConceptGraph) -> list[Concept]:
    """Return the most important concepts, as many as the chart holds, by id."""
    ranked = sorted(graph.concepts(), key=lambda concept: (-concept.importance, concept.id))
    return sorted(ranked[:MAX_CONCEPTS], key=lambda concept: concept.id)


def _among(graph: ConceptGraph, numbers: dict[str, str]) -> list[Relation]:
    """Return the relations between chosen concepts, surest first."""
    found = {r for id in numbers for r in graph.relations_of(id) if r.source in numbers and r.target in numbers}
    return sorted(found, key=lambda r: (-r.confidence, r.source, r.target, r.kind))


def _arrows(numbers: Mapping[str, str], relations: Iterable[Relation]) -> dict[str, int]:
    """Return lines with the number of relations that each draws: Mermaid shows only one loop at a node."""
    loops: dict[str, list[Relation]] = {}
    found = {}
    for relation in relations:
        if relation.source == relation.target:
            loops.setdefault(relation.source, []).append(relation)
        else:
            found[_edge(numbers, [relation])] = 1
    return found | {_edge(numbers, loop): len(loop) for loop in loops.values()}


def _fitting(lines: Mapping[str, int], room: int) -> dict[str, int]:
    kept: dict[str, int] = {}
    for line, relations in lines.items():
        room -= len(line)
        if room < 0 or len(kept) == MAX_RELATIONS:
            break
        kept[line] = relations
    return kept


def _notice(graph: ConceptGraph, concepts: int, relations: int) -> list[str]:
    counts = f"{concepts} of {len(graph)} concepts, {relations} of {graph.network.number_of_edges()} relations"
    lines = [f"%% shows {counts}\n"]
    if not len(graph):
        lines.append('  empty["no concepts"]\n')
    elif (concepts, relations) != (len(graph), graph.network.number_of_edges()):
        lines.append(f'  capped["shows {counts}"]\n')
    return lines


def _node(number: str, concept: Concept) -> str:
    return f'  {number}["{_text(concept.name)}"]\n'


def _edge(numbers: Mapping[str, str], relations: Sequence[Relation]) -> str:
    """Return a line for relations between the same ends."""
    kind = relation_kind(relations[0].kind)
    arrow = "---" if kind.symmetric else "-.->" if kind.dashes else "-->"
    says = "; ".join(relation_kind(relation.kind).en for relation in relations)
    return f'  {numbers[relations[0].source]} {arrow}|"{_text(says)}"| {numbers[relations[0].target]}\n'


def _text(text: str) -> str:
    """Return a label in which all that Mermaid, Markdown or HTML could read is an entity code.

    >>> _text('a "b"')
    'a #34;b#34;'
    """
    line = one_line(text)
    cut = line if len(line) <= MAX_LETTERS else line[: MAX_LETTERS - 1] + "…"
    return re.sub(r"[!-/:-@\[-`{-~]", lambda found: f"#{ord(found[0])};", cut)


FORMAT = Format(
    name="mermaid",
    title="Mermaid (GitHub, Obsidian)",
    extension=".mmd",
    media_type="text/vnd.mermaid",
    loses_zh=f"超过 {MAX_CONCEPTS} 个概念或 {MAX_RELATIONS} 条关系的部分（保留最重要的）、别名、定义、证据",
    loses_en=f"what exceeds {MAX_CONCEPTS} concepts or {MAX_RELATIONS} relations (the most important stay), "
    "aliases, definitions, evidence",
    write=write,
)
