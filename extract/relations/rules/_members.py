"""Claims about the members listed under something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.language import has_han
from extract.reading.document import Block
from extract.relations.claims import Claim
from extract.relations.rules._cues import cue
from extract.relations.scene import Scene


def claims(scene: Scene, topic: str, text: str, members: Sequence[Block], rule: str, weight: float) -> Iterator[Claim]:
    """Yield a claim for each member that has a subject, of the kind that the text above them tells."""
    kind, direction = cue(text)
    if not kind or not topic:
        return
    named = scene.named_in_lead if kind == "solves" else scene.subjects
    for member, subject in ((m, s) for m in members for s in named(m)):
        if subject == topic:
            continue
        evidence = scene.evidence(member, rule)
        if is_kind_by_form(scene, subject, topic):
            yield Claim(subject, "is_a", topic, weight, evidence)
        elif direction == "up":
            yield Claim(subject, kind, topic, weight, evidence)
        else:
            yield Claim(topic, kind, subject, weight if direction else weight - 0.15, evidence)


def is_kind_by_form(scene: Scene, narrow: str, broad: str) -> bool:
    """Tell whether a name of one concept ends with a name of the other (交叉熵损失 -> 损失)."""
    return any(
        long.lower().endswith(short.lower())
        and len(long) > len(short)
        and (has_han(short) or long.lower().endswith(f" {short.lower()}"))
        for long in scene.concepts[narrow].names
        for short in scene.concepts[broad].names
        if len(short) > 1
    )
