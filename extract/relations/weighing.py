"""Which pairs are related, how, and which concept needs the other: probabilities from everything the notes show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from extract.concepts.passages import Marks
from extract.lexicon import DATA
from extract.reading.document import Document
from extract.relations.claims import Claim
from extract.relations.pairs import Met, Pair, Profile, describe, meetings, profiles, swapped
from extract.trees import Ensemble, Table, load_ensemble, table_of
from graph.model import Concept

FOLDER = DATA / "relations"
"""Weights, fitted over annotated notes by scripts/fit_relations.py."""
SYMMETRIC = "contrasts_with"
_BATCH = 4000
"""Pairs described at a time: bounds the memory."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the notes show of a pair, in numbers."""

    met: Met
    related: float
    """Probability that a careful reader would relate the two."""
    kinds: Mapping[str, float]
    """If related: probability of each kind, with > where the first id is its source and < where the second is."""
    needs: tuple[float, float]
    """Probability that the first needs the second to be known, and the reverse."""


def weigh(
    documents: Sequence[Document], concepts: Sequence[Concept], marks: Marks, claims: Iterable[Claim]
) -> dict[Pair, Weighed]:
    """Return the pairs that the notes bring together, sorted, with their probabilities."""
    met = meetings(documents, concepts, marks, claims)
    known = profiles(documents, concepts, marks)
    by_id = {concept.id: concept for concept in concepts}
    found: dict[Pair, Weighed] = {}
    pairs = iter(met)
    while batch := list(islice(pairs, _BATCH)):
        found |= _weigh_batch(batch, met, known, by_id)
    return found


def _weigh_batch(
    batch: Sequence[Pair], met: Mapping[Pair, Met], known: Mapping[str, Profile], concepts: Mapping[str, Concept]
) -> dict[Pair, Weighed]:
    models = [load_ensemble(FOLDER / f"{name}.json") for name in ("related", "needs", "kinds")]
    features = sorted({side for model in models for name in model.features for side in (name, swapped(name))})
    table = table_of([describe(pair, met[pair], known, concepts) for pair in batch], features)
    related, needs, kinds = (_from_both_sides(model, table, features) for model in models)
    names = models[2].classes
    turned_round = [names.index(turned(name)) for name in names]
    mean = (kinds[0] + kinds[1][turned_round]) / 2
    return {
        pair: Weighed(
            met[pair],
            round(float(related[0][0, i] + related[1][0, i]) / 2, 4),
            {name: round(float(p), 4) for name, p in zip(names, mean[:, i], strict=True)},
            (round(float(needs[0][0, i]), 4), round(float(needs[1][0, i]), 4)),
        )
        for i, pair in enumerate(batch)
    }


def _from_both_sides(
    model: Ensemble, table: Table, features: Sequence[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the probabilities seen from the first concept of each pair, and seen from the second."""
    row = {name: number for number, name in enumerate(features)}
    own = table[[row[name] for name in model.features]]
    other = table[[row[swapped(name)] for name in model.features]]
    return model.predict(own), model.predict(other)


def turned(name: str) -> str:
    """Return a directed kind seen from the other side.

    >>> turned(">uses"), turned("<is_a"), turned("contrasts_with")
    ('<uses', '>is_a', 'contrasts_with')
    """
    return {">": "<", "<": ">"}[name[0]] + name[1:] if name != SYMMETRIC else name
