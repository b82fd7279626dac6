"""Fit the weights of the concept selection over annotated notes (a development script; needs lightgbm).

usage: python scripts/fit_selection.py [--leave-one-out] NOTES=GOLD.yaml ...

Each argument pairs a folder of notes with its annotation (concepts with name, aliases, core). A candidate is a
positive when one of its spellings is a name of the annotation. Writes data/selection/trees.json; with
--leave-one-out it writes nothing and prints, for each set, the figures of weights fitted on the others.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extract.concepts.candidates import find_mentions, gather
from extract.concepts.features import corpus, features
from extract.concepts.selection import WEIGHTS
from extract.evaluation import surface
from extract.reading.folder import read_documents
from scripts.boosting import annotation_of, fit, run, stands_for, table_of, write

_CORE = 1.2
"""Weight of a candidate that names a core concept."""
_NOISE = 4.0
"""Weight of a candidate that the annotation lists as noise."""


@dataclass
class Annotated:
    """One annotated set of notes."""

    name: str
    rows: list[dict[str, float]]
    hits: list[str]
    noise: list[bool]
    core: set[str]


def read(argument: str) -> Annotated:
    """Return the candidates of a set with the concept that each stands for."""
    notes, annotation, names = annotation_of(argument)
    documents = read_documents([notes]).documents
    candidates = gather(documents, (find_mentions(document) for document in documents))
    counts = corpus(documents, candidates)
    hits = [stands_for(sorted(c.surfaces), names) for c in candidates.values()]
    core = {c["name"] for c in annotation["concepts"] if c.get("core")}
    unwanted = {surface(n) for n in annotation.get("noise") or []} - set(names)
    noise = [surface(c.surface) in unwanted for c in candidates.values()]
    return Annotated(argument, [features(c, counts) for c in candidates.values()], hits, noise, core)


def fit_selection(sets: list[Annotated], names: list[str]) -> Any:
    """Return a fitted model."""
    labels = np.array([bool(hit) for s in sets for hit in s.hits])
    weights = np.array([_weight(s, hit, bad) for s in sets for hit, bad in zip(s.hits, s.noise, strict=True)])
    table = table_of([row for s in sets for row in s.rows], names)
    return fit(table, labels, weights, n_estimators=500, num_leaves=48, min_child_samples=25, colsample_bytree=0.35)


def _weight(annotated: Annotated, hit: str, noise: bool) -> float:
    return _CORE if hit in annotated.core else _NOISE if noise else 1.0


def figures(annotated: Annotated, probability: np.ndarray[Any, Any], cut: float) -> tuple[float, float, float]:
    """Return precision, recall of core concepts and their harmonic mean, in percent."""
    kept = [hit for hit, p in zip(annotated.hits, probability, strict=True) if p >= cut]
    precision = 100 * sum(map(bool, kept)) / max(1, len(kept))
    recall = 100 * len(set(kept) & annotated.core) / max(1, len(annotated.core))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def judge(left: Annotated, others: list[Annotated], names: list[str]) -> None:
    """Print the figures of a set under weights fitted on the others."""
    probability = fit_selection(others, names).predict_proba(table_of(left.rows, names))[:, 1]
    for cut in (0.4, 0.5, 0.6, 0.7):
        precision, recall, f1 = figures(left, probability, cut)
        print(f"{left.name}  cut {cut}  precision {precision:.1f}  recall {recall:.1f}  f1 {f1:.1f}")


def write_weights(sets: list[Annotated], names: list[str]) -> None:
    """Fit and write."""
    write(WEIGHTS, fit_selection(sets, names), names, ["concept"])


if __name__ == "__main__":
    run(__doc__, read, write_weights, judge, rows=20)
