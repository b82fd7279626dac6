"""Ensembles of trees: scores to probabilities, and files that are broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.trees import load_ensemble, table_of
from graph.errors import NotegraphError

STUMP = {"feature": [0], "threshold": [0.5], "left": [-1], "right": [-2], "value": [-2.0, 2.0]}
FLAT = {"feature": [0], "threshold": [0.0], "left": [-1], "right": [-1], "value": [0.0]}


def _write(folder: Path, **data: object) -> Path:
    file = folder / "trees.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def test_one_class_is_the_logarithm_of_its_odds(tmp_path: Path) -> None:
    model = load_ensemble(_write(tmp_path, features=["x"], classes=["yes"], trees=[[STUMP, STUMP]]))
    low, high = model.probabilities([{"x": 0.5}, {"x": 0.6, "unknown": 9.0}])
    assert low == pytest.approx(1 / (1 + 2.718281828**4), abs=1e-6)
    assert low + high == pytest.approx(1)


def test_several_classes_share_one_whole(tmp_path: Path) -> None:
    model = load_ensemble(_write(tmp_path, features=["x"], classes=["a", "b"], trees=[[STUMP], [FLAT]]))
    found = model.predict(table_of([{"x": 0.0}, {"x": 1.0}, {}], model.features))
    assert found.shape == (2, 3)
    assert found.sum(axis=0) == pytest.approx([1, 1, 1])
    assert found[0, 0] < found[1, 0]
    assert found[0, 1] > found[1, 1]


def test_each_row_ends_in_its_leaf(tmp_path: Path) -> None:
    """Left of 0: -3; else by y up to 1: 5, by x up to 2: 7, else 9. Leaves are stored in no order."""
    tree = {
        "feature": [0, 1, 0],
        "threshold": [0.0, 1.0, 2.0],
        "left": [-3, -1, -2],
        "right": [1, 2, -4],
        "value": [5.0, 7.0, -3.0, 9.0],
    }
    model = load_ensemble(_write(tmp_path, features=["x", "y"], classes=["yes"], trees=[[tree]]))
    rows = [{"x": -1.0, "y": 9.0}, {"x": 1.0, "y": 1.0}, {"x": 2.0, "y": 2.0}, {"x": 3.0, "y": 2.0}]
    leaves = model.trees[0][0].predict(table_of(rows, model.features))
    assert leaves.tolist() == [-3.0, 5.0, 7.0, 9.0]


@pytest.mark.parametrize(
    "content", ["", "[]", '{"features": ["x"]}', '{"features": [], "classes": [], "trees": [[{}]]}']
)
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "trees.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(NotegraphError, match=r"trees\.json"):
        load_ensemble(file)
