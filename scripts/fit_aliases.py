"""Fit the weights of names that differ by a few words over annotated notes (a development script; needs lightgbm).

usage: python scripts/fit_aliases.py [--leave-one-out] NOTES=GOLD.yaml ...

Each argument pairs a folder of notes with its annotation (concepts with name and aliases). A pair of candidates is an
example where at least one names a concept of the annotation; it is right where both name the same one. Writes
data/aliases/form.json; with --leave-one-out it writes nothing and prints figures of weights fitted on the others.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extract.concepts.aliases import Names
from extract.concepts.aliasing.brackets import bracketed
from extract.concepts.aliasing.form import WEIGHTS, pairs
from extract.concepts.aliasing.guards import may_merge
from extract.concepts.candidates import find_mentions, gather
from extract.concepts.selection import probabilities
from extract.lexicon import setting
from extract.reading.folder import read_documents
from scripts.boosting import SHARE, annotation_of, fit, run, stands_for, table_of, write

_HALF = 0.25
"""Weight of a pair of which only one name is annotated: the other may stand for nothing."""


@dataclass
class Annotated:
    """The pairs of one annotated set."""

    name: str
    rows: list[dict[str, float]]
    same: list[bool]
    weights: list[float]


def read(argument: str) -> Annotated:
    """Return the pairs of a set, with what the annotation says of them."""
    notes, _, annotated = annotation_of(argument)
    documents = read_documents([notes]).documents
    candidates = gather(documents, (find_mentions(d) for d in documents))
    likely = probabilities(documents, candidates)
    names = Names(documents, candidates, likely, float(setting("selection.cut")), False)
    found = Annotated(argument, [], [], [])
    for (a, b), row in pairs(names, bracketed(names)).items():
        one, other = (stands_for(sorted(candidates[k].surfaces), annotated) for k in (a, b))
        if (one or other) and may_merge(candidates[a].surface, candidates[b].surface):
            found.rows.append(row)
            found.same.append(one == other)
            found.weights.append(1.0 if one and other else _HALF)
    print(f"{argument}: {len(found.rows)} pairs, {sum(found.same)} the same")
    return found


def fit_form(sets: list[Annotated], names: list[str]) -> Any:
    """Return a fitted model."""
    table = table_of([row for s in sets for row in s.rows], names)
    labels = np.array([same for s in sets for same in s.same])
    weights = np.array([w for s in sets for w in s.weights])
    return fit(table, labels, weights, n_estimators=300, num_leaves=12, min_child_samples=10, colsample_bytree=0.4)


def judge(left: Annotated, others: list[Annotated], names: list[str]) -> None:
    """Print how many of the pairs found are right, and how many of the right ones are found."""
    model = fit_form(others, names)
    probability = model.predict_proba(table_of(left.rows, names))[:, 1]
    same = np.array(left.same)
    for cut in (0.4, 0.5, 0.6, 0.7):
        kept = probability >= cut
        right = 100 * same[kept].mean() if kept.any() else 0.0
        print(f"{left.name}  cut {cut}  right {right:.0f} of {kept.sum()}  found {100 * kept[same].mean():.0f}")


def write_weights(sets: list[Annotated], names: list[str]) -> None:
    """Fit and write."""
    write(WEIGHTS, fit_form(sets, names), names, ["same"])


if __name__ == "__main__":
    run(__doc__, read, write_weights, judge, rows=12, share=SHARE)
