"""Fit the weights of names that differ by a few words over annotated notes (a development script; needs lightgbm).

usage: python scripts/fit_aliases.py [--leave-one-out] NOTES=GOLD.yaml ...

Each argument pairs a folder of notes with its annotation (concepts with name and aliases). A pair of candidates is an
example where at least one names a concept of the annotation; it is right where both name the same one. Writes
data/aliases/form.json; with --leave-one-out it writes nothing and prints figures of weights fitted on the others.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extract.concepts.aliases import Names
from extract.concepts.aliasing.form import WEIGHTS, pairs
from extract.concepts.aliasing.guards import may_merge
from extract.concepts.candidates import find_mentions, gather
from extract.concepts.selection import probabilities
from extract.evaluation import surface
from extract.lexicon import setting
from extract.reading.folder import read_documents
from scripts.boosting import fit, frequent, table_of, write

_RARE, _SETS = 12, 3
_HALF = 0.5
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
    notes, gold = argument.split("=")
    documents = read_documents([Path(notes)]).documents
    candidates = gather(find_mentions(d) for d in documents)
    likely = probabilities(documents, candidates)
    names = Names(documents, candidates, likely, float(setting("selection.cut")), False)
    annotation = yaml.safe_load(Path(gold).read_text("utf-8"))
    stands = {surface(n): c["name"] for c in annotation["concepts"] for n in (c["name"], *(c.get("aliases") or []))}
    found = Annotated(gold, [], [], [])
    for (a, b), row in pairs(names).items():
        one, other = (
            next((stands[surface(s)] for s in sorted(candidates[k].surfaces) if surface(s) in stands), "")
            for k in (a, b)
        )
        if (one or other) and may_merge(candidates[a].surface, candidates[b].surface):
            found.rows.append(row)
            found.same.append(one == other)
            found.weights.append(1.0 if one and other else _HALF)
    print(f"{gold}: {len(found.rows)} pairs, {sum(found.same)} the same")
    return found


def fit_form(sets: list[Annotated], names: list[str]) -> Any:
    """Return a fitted model."""
    table = table_of([row for s in sets for row in s.rows], names)
    labels = np.array([same for s in sets for same in s.same])
    weights = np.array([w for s in sets for w in s.weights])
    return fit(table, labels, weights, n_estimators=200, num_leaves=12, min_child_samples=10, colsample_bytree=0.4)


def leave_one_out(sets: list[Annotated], names: list[str]) -> None:
    """Print for each set how many of the pairs found are right, and how many of the right ones are found."""
    for left in sets:
        model = fit_form([s for s in sets if s is not left], names)
        probability = model.predict_proba(table_of(left.rows, names))[:, 1]
        same = np.array(left.same)
        for cut in (0.4, 0.5, 0.6, 0.7):
            kept = probability >= cut
            right = 100 * same[kept].mean() if kept.any() else 0.0
            print(f"{left.name}  cut {cut}  right {right:.0f} of {kept.sum()}  found {100 * kept[same].mean():.0f}")


def main() -> None:
    """Read the sets, fit, write or print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NOTES=GOLD.yaml")
    parser.add_argument("--leave-one-out", action="store_true")
    arguments = parser.parse_args()
    sets = [read(argument) for argument in arguments.sets]
    names = frequent([s.rows for s in sets], rows=_RARE, sets_at_least=_SETS)
    if arguments.leave_one_out:
        leave_one_out(sets, names)
        return
    write(WEIGHTS, fit_form(sets, names), names, ["same"])


if __name__ == "__main__":
    main()
