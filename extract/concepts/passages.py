"""Where the notes explain a concept, and its definition in their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.concepts.clues._shared import LEAD
from extract.occurrences import Occurrence
from extract.reading.document import Block, BlockKind, Document
from extract.sentences import Sentence, sentences
from graph.model import Concept, Evidence, Passage

_MOST = 6
"""Passages of a concept at most."""
_MOST_MENTIONS = 2
"""Of these, how many may be mere mentions when something explains the concept."""
_LONGEST = 80
"""Lines of a section at most."""
_DEFINES_ZH = re.compile(
    r"\s*(?:[（(][^（）()]*[)）])?\s*[，,]?(?:就|也|其实|本质上|实际上|通常|一般)?(?:是(?!否|由|为了|因为|如何|怎|什么|不|从|在)|指的?是|是指|即|指|意味着|表示|称为|(?:可以)?(?:理解|看作|定义)[为成]?)"
)
_DEFINES_EN = re.compile(
    r"\s*(?:\([^()]*\))?,?\s*(?:is|are|was|refers? to|means|denotes|describes|measures|represents|stands for|can be defined as)\b(?! not)"
)
_NO_MORE = re.compile(r"\W*(?:[（(][^（）()]*[)）])?\W*")
_ROLES = {"section": 0, "definition": 1, "item": 2, "mention": 3}

Marks = Mapping[tuple[int, int], Sequence[Occurrence]]
"""(document, block) -> occurrences in the block's text."""


@dataclass(frozen=True, slots=True)
class _Found:
    passage: Passage
    document: int
    length: int


def explain(concepts: Sequence[Concept], documents: Sequence[Document], marks: Marks) -> list[Concept]:
    """Return the concepts with their definitions and passages."""
    passages: dict[str, list[_Found]] = defaultdict(list)
    definitions: dict[str, list[tuple[int, int, Evidence]]] = defaultdict(list)
    for (number, index), occurrences in sorted(marks.items()):
        document = documents[number]
        block = document.blocks[index]
        for concept, passage in _passages(document, block, occurrences):
            passages[concept].append(_Found(passage, number, passage.end_line - passage.line))
        for rank, concept, evidence in _definitions(document, block, occurrences):
            definitions[concept].append((rank, len(definitions[concept]), evidence))
    return [_explained(c, passages.get(c.id, []), definitions.get(c.id, [])) for c in concepts]


def _explained(concept: Concept, found: list[_Found], definitions: list[tuple[int, int, Evidence]]) -> Concept:
    ranked = sorted(found, key=lambda f: (_ROLES[f.passage.role], f.document, f.passage.line))
    kept: list[Passage] = []
    for item in ranked:
        inside = any(p.path == item.passage.path and p.line <= item.passage.line <= p.end_line for p in kept)
        mentions = sum(p.role == "mention" for p in kept)
        full = len(kept) >= _MOST or (item.passage.role == "mention" and mentions >= _MOST_MENTIONS)
        if not inside and not full:
            kept.append(item.passage)
    definition = min(definitions, key=lambda d: d[:2])[2] if definitions else None
    return replace(concept, passages=tuple(kept), definition=definition)


def _passages(document: Document, block: Block, occurrences: Sequence[Occurrence]) -> list[tuple[str, Passage]]:
    role = "mention"
    subjects: set[str] = set()
    if block.kind is BlockKind.HEADING:
        role, subjects = "section", {o.concept for o in occurrences}
    elif block.kind is not BlockKind.CELL:
        subjects = subject_of(block, occurrences)
        role = "item"
    found = []
    for concept in sorted({o.concept for o in occurrences}):
        own = role if concept in subjects else "mention"
        if own == "mention" and _defines(document, block, occurrences, concept):
            own = "definition"
        found.append((concept, _passage(document, block, own)))
    return found


def _passage(document: Document, block: Block, role: str) -> Passage:
    line, end = block.line, block.end_line
    if role == "section":
        end = section_end(document, block)
        if end <= block.end_line:
            role = "mention"
    elif role == "item":
        end = max(
            [end, *(b.end_line for b in document.blocks[block.index + 1 :][:40] if _inside(document, b, block.index))]
        )
        if len(block.text) < 12 and end == block.end_line:
            role = "mention"
    return Passage(document.path, line, end, role, document.trail(block), document.source(line, end))


def _inside(document: Document, block: Block, ancestor: int) -> bool:
    parent = block.parent
    while parent >= 0:
        if parent == ancestor:
            return True
        parent = document.blocks[parent].parent
    return False


def section_end(document: Document, heading: Block) -> int:
    """Return the last line of the section under a heading, before the next heading of its level or above."""
    end = heading.end_line
    for block in document.blocks[heading.index + 1 :]:
        if block.kind is BlockKind.HEADING and block.depth <= heading.depth:
            break
        end = max(end, block.end_line)
    return min(end, heading.line + _LONGEST)


def subject_of(block: Block, occurrences: Sequence[Occurrence]) -> set[str]:
    """Return the concepts that the lead of an item or paragraph names, or bold text that starts it."""
    match = LEAD.match(block.text)
    end = match.end(1) if match else max((s.end for s in block.spans if s.kind == "bold" and s.start <= 2), default=0)
    inside = [o for o in occurrences if o.end <= end + 1]
    return {inside[0].concept} if inside and end <= 60 else set()


def _defines(document: Document, block: Block, occurrences: Sequence[Occurrence], concept: str) -> bool:
    return any(c == concept for _, c, _ in _definitions(document, block, occurrences))


def _definitions(
    document: Document, block: Block, occurrences: Sequence[Occurrence]
) -> list[tuple[int, str, Evidence]]:
    """Return (rank, concept, evidence) of defining sentences: the concept leads the sentence and a verb defines it."""
    found = []
    if block.kind in {BlockKind.HEADING, BlockKind.CELL}:
        return []
    for sentence in sentences(block):
        if sentence.text.rstrip().endswith(("?", "？")):
            continue
        first = next((o for o in occurrences if sentence.start <= o.start < sentence.start + len(sentence.text)), None)
        if first is None or first.start - sentence.start > 4:
            continue
        rest = block.text[first.end : sentence.start + len(sentence.text)]
        pattern = _DEFINES_ZH if document.language == "zh" else _DEFINES_EN
        if pattern.match(rest) and len(rest) >= 8:
            found.append((0, first.concept, _evidence(document, sentence)))
        elif sentence.start == 0 and first.start <= 2 and _is_lead(block, first) and len(rest) >= 16:
            found.append((1, first.concept, _evidence(document, sentence)))
    return found


def _is_lead(block: Block, occurrence: Occurrence) -> bool:
    """Tell whether the lead of a block is nothing but a concept, and perhaps its other name in brackets."""
    lead = LEAD.match(block.text)
    if lead is None or occurrence.end > lead.end(1) + 1:
        return False
    return bool(_NO_MORE.fullmatch(block.text[occurrence.end : lead.end(1)]))


def _evidence(document: Document, sentence: Sentence) -> Evidence:
    return Evidence(document.path, sentence.line, sentence.quote, "definition")
