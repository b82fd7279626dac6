"""Which candidates are concepts: a probability from all clues together, and a cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extract.concepts.candidates import Candidate
from extract.concepts.features import corpus, features
from extract.concepts.trees import load_ensemble
from extract.lexicon import DATA
from extract.reading.document import Document

WEIGHTS = DATA / "selection" / "trees.json"
"""Fitted over annotated notes by scripts/fit_selection.py."""


def probabilities(documents: Sequence[Document], candidates: Mapping[str, Candidate]) -> dict[str, float]:
    """Return key -> probability that a careful reader would call the candidate a concept."""
    counts = corpus(documents, candidates)
    rows = [features(candidate, counts) for candidate in candidates.values()]
    return dict(zip(candidates, load_ensemble(WEIGHTS).probabilities(rows), strict=True))
