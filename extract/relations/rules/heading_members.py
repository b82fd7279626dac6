"""A heading over its sub-headings and top list items: 常见的损失函数有哪些 over 均方误差, 交叉熵."""

from __future__ import annotations

from collections.abc import Iterator

from extract.reading.document import Block, BlockKind
from extract.relations.claims import Claim
from extract.relations.rules._cues import cue
from extract.relations.rules._members import claims
from extract.relations.scene import Scene


def find(scene: Scene) -> Iterator[Claim]:
    """Yield the relations of each heading's concept to its members."""
    for block in scene.document.blocks:
        if block.kind is not BlockKind.HEADING:
            continue
        children = list(scene.children(block))
        headings = [b for b in children if b.kind is BlockKind.HEADING]
        items = [b for b in children if b.kind is BlockKind.ITEM and not _introduced(scene, b.parent)]
        for topic in _topics(scene, block):
            yield from claims(scene, topic, block.text, headings, "heading_members", 0.75)
            yield from claims(scene, topic, block.text, items, "heading_members", 0.7)


def _topics(scene: Scene, block: Block) -> tuple[str, ...]:
    """What solves several problems at once stands under a heading that lists them: 如何解决偏差、方差问题."""
    listed = scene.subjects(block)
    if len(listed) > 1 and cue(block.text)[0] == "solves":
        return listed
    return (scene.topic(block),)


def _introduced(scene: Scene, parent: int) -> bool:
    """Lists with a lead-in of their own belong to `lead_in_members`."""
    return parent >= 0 and scene.document.blocks[parent].text.rstrip().endswith((":", "：", "？", "?"))
