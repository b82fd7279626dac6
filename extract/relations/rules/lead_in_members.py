"""A sentence that introduces a list: "RAG 的优化方法有：" over its items; "There are two types of sampling:"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.reading.document import BlockKind
from extract.relations.claims import Claim
from extract.relations.rules._members import claims
from extract.relations.scene import Scene
from extract.sentences import sentences


def find(scene: Scene) -> Iterator[Claim]:
    """Yield the relations of the concept of a lead-in to the items under it."""
    for block in scene.document.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        items = scene.listed(block)
        if not items or not block.text.rstrip().endswith((":", "：", "？", "?")):
            continue
        last = list(sentences(block))[-1]
        named = [o for o in scene.occurrences(block) if o.start >= last.start]
        topic = named[0].concept if named else scene.topic(block)
        heading = scene.document.blocks[block.heading].text if block.heading >= 0 else ""
        yield from claims(
            scene, topic, last.text if named else f"{heading} {last.text}", items, "lead_in_members", 0.75
        )
