"""Contacts: the places where the notes bring two concepts together, and what each place looks like."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from extract.language import has_han
from extract.occurrences import Occurrence
from extract.reading.document import Block, BlockKind
from extract.relations.rules._cues import cue
from extract.relations.scene import CONTRAST, Scene, lead_end
from extract.sentences import Sentence, sentences
from extract.tokens import is_word, tokenize

_CROWD = 14
"""Concepts of one sentence or block at most that are paired with each other."""
_LEVELS = 4
"""Headings and items above a block that count as what it is about."""
_SIBLINGS = 8
"""Members of a list that are paired with each other: how far apart at most."""
_RECENT = 4
"""Concepts of earlier sentences that a sentence may still be about."""
_JOINT = re.compile(r"\s*(?:[（(][^（）()]*[)）])?\s*(?:[、/，,+]|和|与|及|或|以及|and|or|&|\s)+\s*")

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Contact:
    """One place that brings two concepts together."""

    first: str
    """Id: the concept that the text is about, stands higher, or is named first."""
    second: str
    """Id of the other concept."""
    kind: str
    """sentence | topic | child | sibling | table | block."""
    features: Features
    block: int
    """Index of the block to quote."""
    start: int
    """Offset of the sentence in the block, -1 to quote the whole."""


def contacts(scene: Scene) -> Iterator[Contact]:
    """Yield the contacts of a document, in the order of its blocks."""
    for block in scene.document.blocks:
        found = scene.occurrences(block)
        if block.link_only:
            continue
        if found:
            yield from _in_sentences(scene, block, found)
            yield from _with_topic(scene, block, found)
        yield from _with_members(scene, block)
    yield from _in_tables(scene)


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept that the text of a block may be about."""

    concept: str
    level: int
    """0 the block itself, 1 what stands right above it, …"""
    block: int
    """Index of the block that names it."""
    rank: int
    """0 where it is the first that the block names."""
    subject: bool
    """Whether the block is plainly about it."""


def chain(scene: Scene, block: Block) -> list[Topic]:
    """Return what a block may be about, nearest first."""
    found: list[Topic] = []
    seen: set[str] = set()
    level, at = 0, block
    while level < _LEVELS:
        subjects = scene.subjects(at)
        for rank, concept in enumerate(_named_above(scene, at, own=level == 0)):
            if concept not in seen:
                seen.add(concept)
                found.append(Topic(concept, level, at.index, rank, concept in subjects))
        above = at.parent if at.parent >= 0 else at.heading
        if above < 0 or above >= at.index:
            break
        at, level = scene.document.blocks[above], level + 1
    return found


def _named_above(scene: Scene, block: Block, *, own: bool) -> list[str]:
    """Return the concepts that a heading or lead names, else the one that opens the block."""
    subjects = list(scene.subjects(block))
    if own:
        return subjects[:3] or [o.concept for o in scene.occurrences(block)[:1] if o.start <= 4]
    named = [*subjects, *scene.named_in_lead(block)]
    if not named:
        named = [o.concept for o in scene.occurrences(block)[:1]]
    return list(dict.fromkeys(named))[:4]


def _first_of_each(found: Sequence[Occurrence]) -> list[Occurrence]:
    first: dict[str, Occurrence] = {}
    for o in found:
        first.setdefault(o.concept, o)
    return list(first.values())


def _in_sentences(scene: Scene, block: Block, found: Sequence[Occurrence]) -> Iterator[Contact]:
    language = scene.document.language
    before: dict[str, None] = {}
    at = 0
    for number, sentence in enumerate(sentences(block)):
        end = sentence.start + len(sentence.text)
        named: list[Occurrence] = []
        while at < len(found) and found[at].end <= end:
            named.append(found[at])
            at += 1
        inside = _first_of_each(named)[:_CROWD]
        for (i, a), (j, b) in combinations(enumerate(inside), 2):
            features = _sentence_features(block, sentence, inside, i, j, language, number)
            yield Contact(a.concept, b.concept, "sentence", features, block.index, sentence.start)
        new = [o.concept for o in inside if o.concept not in before]
        here = {o.concept: None for o in inside}
        for earlier in [c for c in list(before)[-_RECENT:] if c not in here]:
            for concept in new[:_RECENT]:
                yield Contact(earlier, concept, "block", {}, block.index, sentence.start)
        before = {c: None for c in before if c not in here} | here


def _sentence_features(
    block: Block, sentence: Sentence, inside: Sequence[Occurrence], i: int, j: int, language: str, number: int
) -> Features:
    a, b = inside[i], inside[j]
    text = block.text
    between = text[a.end : b.start]
    features: Features = {
        "near": 1 / (1 + len(between) / (1 if has_han(between) else 3)),
        "skip": 1 / (1 + j - i - 1),
        "few": 1 / len(inside),
        "first": float(i == 0),
        "start": float(a.start - sentence.start <= 3),
        "opening": float(number == 0),
        f"in.{block.kind.value}": 1.0,
    }
    if _JOINT.fullmatch(between):
        features["joined"] = 1.0
    elif j - i > 1 and all(_JOINT.fullmatch(text[x.end : y.start]) for x, y in pairwise(inside[i : j + 1])):
        features["listed"] = 1.0
    if between.count("（") + between.count("(") > between.count("）") + between.count(")"):
        features["bracket"] = 1.0
    if re.search(r"[:：—–]", between):
        features["colon"] = 1.0
    if re.search(r"->|→|=>|⇒", between):
        features["arrow"] = 1.0
    if re.search(r"[,，]", between):
        features["comma"] = 1.0
    if CONTRAST.search(sentence.text):
        features["contrast"] = 1.0
    end = sentence.start + len(sentence.text)
    _add_words(features, "b", words(between, language)[:12])
    _add_words(features, "p", words(text[max(sentence.start, a.start - 12) : a.start], language)[-2:])
    _add_words(features, "n", words(text[b.end : min(b.end + 16, end)], language)[:2])
    return features


def _with_topic(scene: Scene, block: Block, found: Sequence[Occurrence]) -> Iterator[Contact]:
    """What a block may be about, with each concept that it names."""
    starts = [sentence.start for sentence in sentences(block)]
    others = []
    for rank, o in enumerate(_first_of_each(found)[:_CROWD]):
        number = max(0, bisect_right(starts, o.start) - 1)
        others.append((o.concept, starts[number], _place_features(scene, block, o, rank, number, len(found))))
    for topic in chain(scene, block):
        head = scene.document.blocks[topic.block]
        taken = {topic.concept} if head is block else {o.concept for o in scene.occurrences(head)}
        above = _topic_features(scene, block, topic)
        for concept, start, features in others:
            if concept not in taken:
                yield Contact(topic.concept, concept, "topic", {**features, **above}, block.index, start)


def _place_features(
    scene: Scene, block: Block, occurrence: Occurrence, rank: int, sentence: int, crowd: int
) -> Features:
    """How a block names a concept."""
    language = scene.document.language
    start, end = occurrence.start, occurrence.end
    features: Features = {
        "rank": 1 / (1 + rank),
        "sentence": 1 / (1 + sentence),
        "few": 1 / crowd,
        "lead": float(end <= lead_end(block) + 1),
        "alone": float(end - start >= 0.7 * len(block.text)),
        f"in.{block.kind.value}": 1.0,
    }
    if any(s.kind == "bold" and s.start <= start < s.end for s in block.spans):
        features["bold"] = 1.0
    _add_words(features, "p", words(block.text[max(0, start - 12) : start], language)[-2:])
    _add_words(features, "n", words(block.text[end : end + 12], language)[:1])
    return features


def _topic_features(scene: Scene, block: Block, topic: Topic) -> Features:
    """How what stands above a block names its topic."""
    own = topic.block == block.index
    features: Features = {
        f"level{topic.level}": 1.0,
        "subject": float(topic.subject),
        "top": 1 / (1 + topic.rank),
        "next": 1 / (1 + block.index - topic.block),
        "own": float(own),
    }
    if not own:
        _add_words(features, "h", _words_besides_names(scene, scene.document.blocks[topic.block])[:8])
    return features


def _words_besides_names(scene: Scene, block: Block) -> tuple[str, ...]:
    parts, at = [], 0
    for o in scene.occurrences(block):
        parts.append(block.text[at : o.start])
        at = o.end
    return words("◆".join([*parts, block.text[at:]]), scene.document.language)


def _with_members(scene: Scene, block: Block) -> Iterator[Contact]:
    """The members right under a heading, item or lead-in: with what stands over them, and with each other."""
    for members in _groups(scene, block):
        subjects = [(m, s) for m in members for s in scene.subjects(m)[:3]]
        if subjects:
            over = _member_features(scene, block, members)
            yield from _with_whole(scene, block, subjects, over)
            yield from _with_siblings(subjects, over)


def _groups(scene: Scene, block: Block) -> Iterator[list[Block]]:
    groups: list[list[Block]] = []
    if block.kind in {BlockKind.HEADING, BlockKind.ITEM}:
        children = list(scene.children(block))
        groups = [[c for c in children if c.kind is kind] for kind in (BlockKind.HEADING, BlockKind.ITEM)]
    elif block.kind is BlockKind.PARAGRAPH:
        groups = [scene.listed(block)]
    yield from (members for members in groups if members)


def _member_features(scene: Scene, block: Block, members: Sequence[Block]) -> Features:
    kind, direction = cue(block.text)
    features: Features = {
        f"cue.{kind}{direction}": 1.0,
        f"in.{block.kind.value}": 1.0,
        f"of.{members[0].kind.value}": 1.0,
        "few": 1 / len(members),
        "share": sum(bool(scene.subjects(m)) for m in members) / len(members),
        "ordered": float(members[0].ordered),
        "contrast": float(bool(CONTRAST.search(block.text))),
    }
    _add_words(features, "h", _words_besides_names(scene, block)[-8:])
    return features


def _with_whole(scene: Scene, block: Block, subjects: Sequence[tuple[Block, str]], over: Features) -> Iterator[Contact]:
    for topic in chain(scene, block)[:4]:
        place = {f"level{topic.level}": 1.0, "subject": float(topic.subject), "top": 1 / (1 + topic.rank)}
        for member, subject in subjects:
            if subject != topic.concept:
                yield Contact(topic.concept, subject, "child", {**over, **place}, member.index, -1)


def _with_siblings(subjects: Sequence[tuple[Block, str]], over: Features) -> Iterator[Contact]:
    first: dict[str, Block] = {}
    for member, subject in subjects:
        first.setdefault(subject, member)
    listed = list(first.items())[: 2 * _SIBLINGS]
    for (i, (a, _)), (j, (b, member)) in combinations(enumerate(listed), 2):
        if j - i <= _SIBLINGS:
            yield Contact(a, b, "sibling", {**over, "near": 1 / (j - i)}, member.index, -1)


def _in_tables(scene: Scene) -> Iterator[Contact]:
    for cells in scene.tables():
        header = {c.column: c for c in cells if c.row == 0}
        side = {c.row: c for c in cells if c.column == 0}
        for cell in cells:
            yield from _cell_with(scene, cell, side.get(cell.row), header.get(cell.column), "row")
            yield from _cell_with(scene, cell, header.get(cell.column), header.get(cell.column), "column")
        for group in (side, header):
            named = [(c, o.concept) for n, c in sorted(group.items()) if n for o in scene.occurrences(c)[:1]]
            yield from _compared(named[:_SIBLINGS])


def _cell_with(scene: Scene, cell: Block, other: Block | None, head: Block | None, place: str) -> Iterator[Contact]:
    if other is None or other.index == cell.index:
        return
    features: Features = {place: 1.0, "head": float(cell.row == 0), "side": float(cell.column == 0)}
    _add_words(features, "h", words(head.text, scene.document.language)[:3] if head is not None else ())
    for o in _first_of_each(scene.occurrences(cell))[:4]:
        for p in _first_of_each(scene.occurrences(other))[:2]:
            if p.concept != o.concept:
                yield Contact(p.concept, o.concept, "table", features, cell.index, -1)


def _compared(named: Sequence[tuple[Block, str]]) -> Iterator[Contact]:
    features: Features = {"table": 1.0, "few": 1 / max(1, len(named))}
    for (_, a), (cell, b) in combinations(named, 2):
        if a != b:
            yield Contact(a, b, "sibling", features, cell.index, -1)


def _add_words(features: Features, place: str, found: Sequence[str]) -> None:
    for word in found:
        features[f"{place}.{word}"] = 1.0


@lru_cache(maxsize=65536)
def words(text: str, language: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, numbers aside."""
    return tuple(t.text.lower() for t in tokenize(text, language) if is_word(t) and t.tag != "m")
