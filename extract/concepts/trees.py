"""Evaluation of a fitted ensemble of decision trees (gradient boosting; Friedman 2001), stored as plain numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import NotegraphError


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree: inner node n asks whether feature[n] <= threshold[n]; a negative child c is the leaf ~c."""

    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]

    def predict(self, table: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the leaf value for each row of a table of features, shape (rows, features)."""
        node = np.zeros(len(table), dtype=np.int64)
        rows = np.arange(len(table))
        for _ in range(len(self.feature)):
            inner = node >= 0
            if not inner.any():
                break
            at = node[inner]
            below = table[rows[inner], self.feature[at]] <= self.threshold[at]
            node[inner] = np.where(below, self.left[at], self.right[at])
        leaves: NDArray[np.float64] = self.value[~node]
        return leaves


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Trees whose values add up to the logarithm of the odds."""

    features: tuple[str, ...]
    """Names of the columns of the table."""
    trees: tuple[Tree, ...]

    def probabilities(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the probability of each row, a mapping of feature names to numbers, rounded to six places."""
        table = np.zeros((len(rows), len(self.features)))
        column = {name: number for number, name in enumerate(self.features)}
        for number, row in enumerate(rows):
            for name, value in row.items():
                if name in column:
                    table[number, column[name]] = value
        score = np.zeros(len(rows))
        for tree in self.trees:
            score += tree.predict(table)
        return [round(float(p), 6) for p in 1 / (1 + np.exp(-score))]


@cache
def load_ensemble(path: Path) -> Ensemble:
    """Return the ensemble of a file that `scripts/fit_selection.py` wrote; NotegraphError where it is broken."""
    try:
        data = json.loads(path.read_text("utf-8"))
        return Ensemble(tuple(data["features"]), tuple(_tree(t) for t in data["trees"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotegraphError(
            f"cannot read the weights ({error})", place=str(path), remedy="restore the file"
        ) from error


def _tree(data: Mapping[str, Sequence[float]]) -> Tree:
    return Tree(
        np.array(data["feature"], dtype=np.int64),
        np.array(data["threshold"], dtype=np.float64),
        np.array(data["left"], dtype=np.int64),
        np.array(data["right"], dtype=np.int64),
        np.array(data["value"], dtype=np.float64),
    )
