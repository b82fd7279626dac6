"""Headings and leads that hold concepts against each other: A 和 B 的区别, A vs B, difference between A and B."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extract.reading.document import BlockKind
from extract.relations.claims import Claim
from extract.relations.scene import CONTRAST, Scene, lead_end


def find(scene: Scene) -> Iterator[Claim]:
    """Yield contrasts_with between the concepts of a heading or lead with a comparing word."""
    for block in scene.document.blocks:
        end = len(block.text) if block.kind is BlockKind.HEADING else lead_end(block)
        if not end or not CONTRAST.search(block.text[:end]):
            continue
        named = list(dict.fromkeys(o.concept for o in scene.occurrences(block) if o.end <= end))
        if 2 <= len(named) <= 4:
            for a, b in combinations(named, 2):
                yield Claim(a, "contrasts_with", b, 0.85, scene.evidence(block, "contrast"))
