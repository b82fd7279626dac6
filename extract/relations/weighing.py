"""Which pairs are related, how, and which concept needs the other: probabilities from everything the notes show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from extract.concepts.found import Found
from extract.lexicon import DATA, setting
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
    """If related: probability of each kind, with > where the first id is its source and < where the second is.

    Empty for a pair that is too unlikely to be related.
    """
    needs: tuple[float, float]
    """Probability that the first needs the second to be known, and the reverse."""


def weigh(found: Found, claims: Iterable[Claim]) -> dict[Pair, Weighed]:
    """Return the pairs that the notes bring together, sorted, with their probabilities."""
    met = meetings(found, claims)
    known, by_id = profiles(found), found.by_id()
    weighed: dict[Pair, Weighed] = {}
    pairs = iter(met)
    while batch := list(islice(pairs, _BATCH)):
        weighed |= _weigh_batch(batch, met, known, by_id)
    return weighed


def _weigh_batch(
    batch: Sequence[Pair], met: Mapping[Pair, Met], known: Mapping[str, Profile], concepts: Mapping[str, Concept]
) -> dict[Pair, Weighed]:
    models = [load_ensemble(FOLDER / f"{name}.json") for name in ("related", "needs", "kinds")]
    features = sorted({side for model in models for name in model.features for side in (name, swapped(name))})
    table = table_of([describe(pair, met[pair], known, concepts) for pair in batch], features)
    forth, back = _from_both_sides(models[0], table, features)
    related = np.round((forth[0] + back[0]) / 2, 4)
    forth, back = np.round(_from_both_sides(models[1], table, features), 4)
    likely = np.flatnonzero(related >= min(float(setting(f"relations.{name}")) for name in ("cut", "claimed")))
    kinds = dict(zip(likely.tolist(), _kinds(models[2], table[:, likely], features), strict=True))
    return {
        pair: Weighed(met[pair], float(related[i]), kinds.get(i, {}), (float(forth[0, i]), float(back[0, i])))
        for i, pair in enumerate(batch)
    }


def _kinds(model: Ensemble, table: Table, features: Sequence[str]) -> Iterator[dict[str, float]]:
    """Yield the probability of each kind for the rows of a table."""
    forth, back = _from_both_sides(model, table, features)
    names = model.classes
    mean = np.round((forth + back[[names.index(turned(name)) for name in names]]) / 2, 4)
    return (dict(zip(names, column, strict=True)) for column in mean.T.tolist())


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
