"""Sentences of the notes to claims, with the subject that a sentence leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.concepts.clues._shared import prose
from extract.occurrences import Occurrence
from extract.reading.document import Block, BlockKind
from extract.relations.claims import Claim
from extract.relations.patterns import Hit, Word, hits, words
from extract.relations.scene import Scene, lead_end
from extract.sentences import Sentence, sentences
from graph.model import Evidence

_PRONOUN = re.compile(
    r"(?:它们?|其|这(?:种|个|一)?(?:方法|算法|模型|技术|机制|函数|策略|过程|结构|架构|方式|思想|步骤)?|该(?:方法|算法|模型|技术|机制|函数|框架|策略|架构)?|此(?:方法|算法|模型)?)(?=是|可|能|会|将|通过|使用|利用|由|在|主要|的|用|基|避|解|防|允|旨|结|与|相|依|采|包|把|对|根)"
    r"|(?:it|this|they|these|this (?:method|algorithm|model|technique|approach|function|process|test))(?=\s)", re.IGNORECASE,
)  # fmt: skip
_LONGEST = 400
_SUPPOSED = re.compile(r"如果没有|假如没有|若没有|不要|不能|if there (?:is|were) no\b", re.IGNORECASE)


def find(scene: Scene) -> Iterator[Claim]:
    """Yield what the patterns read in the sentences of a document."""
    for block in prose(scene.document):
        if block.kind is BlockKind.HEADING or block.link_only:
            continue
        found = scene.occurrences(block)
        topic = scene.topic(block)
        if not found or (len(found) == 1 and found[0].concept == topic):
            continue
        for sentence in sentences(block):
            if len(sentence.text) <= _LONGEST and not _SUPPOSED.match(sentence.text):
                inside = [
                    o for o in found if sentence.start <= o.start and o.end <= sentence.start + len(sentence.text)
                ]
                yield from _claims(scene, block, sentence, inside, topic)


def _claims(scene: Scene, block: Block, sentence: Sentence, found: Sequence[Occurrence], topic: str) -> Iterator[Claim]:
    language = scene.document.language
    seen: set[tuple[str, str, str]] = set()
    for implied, variant in enumerate(_variants(scene, block, sentence, found, topic)):
        if len({w.concept for w in variant if w.concept}) < 2:
            continue
        for hit in hits(variant, language):
            for source, target in _pairs(variant, hit):
                key = (source, hit.pattern.relation, target)
                if source != target and key not in seen:
                    seen.add(key)
                    evidence = Evidence(scene.document.path, sentence.line, sentence.quote, hit.pattern.name)
                    weight = hit.pattern.confidence - (0.05 if implied else 0)
                    yield Claim(source, hit.pattern.relation, target, weight, evidence)


def _pairs(variant: Sequence[Word], hit: Hit) -> Iterator[tuple[str, str]]:
    for source in hit.sources:
        for target in hit.targets:
            yield variant[source].concept, variant[target].concept


def _variants(
    scene: Scene, block: Block, sentence: Sentence, found: Sequence[Occurrence], topic: str
) -> Iterator[list[Word]]:
    """Yield the sentence as it stands, and with the subject that its heading or lead gives it."""
    language = scene.document.language
    yield _words(sentence, found, language)
    lead = scene.lead(block) if sentence.start == 0 else ""
    end = lead_end(block)
    if lead and end < len(sentence.text):
        rest = re.sub(r"^[\s：:—–\-]*", "", block.text[end : sentence.start + len(sentence.text)])
        start = sentence.start + len(sentence.text) - len(rest)
        tail = [o for o in found if o.start >= start]
        yield [Word("", lead), *_after_pronoun(_words_of(rest, start, tail, language), rest, language)]
    elif topic:
        first = found[0].start - sentence.start if found else len(sentence.text)
        pronoun = _PRONOUN.match(sentence.text)
        if pronoun or first > 3:
            skip = pronoun.end() if pronoun else 0
            start = sentence.start + skip
            tail = [o for o in found if o.start >= start]
            yield [Word("", topic), *_words_of(sentence.text[skip:], start, tail, language)]


def _after_pronoun(found: list[Word], text: str, language: str) -> list[Word]:
    pronoun = _PRONOUN.match(text)
    if not pronoun:
        return found
    count = len(words(pronoun[0], language))
    return found[count:]


def _words(sentence: Sentence, found: Sequence[Occurrence], language: str) -> list[Word]:
    return _words_of(sentence.text, sentence.start, found, language)


def _words_of(text: str, offset: int, found: Sequence[Occurrence], language: str) -> list[Word]:
    result: list[Word] = []
    at = 0
    for occurrence in found:
        start, end = occurrence.start - offset, occurrence.end - offset
        if start < at:
            continue
        result += words(text[at:start], language)
        result.append(Word("", occurrence.concept))
        at = end
    return [*result, *words(text[at:], language)]
