"""The extraction, without lexicon, against two small sets of notes that were annotated by hand.

The floors lie a few points under what was measured. They guard against regressions; they are no goals, and the sets are
too small to say how good the extraction is.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from extract.evaluation import Figures, evaluate, read_annotation
from extract.pipeline import Options, extract

FOLDER = Path(__file__).parent
FLOORS = {
    "zh_photosynthesis": {
        "concept.f1": 75,
        "concept.recall_core": 68,
        "relation.recall": 34,
        "relation.recall_typed": 28,
        "prerequisite.recall": 30,
    },
    "en_money": {
        "concept.f1": 60,
        "concept.recall_core": 46,
        "relation.recall": 25,
        "relation.recall_typed": 19,
        "prerequisite.recall": 14,
    },
}
CEILINGS = {"concept.noise": 9, "alias.wrong_merge": 5, "prerequisite.reversed": 16, "prerequisite.cycles": 0}


@cache
def _figures(name: str) -> Figures:
    graph = extract([FOLDER / name / "notes"], Options(lexicon=False))
    return evaluate(graph, read_annotation(FOLDER / name / "gold.yaml")).figures


@pytest.mark.parametrize(("name", "figure"), [(name, figure) for name in FLOORS for figure in FLOORS[name]])
def test_figure_stays_above_its_floor(name: str, figure: str) -> None:
    assert (_figures(name)[figure] or 0) >= FLOORS[name][figure], _figures(name)


@pytest.mark.parametrize("figure", CEILINGS)
@pytest.mark.parametrize("name", FLOORS)
def test_figure_stays_below_its_ceiling(name: str, figure: str) -> None:
    assert (_figures(name)[figure] or 0) <= CEILINGS[figure], _figures(name)


@pytest.mark.parametrize("name", FLOORS)
def test_annotation_speaks_of_its_own_concepts(name: str) -> None:
    gold = read_annotation(FOLDER / name / "gold.yaml")
    ends = {end for source, _, target in gold.relations for end in (source, target)}
    ends |= {end for pair in gold.prerequisites for end in pair}
    assert ends <= gold.names.keys()
