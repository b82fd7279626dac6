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

Table = NDArray[np.float64]
"""Shape (features, rows): each feature is one run of memory."""
_MOST_LEAVES = 64


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree. Inner node n asks whether feature[n] > threshold[n]; if so, only the leaves of others[n] remain.

    What remains in the end begins with the leaf of the row (QuickScorer; Lucchese et al. 2015). Leaves stand from
    left to right; others has a bit for each.
    """

    feature: tuple[int, ...]
    threshold: tuple[float, ...]
    others: tuple[int, ...]
    value: NDArray[np.float64]

    def predict(self, table: Table) -> NDArray[np.float64]:
        """Return the leaf value for each row of a table."""
        left = np.full(table.shape[1], np.iinfo(np.uint64).max, dtype=np.uint64)
        for feature, threshold, others in zip(self.feature, self.threshold, self.others, strict=True):
            np.bitwise_and(left, np.uint64(others), out=left, where=table[feature] > threshold)
        first = left & (~left + np.uint64(1))
        leaves: NDArray[np.float64] = self.value[np.log2(first.astype(np.float64)).astype(np.int64)]
        return leaves


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Trees whose values add up to a score for each class."""

    features: tuple[str, ...]
    """Names of the columns of the table."""
    classes: tuple[str, ...]
    """One name where the score is the logarithm of the odds of that class; else several, told apart by softmax."""
    trees: tuple[tuple[Tree, ...], ...]
    """The trees of each class."""

    def predict(self, table: Table) -> NDArray[np.float64]:
        """Return the probability of each class, shape (classes, rows), rounded to six places."""
        score = np.zeros((len(self.classes), table.shape[1]))
        for number, trees in enumerate(self.trees):
            for tree in trees:
                score[number] += tree.predict(table)
        if len(self.classes) == 1:
            return np.asarray(np.round(1 / (1 + np.exp(-score)), 6))
        powers = np.exp(score - score.max(axis=0, keepdims=True))
        return np.asarray(np.round(powers / powers.sum(axis=0, keepdims=True), 6))

    def probabilities(self, rows: Sequence[Mapping[str, float]]) -> list[float]:
        """Return the probability of the only class for each row."""
        return [float(p) for p in self.predict(table_of(rows, self.features))[0]]


def table_of(rows: Sequence[Mapping[str, float]], features: Sequence[str]) -> Table:
    """Return some features of rows, mappings of feature names to numbers; what a row lacks is 0."""
    table = np.zeros((len(features), len(rows)))
    at = {name: number for number, name in enumerate(features)}
    for number, row in enumerate(rows):
        for name in row.keys() & at.keys():
            table[at[name], number] = row[name]
    return table


@cache
def load_ensemble(path: Path) -> Ensemble:
    """Return the ensemble of a file that a script of scripts/ wrote; NotegraphError where it is broken."""
    try:
        data = json.loads(path.read_text("utf-8"))
        groups = tuple(tuple(_tree(t) for t in group) for group in data["trees"])
        return Ensemble(tuple(data["features"]), tuple(data["classes"]), groups)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise NotegraphError(
            f"cannot read the weights ({error})", place=str(path), remedy="restore the file"
        ) from error


def _tree(data: Mapping[str, Sequence[float]]) -> Tree:
    """Read a tree: node n has the children left[n] and right[n], where a negative child c is the leaf ~c."""
    left, right = [int(c) for c in data["left"]], [int(c) for c in data["right"]]
    order: list[int] = []
    others = [0] * len(left)

    def visit(child: int) -> int:
        """Number the leaves under a child from the left, and return their bits."""
        if child < 0:
            order.append(~child)
            return 1 << len(order) - 1
        under_left = visit(left[child])
        others[child] = (1 << _MOST_LEAVES) - 1 & ~under_left
        return under_left | visit(right[child])

    visit(0)
    if len(order) > _MOST_LEAVES:
        raise ValueError(f"a tree of {len(order)} leaves")
    value = np.array([data["value"][leaf] for leaf in order], dtype=np.float64)
    return Tree(tuple(int(f) for f in data["feature"]), tuple(data["threshold"]), tuple(others), value)
