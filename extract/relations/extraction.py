"""All relations that the notes state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.concepts.passages import Marks
from extract.reading.document import Document
from extract.relations import prose
from extract.relations.claims import Claim
from extract.relations.merging import merge
from extract.relations.rules import rules
from extract.relations.scene import Scene
from graph.model import Concept, Relation


def extract_relations(documents: Sequence[Document], concepts: Sequence[Concept], marks: Marks) -> list[Relation]:
    """Return the relations of the structural rules and the sentence patterns, merged."""
    return merge(claims(documents, concepts, marks))


def claims(documents: Sequence[Document], concepts: Sequence[Concept], marks: Marks) -> Iterator[Claim]:
    """Yield all claims, document by document."""
    known = {concept.id: concept for concept in concepts}
    for number, document in enumerate(documents):
        scene = Scene(document, number, marks, known)
        for rule in rules().values():
            yield from rule(scene)
        yield from prose.find(scene)
