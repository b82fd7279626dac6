"""Which candidates are concepts: a probability from all clues together, and a cut."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from extract.concepts.candidates import Candidate, Place
from extract.concepts.features import corpus, features
from extract.concepts.mentions import key_of
from extract.lexicon import DATA
from extract.reading.document import BlockKind, Document
from extract.trees import load_ensemble

WEIGHTS = DATA / "selection" / "trees.json"
"""Fitted over annotated notes by scripts/fit_selection.py."""
_AND = re.compile(r"\s(?:and|&)\s|[与和及、]", re.IGNORECASE)


def probabilities(documents: Sequence[Document], candidates: Mapping[str, Candidate]) -> dict[str, float]:
    """Return key -> probability that a careful reader would call the candidate a concept."""
    counts = corpus(documents, candidates)
    rows = [features(candidate, counts) for candidate in candidates.values()]
    found = dict(zip(candidates, load_ensemble(WEIGHTS).probabilities(rows), strict=True))
    titles = {(n, t) for n, document in enumerate(documents) if (t := _title_block(document)) >= 0}
    links = {
        (n, block.index, span.start)
        for n, document in enumerate(documents)
        for block in document.blocks
        for span in block.spans
        if span.kind == "wikilink"
    }
    named_only = {key for key, c in candidates.items() if _names_a_note(c, candidates, titles, links)}
    return {key: 0.0 if key in named_only else p for key, p in found.items()}


def _title_block(document: Document) -> int:
    """Return the index of the heading that is the title of a note, -1 where it has none."""
    first = next((b for b in document.blocks if b.kind is BlockKind.HEADING), None)
    return first.index if first is not None and first.depth == 1 else -1


def _names_a_note(
    candidate: Candidate, candidates: Mapping[str, Candidate], titles: Set[tuple[int, int]], links: Set[Place]
) -> bool:
    """A note's title that no text takes up again names the note, not a concept.

    A link takes the title up, unless the title names several things: [[Hashing and Caching]] leads to a page.
    """
    elsewhere = {place for place in candidate.places if place[:2] not in titles}
    if not elsewhere or len(elsewhere) == len(candidate.places) or not elsewhere <= links:
        return not elsewhere
    parts = _AND.split(candidate.surface)
    return len(parts) > 1 and all(key_of(part) in candidates for part in parts)
