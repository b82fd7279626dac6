"""多头注意力 is a kind of 注意力 by its form, where the notes have both."""

from __future__ import annotations

from collections.abc import Iterator

from extract.language import has_han
from extract.reading.document import Block
from extract.relations.claims import Claim
from extract.relations.scene import Scene
from graph.model import Concept


def find(scene: Scene) -> Iterator[Claim]:
    """Yield is_a from a concept to the concept of the longest proper ending of its name, once a document."""
    endings = {name.lower(): c.id for c in scene.concepts.values() for name in c.names}
    seen: set[str] = set()
    for block in scene.document.blocks:
        for occurrence in scene.occurrences(block):
            if occurrence.concept not in seen:
                seen.add(occurrence.concept)
                yield from _claim(scene, block, occurrence.concept, endings)


def _claim(scene: Scene, block: Block, concept: str, endings: dict[str, str]) -> Iterator[Claim]:
    for name in scene.concepts[concept].names:
        broad = _broader(name.lower(), endings)
        if broad and broad != concept and not _opens_with(scene.concepts[concept], scene.concepts[broad]):
            yield Claim(concept, "is_a", broad, 0.55, scene.evidence(block, "head_noun"))
            return


def _opens_with(concept: Concept, broad: Concept) -> bool:
    """Tell whether a name says that the concept is only about the broader one: 梯度消失, a vanishing gradient."""
    heads = tuple(name.lower() for name in broad.names)
    return any(n.lower().startswith(heads) and not n.lower().endswith(heads) for n in concept.names)


def _broader(name: str, endings: dict[str, str]) -> str:
    cuts = range(1, len(name) - 1) if has_han(name) else [i + 1 for i, c in enumerate(name) if c == " "]
    for cut in cuts:
        if name[cut:] in endings and (len(name) - cut >= 2):
            return endings[name[cut:]]
    return ""
