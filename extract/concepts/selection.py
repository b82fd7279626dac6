"""Which candidates are concepts: a probability from all clues together, and a cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.concepts.candidates import Candidate
from extract.concepts.features import corpus, features
from extract.lexicon import DATA
from extract.reading.document import BlockKind, Document
from extract.trees import load_ensemble

WEIGHTS = DATA / "selection" / "trees.json"
"""Fitted over annotated notes by scripts/fit_selection.py."""


def probabilities(documents: Sequence[Document], candidates: Mapping[str, Candidate]) -> dict[str, float]:
    """Return key -> probability that a careful reader would call the candidate a concept."""
    counts = corpus(documents, candidates)
    rows = [features(candidate, counts) for candidate in candidates.values()]
    found = dict(zip(candidates, load_ensemble(WEIGHTS).probabilities(rows), strict=True))
    titles = {(n, t) for n, document in enumerate(documents) if (t := _title_block(document)) >= 0}
    return {key: 0.0 if _only_in(candidates[key], titles) else p for key, p in found.items()}


def _title_block(document: Document) -> int:
    """Return the index of the heading that is the title of a note, -1 where it has none."""
    first = next((b for b in document.blocks if b.kind is BlockKind.HEADING), None)
    return first.index if first is not None and first.depth == 1 else -1


def _only_in(candidate: Candidate, titles: set[tuple[int, int]]) -> bool:
    """A note's title that its text never takes up again names the note, not a concept."""
    return {(document, block) for document, block, _ in candidate.places} <= titles
