"""Fit the weights of relations and learning order over annotated notes (a development script; needs lightgbm).

usage: python scripts/fit_relations.py [--leave-one-out] NOTES=GOLD.yaml ...

Each argument pairs a folder of notes with its annotation (concepts, relations, prerequisites). The concepts are those
of the extraction as it is, so fit the selection first. A pair that the notes bring together is an example where both
its concepts are annotated. Writes related.json, kinds.json and needs.json to data/relations; with --leave-one-out it
writes nothing and prints, for each set, figures of weights fitted on the others.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extract.concepts.candidates import find_mentions
from extract.pipeline import Options, find_concepts
from extract.reading.folder import read_documents
from extract.relations.contacts import Features
from extract.relations.extraction import claims
from extract.relations.pairs import describe, meetings, profiles, swapped
from extract.relations.weighing import FOLDER, SYMMETRIC, turned
from graph.vocabulary import TYPED_KINDS
from scripts.boosting import SHARE, Table, annotation_of, fit, run, stands_for, table_of, write

_UNKNOWN = 0.3
"""Weight, as an unrelated pair, of one of which a concept is not annotated: it may be none."""
_INDIRECT, _REVERSED = 0.5, 3.0
"""Weights of a need that follows from others, and of the reverse of a need."""
CLASSES = [SYMMETRIC, *(side + kind for side in "<>" for kind in TYPED_KINDS if kind != SYMMETRIC)]
_TREES = {"num_leaves": 31, "min_child_samples": 20, "colsample_bytree": 0.3}


@dataclass
class Annotated:
    """The pairs of one annotated set, each seen from both sides: rows n and n + half are the same pair."""

    name: str
    rows: list[Features]
    annotated: list[bool]
    """Whether both are concepts of the annotation, different ones."""
    kinds: list[set[str]]
    """Names of `CLASSES` that the annotation states."""
    needs: list[tuple[int, int]]
    """Whether the first needs the second, and the reverse: 0 no, 1 by way of others, 2 directly."""


def read(argument: str) -> Annotated:
    """Return the pairs of a set, with what the annotation says of them."""
    notes, annotation, names = annotation_of(argument)
    documents = read_documents([notes]).documents
    concepts = find_concepts(documents, [find_mentions(d) for d in documents], Options(lexicon=False))
    met, known, by_id = meetings(concepts, claims(concepts)), profiles(concepts), concepts.by_id()
    stands = {c.id: stands_for(c.names, names) for c in concepts.concepts}
    stated = defaultdict(set)
    for r in annotation["relations"]:
        kind = r["relation"]
        stated[r["source"], r["target"]].add(SYMMETRIC if kind == SYMMETRIC else f">{kind}")
        stated[r["target"], r["source"]].add(SYMMETRIC if kind == SYMMETRIC else f"<{kind}")
    needs = _needs(annotation["prerequisites"])
    found = Annotated(argument, [], [], [], [])
    for pair in met:
        a, b = stands[pair[0]], stands[pair[1]]
        found.rows.append(describe(pair, met[pair], known, by_id))
        found.annotated.append(bool(a and b) and a != b)
        found.kinds.append(stated[a, b] if found.annotated[-1] else set())
        found.needs.append((needs[a, b], needs[b, a]) if found.annotated[-1] else (0, 0))
    found.rows += [{swapped(name): value for name, value in row.items()} for row in found.rows]
    found.annotated += found.annotated
    found.kinds += [{turned(name) for name in kinds} for kinds in found.kinds]
    found.needs += [(reverse, forth) for forth, reverse in found.needs]
    print(f"{argument}: {sum(found.annotated) // 2} annotated pairs, {sum(map(bool, found.kinds)) // 2} related")
    return found


def _needs(prerequisites: Sequence[dict[str, str]]) -> dict[tuple[str, str], int]:
    direct = nx.DiGraph((p["concept"], p["needs"]) for p in prerequisites)
    found: dict[tuple[str, str], int] = defaultdict(int)
    found |= dict.fromkeys(nx.transitive_closure(direct).edges, 1)
    found |= dict.fromkeys(direct.edges, 2)
    return found


def fit_related(table: Table, sets: Sequence[Annotated]) -> Any:
    """Return the model that tells whether a pair is related."""
    labels = np.array([bool(kinds) for s in sets for kinds in s.kinds])
    weights = np.array([1.0 if both else _UNKNOWN for s in sets for both in s.annotated])
    return fit(table, labels, weights, n_estimators=250, **_TREES)


def fit_kinds(table: Table, sets: Sequence[Annotated]) -> Any:
    """Return the model that tells how a related pair is related."""
    stated = [kinds for s in sets for kinds in s.kinds]
    examples = [(n, CLASSES.index(kind), 1 / len(kinds)) for n, kinds in enumerate(stated) for kind in sorted(kinds)]
    numbers, labels, weights = (np.array(column) for column in zip(*examples, strict=True))
    settings = {**_TREES, "num_leaves": 8, "objective": "multiclass", "num_class": len(CLASSES)}
    return fit(table[numbers], labels, weights, n_estimators=200, **settings)


def fit_needs(table: Table, sets: Sequence[Annotated]) -> Any:
    """Return the model that tells whether the first of a pair needs the second."""
    both = np.array([both for s in sets for both in s.annotated])
    needs = [pair for s in sets for pair, both in zip(s.needs, s.annotated, strict=True) if both]
    labels = np.array([forth > 0 for forth, _ in needs])
    weights = np.array([_INDIRECT if f == 1 else _REVERSED if back and not f else 1.0 for f, back in needs])
    return fit(table[both], labels, weights, n_estimators=300, **_TREES)


def _table(sets: Sequence[Annotated], names: Sequence[str]) -> Table:
    return table_of([row for s in sets for row in s.rows], names)


def judge(left: Annotated, others: list[Annotated], names: list[str]) -> None:
    """Print how well weights fitted on the others tell the related pairs of a set."""
    model = fit_related(_table(others, names), others)
    seen = model.predict_proba(table_of(left.rows, names))[:, 1]
    half = len(seen) // 2
    both = np.array(left.annotated[:half])
    probability = ((seen[:half] + seen[half:]) / 2)[both]
    labels = np.array([bool(k) for k in left.kinds[:half]])[both]
    for cut in (0.2, 0.3, 0.4, 0.5):
        kept = probability >= cut
        right = 100 * labels[kept].mean() if kept.any() else 0.0
        print(f"{left.name}  cut {cut}  right {right:.1f}  found {100 * kept[labels].mean():.1f}")


def write_weights(sets: list[Annotated], names: list[str]) -> None:
    """Fit and write."""
    table = _table(sets, names)
    for name, model, classes in (
        ("related", fit_related(table, sets), ["related"]),
        ("kinds", fit_kinds(table, sets), CLASSES),
        ("needs", fit_needs(table, sets), ["needs"]),
    ):
        write(FOLDER / f"{name}.json", model, names, classes)


if __name__ == "__main__":
    run(__doc__, read, write_weights, judge, rows=40, share=SHARE)
