"""DOT, for Graphviz. Source of the language: https://graphviz.org/doc/info/lang.html"""

from __future__ import annotations

from typing import BinaryIO

from graph.formats import Format
from graph.formats._look import relation_kind
from graph.formats._text import one_line, printable, text_writer
from graph.model import Concept, ConceptGraph, Relation
from graph.vocabulary import CONCEPT_KINDS

_HEAD = """\
digraph {title} {{
charset="UTF-8"; overlap=false; splines=true;
node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="sans-serif"];
edge [fontname="sans-serif", fontsize=9];
"""
_SHAPES = {
    "diamond": "diamond",
    "square": "box",
    "triangle": "triangle",
    "triangleDown": "invtriangle",
    "hexagon": "hexagon",
    "star": "box3d",
}


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write DOT; control characters become U+FFFD, line ends in names become spaces."""
    with text_writer(file) as out:
        out.write(_HEAD.format(title=_id(graph.title)))
        for concept in graph.concepts():
            out.write(_node(concept))
        for relation in graph.relations():
            out.write(_edge(relation))
        out.write("}\n")


def _node(concept: Concept) -> str:
    kind = CONCEPT_KINDS.get(concept.kind, CONCEPT_KINDS[""])
    tooltip = concept.definition.quote if concept.definition else concept.name
    return (
        f"{_id(concept.id)} [label={_label(concept.name)}, tooltip={_label(tooltip)},"
        f' color="{kind.colour}", shape={_SHAPES.get(kind.shape, "ellipse")}];\n'
    )


def _edge(relation: Relation) -> str:
    kind = relation_kind(relation.kind)
    said = relation.evidence[0].quote if relation.evidence else kind.en
    ends = f"{_id(relation.source)} -> {_id(relation.target)}"
    look = ', style="dashed"' * bool(kind.dashes) + ", dir=none" * kind.symmetric
    return f'{ends} [label={_label(kind.en)}, tooltip={_label(said)}, color="{kind.colour}"{look}];\n'


def _id(text: str) -> str:
    r"""Return a quoted identifier; Graphviz keeps a doubled backslash doubled there, which keeps identifiers apart.

    >>> print(_id('say "hi"'))
    "say \"hi\""
    """
    return '"' + printable(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(text: str) -> str:
    """Return a quoted label; Graphviz reads backslash escapes and HTML entities in it.

    >>> _label("R&D")
    '"R&amp;D"'
    """
    return _id(one_line(text).replace("&", "&amp;"))


FORMAT = Format(
    name="dot",
    title="DOT (Graphviz)",
    extension=".dot",
    media_type="text/vnd.graphviz",
    loses_zh="别名、解释段落、除最佳一句外的证据、来源行号",
    loses_en="aliases, passages, all evidence but the best sentence, source lines",
    write=write,
)
