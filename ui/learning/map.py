"""The layered map of a path: levels left to right, arrows from what comes first."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
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

Needs = Mapping[str, tuple[Relation, ...]]
"""Step -> its relations to what it needs, in the order of the path."""
_MOST = 28
"""Concepts on a map; the list below has them all."""


def show(book: Notebook, path: LearningPath, known: Collection[str], selected: str) -> None:
    """Draw the map and ring the selected step; a single step needs no map."""
    drawn = _drawn(book, path, known)
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


def _drawn(book: Notebook, path: LearningPath, known: Collection[str]) -> dict[str, Any]:
    needs = {step.concept.id: step.because for step in path.steps}
    levels = _levels(needs, _nearest(path, needs, known))
    relations = _telling([r for id in levels for r in needs.get(id, ()) if r.target in levels], levels)
    shown = {id: book.graph.concept(id) for id in levels}
    scene = Scene(
        tuple(shown.values()), relations, layered(levels, ((r.target, r.source) for r in relations)),
        language=language(), labels=_labels(path, shown),
    )  # fmt: skip
    name = "path " + hashlib.sha256(" ".join(levels).encode("utf-8", "replace")).hexdigest()[:16]
    steps = sum(id in needs for id in levels)
    count = text("map_part" if steps < len(path.steps) else "map_count", count=steps, total=len(path.steps))
    return {**_turned(payload(scene)), "scene": name, "count": count, "texts": texts(*STAGE_TEXTS)}


def _nearest(path: LearningPath, needs: Needs, known: Collection[str]) -> list[str]:
    """Return the targets and what is nearest before them, known or not: a map of more is a ball of thread."""
    found = dict.fromkeys(target.id for target in path.targets if target.id in needs)
    waiting, shown = list(found), {*needs, *known}
    while waiting and len(found) < _MOST:
        level = dict.fromkeys(r.target for id in waiting for r in needs.get(id, ()) if r.target in shown)
        waiting = [id for id in level if id not in found][: _MOST - len(found)]
        found.update(dict.fromkeys(waiting))
    return list(found)


def _telling(relations: list[Relation], levels: dict[str, int]) -> tuple[Relation, ...]:
    """Return the relations that no chain of others implies; the list below the map tells all of them."""
    forward = [relation for relation in relations if levels[relation.target] < levels[relation.source]]
    told = nx.transitive_reduction(nx.DiGraph((relation.target, relation.source) for relation in forward))
    return tuple(relation for relation in forward if told.has_edge(relation.target, relation.source))


def _levels(needs: Needs, ids: list[str]) -> dict[str, int]:
    """Return the level of each concept: steps by their longest chain, what is no step right before its first use."""
    chosen = set(ids)
    levels: dict[str, int] = {}
    for id in (id for id in needs if id in chosen):
        levels[id] = max((levels[r.target] + 1 for r in needs[id] if r.target in levels), default=0)
    for id in ids:
        if id not in levels:
            levels[id] = min(levels[user] for user in needs if user in levels and id in _targets(needs[user])) - 1
    return levels


def _targets(relations: Iterable[Relation]) -> set[str]:
    return {relation.target for relation in relations}


def _labels(path: LearningPath, shown: dict[str, Concept]) -> dict[str, str]:
    numbers = {step.concept.id: str(number) for number, step in enumerate(path.steps, 1)}
    return {id: f"{numbers.get(id, '✓')} {concept.name}" for id, concept in shown.items()}


def _turned(drawn: dict[str, Any]) -> dict[str, Any]:
    """Turn the arrows round, from what comes first to what it opens; all mean the same, so none is named."""
    kind = RELATION_KINDS["requires"]
    label = kind_label(kind, language(), inverse=True)
    for edge in drawn["edges"]:
        edge["from"], edge["to"], edge["label"] = edge["to"], edge["from"], ""
    for sign in drawn["legend"]["edges"]:
        sign["label"] = label
    return drawn
