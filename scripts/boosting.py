"""Gradient boosting over rows of named features: what the fitting scripts share (needs lightgbm)."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import yaml
from scipy.sparse import csr_matrix

from extract.evaluation import surface

Rows = Sequence[Mapping[str, float]]
Table = Any
"""A sparse array of shape (rows, features)."""
Labels = np.ndarray[Any, Any]
SHARE = 0.2
"""Share of the sets that have a word before it may weigh: cues hold across subjects, the words of a subject do not."""
_COMMON: dict[str, Any] = {
    "learning_rate": 0.05,
    "reg_lambda": 5,
    "subsample": 0.8,
    "subsample_freq": 1,
    "random_state": 0,
    "n_jobs": 1,
    "verbose": -1,
    "deterministic": True,
}


class Examples(Protocol):
    """What a fitting script reads of one annotated set."""

    name: str
    rows: Any


S = TypeVar("S", bound=Examples)


def annotation_of(argument: str) -> tuple[Path, dict[str, Any], dict[str, str]]:
    """Return, for NOTES=GOLD.yaml, the notes, the annotation, and its names: folded form -> concept."""
    notes, gold = argument.split("=")
    annotation = yaml.safe_load(Path(gold).read_text("utf-8"))
    names = {surface(n): c["name"] for c in annotation["concepts"] for n in (c["name"], *(c.get("aliases") or []))}
    return Path(notes), annotation, names


def stands_for(forms: Iterable[str], names: Mapping[str, str]) -> str:
    """Return the concept of an annotation that the first known one of some surface forms names, or ""."""
    return next((names[folded] for form in forms if (folded := surface(form)) in names), "")


def run(
    doc: str | None,
    read: Callable[[str], S],
    write_weights: Callable[[list[S], list[str]], None],
    judge: Callable[[S, list[S], list[str]], None],
    *,
    rows: int,
    share: float = 0.0,
) -> None:
    """Read the sets of the command line and write weights; with --leave-one-out judge each by those of the others.

    A feature that fewer rows, or a smaller share of the sets, have is left out.
    """
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NOTES=GOLD.yaml")
    parser.add_argument("--leave-one-out", action="store_true")
    arguments = parser.parse_args()
    sets = [read(argument) for argument in arguments.sets]
    names = frequent([s.rows for s in sets], rows=rows, sets_at_least=max(1, round(share * len(sets))))
    if not arguments.leave_one_out:
        write_weights(sets, names)
        return
    for left in sets:
        judge(left, [s for s in sets if s is not left], names)


def frequent(sets: Iterable[Rows], *, rows: int, sets_at_least: int = 1) -> list[str]:
    """Return the names of the features that enough rows of enough sets have, sorted."""
    in_rows: Counter[str] = Counter()
    in_sets: Counter[str] = Counter()
    for one in sets:
        counts = Counter(name for row in one for name, value in row.items() if value)
        in_rows.update(counts)
        in_sets.update(counts.keys())
    return sorted(n for n, count in in_rows.items() if count >= rows and in_sets[n] >= sets_at_least)


def table_of(rows: Rows, names: Sequence[str]) -> Table:
    """Return the features as a sparse array of shape (rows, names)."""
    column = {name: number for number, name in enumerate(names)}
    starts, columns, values = [0], [], []
    for row in rows:
        for name, value in row.items():
            if value and name in column:
                columns.append(column[name])
                values.append(value)
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(rows), len(names)))


def fit(table: Table, labels: Labels, weights: Labels, **settings: Any) -> Any:
    """Return a fitted LightGBM classifier."""
    import lightgbm

    return lightgbm.LGBMClassifier(**{**_COMMON, **settings}).fit(table, labels, sample_weight=weights)


def write(file: Path, model: Any, names: Sequence[str], classes: Sequence[str]) -> None:
    """Write a model as `extract.trees` reads it: its trees as lists of numbers, class by class."""
    trees = [_plain(t["tree_structure"]) for t in model.booster_.dump_model()["tree_info"]]
    used = sorted({f for tree in trees for f in tree["feature"]})
    renumbered = {old: new for new, old in enumerate(used)}
    for tree in trees:
        tree["feature"] = [renumbered[f] for f in tree["feature"]]
    groups = [trees[number :: len(classes)] for number in range(len(classes))]
    file.parent.mkdir(parents=True, exist_ok=True)
    data = {"features": [names[n] for n in used], "classes": list(classes), "trees": groups}
    file.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
    print(f"{file}: {len(used)} features, {len(trees)} trees")


def _plain(root: dict[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {"feature": [], "threshold": [], "left": [], "right": [], "value": []}

    def add(node: dict[str, Any]) -> int:
        if "leaf_value" in node:
            tree["value"].append(round(node["leaf_value"], 6))
            return -len(tree["value"])
        number = len(tree["feature"])
        for key in ("feature", "threshold", "left", "right"):
            tree[key].append(0)
        tree["feature"][number] = node["split_feature"]
        tree["threshold"][number] = round(node["threshold"], 9)
        tree["left"][number] = add(node["left_child"])
        tree["right"][number] = add(node["right_child"])
        return number

    if add(root) < 0:
        return {"feature": [0], "threshold": [0.0], "left": [-1], "right": [-1], "value": tree["value"]}
    return tree
