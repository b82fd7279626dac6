"""A list item over the items nested in it."""

from __future__ import annotations

from collections.abc import Iterator

from extract.reading.document import BlockKind
from extract.relations.claims import Claim
from extract.relations.rules._members import claims
from extract.relations.scene import Scene


def find(scene: Scene) -> Iterator[Claim]:
    """Yield the relations of an item's concept to the items under it."""
    for block in scene.document.blocks:
        if block.kind is BlockKind.ITEM:
            children = [b for b in scene.children(block) if b.kind is BlockKind.ITEM]
            if children:
                yield from claims(scene, scene.topic(block), block.text[:60], children, "nested_items", 0.7)
