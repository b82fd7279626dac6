"""The layered map of a path: levels left to right, arrows from what comes first."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

import networkx as nx
import streamlit as st

from graph.card import STAGE_TEXTS
from graph.layered import layered
from graph.model import Concept, Relation
from graph.paths import LearningPath
from graph.view import Scene, kind_label, payload
from graph.vocabulary import RELATION_KINDS
from ui import components
from ui.components import Event
from ui.learning.report import handle
from ui.notebook import Notebook
from ui.texts import language, text, texts

_MOST = 120
"""A map of more steps is a ball of thread; the list below has them all."""


def show(book: Notebook, path: LearningPath, selected: str) -> None:
    """Draw the map and ring the selected step; a single step needs no map."""
    drawn = _drawn(book, path)
    if len(drawn["nodes"]) < 2:
        return
    scene = components.packed(drawn)
    rev = f"{book.mark} {language()} {hashlib.sha256(scene.encode()).hexdigest()[:16]}"
    with st.container(key=f"learn-map-{_size(drawn)}"):
        components.stage(scene, rev, key="learn-stage", on_event=_report)
        data = {"trail": [], "selected": selected, "pair": [], "rev": rev, "label": text("trail")}
        components.aim(data, key="learn-aim", on_event=_report)


def _size(drawn: dict[str, Any]) -> str:
    """Return how much room the map needs: its tallest column decides."""
    tallest = max(Counter(node["x"] for node in drawn["nodes"]).values())
    return "low" if tallest <= 2 else "medium" if tallest <= 4 else "tall"


def _report(event: Event) -> None:
    """A line of the map stands for the reason of the step that it leads to."""
    if event.get("type") in ("pick", "expand", "focus"):
        handle({"type": "select", "id": event.get("id", "")})
    elif event.get("type") == "edge":
        handle({"type": "select", "id": event["to"]})


def _drawn(book: Notebook, path: LearningPath) -> dict[str, Any]:
    steps = path.steps[:_MOST]
    levels = _levels(path)
    relations = _telling([relation for step in steps for relation in step.because], levels)
    shown = {id: book.graph.concept(id) for id in levels}
    scene = Scene(
        tuple(shown.values()), relations, layered(levels, ((r.target, r.source) for r in relations)),
        language=language(), labels=_labels(path, shown),
    )  # fmt: skip
    drawn = _turned(payload(scene))
    name = "path " + hashlib.sha256(" ".join(levels).encode("utf-8", "replace")).hexdigest()[:16]
    return {**drawn, "scene": name, "count": text("map_count", count=len(steps)), "texts": texts(*STAGE_TEXTS)}


def _telling(relations: list[Relation], levels: dict[str, int]) -> tuple[Relation, ...]:
    """Return the relations that no chain of others implies; the list below the map tells all of them."""
    forward = [relation for relation in relations if levels[relation.target] < levels[relation.source]]
    told = nx.transitive_reduction(nx.DiGraph((relation.target, relation.source) for relation in forward))
    return tuple(relation for relation in forward if told.has_edge(relation.target, relation.source))


def _levels(path: LearningPath) -> dict[str, int]:
    """Return the level of each step, and of what it needs and the learner knows: one to the left of its first use."""
    steps = path.steps[:_MOST]
    levels = {step.concept.id: step.depth for step in steps}
    known: dict[str, int] = {}
    for step in steps:
        for relation in step.because:
            if relation.target not in levels:
                known[relation.target] = min(step.depth - 1, known.get(relation.target, step.depth))
    return {**known, **levels}


def _labels(path: LearningPath, shown: dict[str, Concept]) -> dict[str, str]:
    numbers = {step.concept.id: number for number, step in enumerate(path.steps[:_MOST], 1)}
    return {id: f"{numbers[id]} {c.name}" if id in numbers else f"✓ {c.name}" for id, c in shown.items()}


def _turned(drawn: dict[str, Any]) -> dict[str, Any]:
    """Turn the arrows round, from what comes first to what it opens; all mean the same, so none is named."""
    kind = RELATION_KINDS["requires"]
    label = kind_label(kind, language(), inverse=True)
    for edge in drawn["edges"]:
        edge["from"], edge["to"], edge["label"] = edge["to"], edge["from"], ""
    for sign in drawn["legend"]["edges"]:
        sign["label"] = label
    return drawn
