"""Tables: concepts in the header or the first column that are held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from extract.reading.document import Block
from extract.relations.claims import Claim
from extract.relations.scene import Scene

_MOST = 4
"""A comparison of more concepts than this is a list."""


def find(scene: Scene) -> Iterator[Claim]:
    """Yield is_a from first-column concepts to that of their header, and contrasts_with between compared ones."""
    for cells in scene.tables():
        yield from _table(scene, cells)


def _table(scene: Scene, cells: list[Block]) -> Iterator[Claim]:
    header = [(c, s) for c in cells if c.row == 0 and c.column > 0 and (s := _whole(scene, c))]
    side = [(c, s) for c in cells if c.row > 0 and c.column == 0 and (s := _whole(scene, c))]
    corner = next((_whole(scene, c) for c in cells if c.row == 0 and c.column == 0), "")
    if corner:
        for cell, subject in side:
            if subject != corner:
                yield Claim(subject, "is_a", corner, 0.7, scene.evidence(cell, "table"))
    for group in (header, side):
        if 2 <= len(group) <= _MOST:
            for (cell, a), (_, b) in combinations(group, 2):
                if a != b:
                    quote = " | ".join(c.text for c, _ in group)
                    yield Claim(a, "contrasts_with", b, 0.65, scene.evidence(cell, "table", quote))


def _whole(scene: Scene, cell: Block) -> str:
    found = scene.occurrences(cell)
    return found[0].concept if len(found) == 1 and found[0].end - found[0].start >= 0.5 * len(cell.text) else ""
