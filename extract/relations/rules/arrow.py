"""Chains of arrows: SGD -> SGDM -> NAG, or a flow 检索 -> 增强 -> 生成 under its concept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.occurrences import Occurrence
from extract.reading.document import Block
from extract.relations.claims import Claim
from extract.relations.scene import Scene

_ARROW = re.compile(r"\s*(?:[（(][^（）()]*[)）])?\s*(?:->|-->|=>|→|➡️?|⇒|—>)\s*")
_GROWTH = re.compile(r"演进|演化|发展|改进|进化|历程|evol|history|variants?", re.IGNORECASE)


def find(scene: Scene) -> Iterator[Claim]:
    """Yield derives_from along a chain of growth, and includes from the topic to the links of a flow."""
    for block in scene.document.blocks:
        found = scene.occurrences(block)
        chain = [(a, b) for a, b in pairwise(found) if _ARROW.fullmatch(block.text[a.end : b.start])]
        if chain:
            yield from _claims(scene, block, chain)


def _claims(scene: Scene, block: Block, chain: Sequence[tuple[Occurrence, Occurrence]]) -> Iterator[Claim]:
    topic = scene.topic(block)
    about = " ".join((*scene.document.trail(block)[-1:], block.text[:40]))
    links = list(dict.fromkeys(o.concept for pair in chain for o in pair))
    evidence = scene.evidence(block, "arrow")
    if _GROWTH.search(about):
        for older, newer in chain:
            yield Claim(newer.concept, "derives_from", older.concept, 0.7, evidence)
    elif topic and topic not in links:
        for link in links:
            yield Claim(topic, "includes", link, 0.65, evidence)
