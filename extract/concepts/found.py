"""The concepts of some notes, and where the notes name them: what the search for relations looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.concepts.passages import Marks
from extract.reading.document import Document
from graph.model import Concept


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in the notes before relations."""

    documents: Sequence[Document]
    concepts: Sequence[Concept]
    """With their passages."""
    marks: Marks
    likely: Mapping[str, float] = field(default_factory=dict)
    """Id -> probability that the likeliest name of the concept is one."""

    def by_id(self) -> dict[str, Concept]:
        """Return id -> concept."""
        return {concept.id: concept for concept in self.concepts}
