"""OPML 2.0, for outliners and mind map programs (XMind, FreeMind, OmniOutliner, Workflowy, 幕布).

Definitions go into the attribute _note, by which these programs keep the note of a line.
Source of the format: http://opml.org/spec2.opml
"""

from __future__ import annotations

from typing import BinaryIO

from graph.formats import Format
from graph.formats._outline import Entry, outline
from graph.formats._text import text_writer, xml_attribute, xml_text
from graph.model import ConceptGraph


def write(graph: ConceptGraph, file: BinaryIO) -> None:
    """Write OPML; control characters become U+FFFD."""
    with text_writer(file) as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n')
        out.write(f"<head><title>{xml_text(graph.title)}</title></head>\n<body>\n")
        depth = -1
        for entry in outline(graph):
            out.write("</outline>\n" * (depth - entry.depth + 1) + _start(entry))
            depth = entry.depth
        out.write("</outline>\n" * (depth + 1))
        if depth < 0:
            # The specification asks for one outline at least.
            out.write(f"<outline text={xml_attribute(graph.title)}/>\n")
        out.write("</body>\n</opml>\n")


def _start(entry: Entry) -> str:
    concept = entry.concept
    if entry.repeated:
        return f"<outline text={xml_attribute('↑↓ ' + concept.name)}>"
    note = f" _note={xml_attribute(concept.definition.quote)}" if concept.definition else ""
    aliases = ", ".join(alias.name for alias in concept.aliases)
    names = f" aliases={xml_attribute(aliases)}" if aliases else ""
    return f"<outline text={xml_attribute(concept.name)}{names}{note}>"


FORMAT = Format(
    name="opml",
    title="OPML (XMind, Workflowy, 幕布)",
    extension=".opml",
    media_type="text/x-opml",
    loses_zh="上下级以外的关系、证据、解释段落",
    loses_en="relations other than kinds and parts, evidence, passages",
    write=write,
)
