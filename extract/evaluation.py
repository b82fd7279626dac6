"""How near a graph comes to a careful reader's annotation of the same notes.

An annotation is YAML: concepts (name, aliases, core), relations (source, relation, target), prerequisites (concept,
needs) and noise (names that must not be concepts). All figures are percentages unless said otherwise.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx as nx
import yaml

from graph.errors import NotegraphError
from graph.model import ConceptGraph
from graph.vocabulary import TYPED_KINDS

Triple = tuple[str, str, str]
Figures = dict[str, float | int | None]

_ALIKE = {"uses": {"uses", "includes"}, "includes": {"uses", "includes"}}
"""Kinds that readers do not tell apart reliably, so that each counts for the other."""


@dataclass(frozen=True)
class Annotation:
    """What a careful reader found in the notes."""

    names: dict[str, frozenset[str]]
    """Concept -> its surface forms, folded."""
    core: frozenset[str]
    """The concepts that must be found."""
    relations: tuple[Triple, ...]
    """(source, kind, target), by concept name."""
    prerequisites: tuple[tuple[str, str], ...]
    """(concept, what it needs)."""
    noise: frozenset[str]
    """Folded names that must not be concepts."""

    @cached_property
    def concept_of(self) -> dict[str, str]:
        """Surface form -> concept; the first concept of the annotation wins."""
        found: dict[str, str] = {}
        for concept, surfaces in self.names.items():
            for surface in surfaces:
                found.setdefault(surface, concept)
        return found


@dataclass(frozen=True)
class Evaluation:
    """The figures, and what lies behind them."""

    figures: Figures
    """Name -> value; None where there is nothing to count."""
    details: dict[str, list[str]]
    """Title -> what was missed or is spurious."""


def surface(name: object) -> str:
    """Fold a name: case, width, spaces, hyphens, quotes, emphasis marks and a Latin plural s do not count.

    >>> surface("Word-Embeddings") == surface("word embedding"), surface("loss"), surface("BiLSTMs")
    (True, 'loss', 'bilstm')
    """
    text = re.sub(r"[\s\-_\u2010-\u2015·'’\"“”`*]+", "", unicodedata.normalize("NFKC", str(name)).casefold())
    plural = len(text) > 3 and text.endswith("s") and not text.endswith("ss") and re.fullmatch(r"[a-z0-9./+]+", text)
    return text[:-1] if plural else text


def read_annotation(path: Path) -> Annotation:
    """Read an annotation; NotegraphError where it is missing or has another form."""
    try:
        return annotation(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise NotegraphError(f"cannot read: {error.strerror}", place=str(path), remedy="name an annotation") from error
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        remedy = "it is YAML with concepts, relations, prerequisites and noise; see CONTRIBUTING.md"
        problem = f"not an annotation ({type(error).__name__}: {error})"
        raise NotegraphError(problem.replace("\n", " "), place=str(path), remedy=remedy) from error


def annotation(data: Mapping[str, Any]) -> Annotation:
    """Return the annotation held by plain data; KeyError, TypeError or AttributeError where they have another form."""
    concepts = data["concepts"]
    names = {c["name"]: frozenset(map(surface, [c["name"], *(c.get("aliases") or [])])) for c in concepts}
    forms = frozenset().union(*names.values())
    return Annotation(
        names=names,
        core=frozenset(c["name"] for c in concepts if c.get("core")),
        relations=tuple((r["source"], r["relation"], r["target"]) for r in data.get("relations") or []),
        prerequisites=tuple((p["concept"], p["needs"]) for p in data.get("prerequisites") or []),
        noise=frozenset(map(surface, data.get("noise") or [])) - forms,
    )


def evaluate(graph: ConceptGraph, gold: Annotation) -> Evaluation:
    """Compare a graph with an annotation.

    A concept of the graph stands for each annotated one with which it shares a name. An edge counts for every pair
    that its ends stand for. `relation.agreement` is a floor of precision, for no annotation is complete.
    """
    return _Comparison(graph, gold).evaluation()


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


class _Comparison:
    def __init__(self, graph: ConceptGraph, gold: Annotation) -> None:
        self.graph, self.gold = graph, gold
        self.surfaces = {c.id: set(map(surface, c.names)) for c in graph.concepts()}
        known = gold.concept_of
        self.meaning = {id: {known[s] for s in forms if s in known} for id, forms in self.surfaces.items()}
        self.found = set().union(*self.meaning.values())
        self.relations = set(self._annotated_relations())

    def evaluation(self) -> Evaluation:
        figures: Figures = {"nodes": len(self.graph), "typed_edges": sum(1 for _ in self.graph.relations(*TYPED_KINDS))}
        figures["requires_edges"] = self.requires.number_of_edges()
        figures |= self._concepts() | self._aliases() | self._relations() | self._prerequisites()
        return Evaluation(figures, self._details())

    def _concepts(self) -> Figures:
        gold, standing = self.gold, sum(map(bool, self.meaning.values()))
        precision = _percent(standing, len(self.graph))
        recall = _percent(len(self.found & gold.core), len(gold.core))
        return {
            "concept.recall_core": recall,
            "concept.recall_all": _percent(len(self.found), len(gold.names)),
            "concept.precision": precision,
            "concept.f1": round(2 * precision * recall / (precision + recall), 1) if precision and recall else 0.0,
            "concept.noise": _percent(len(self._noisy()), len(self.graph)),
        }

    def _aliases(self) -> Figures:
        holder: dict[str, str] = {}
        for id, forms in self.surfaces.items():
            for form in forms:
                holder.setdefault(form, id)
        pairs = [
            (holder[a], holder[b])
            for forms in self.gold.names.values()
            for a, b in itertools.combinations(forms & holder.keys(), 2)
        ]
        swallowed = sum(len(concepts) > 1 for concepts in self.meaning.values())
        return {
            "alias.same_node": _percent(sum(a == b for a, b in pairs), len(pairs)),
            "alias.wrong_merge": _percent(swallowed, sum(map(bool, self.meaning.values()))),
        }

    def _relations(self) -> Figures:
        wanted = self.gold.relations
        linked = {frozenset((s, t)) for s, _, t in self.relations}
        annotated = {frozenset((s, t)) for s, _, t in wanted}
        return {
            "relation.recall": _percent(len(wanted) - len(self._missed_relations()), len(wanted)),
            "relation.recall_typed": _percent(sum(map(self._has, wanted)), len(wanted)),
            "relation.agreement": _percent(len(linked & annotated), len(linked)),
        }

    def _prerequisites(self) -> Figures:
        wanted = self.gold.prerequisites
        cycles = sum(len(group) > 1 for group in nx.strongly_connected_components(self.requires))
        return {
            "prerequisite.recall": _percent(sum(self._needs(a, b) for a, b in wanted), len(wanted)),
            "prerequisite.reversed": _percent(sum(self._needs(b, a) for a, b in wanted), len(wanted)),
            "prerequisite.cycles": cycles,
        }

    def _details(self) -> dict[str, list[str]]:
        spurious = [self.graph.concept(id).name for id, concepts in self.meaning.items() if not concepts]
        return {
            "missed core concepts": sorted(self.gold.core - self.found),
            "concepts that stand for no annotated one": sorted(spurious),
            "noise": sorted(self._noisy()),
            "missed relations": [" ".join(triple) for triple in self._missed_relations()],
            "missed prerequisites": [f"{a} needs {b}" for a, b in self.gold.prerequisites if not self._needs(a, b)],
        }

    def _noisy(self) -> list[str]:
        names = (self.graph.concept(id).name for id, concepts in self.meaning.items() if not concepts)
        return [name for name in names if surface(name) in self.gold.noise]

    def _annotated_relations(self) -> Iterable[Triple]:
        for relation in self.graph.relations(*TYPED_KINDS):
            pairs = itertools.product(self.meaning[relation.source], self.meaning[relation.target])
            yield from ((a, relation.kind, b) for a, b in pairs if a != b)

    def _missed_relations(self) -> list[Triple]:
        linked = {frozenset((s, t)) for s, _, t in self.relations}
        return [triple for triple in self.gold.relations if frozenset((triple[0], triple[2])) not in linked]

    def _has(self, triple: Triple) -> bool:
        source, kind, target = triple
        same = any((source, k, target) in self.relations for k in _ALIKE.get(kind, {kind}))
        return same or (kind == "contrasts_with" and (target, kind, source) in self.relations)

    @cached_property
    def requires(self) -> nx.DiGraph[str]:
        return nx.DiGraph((r.source, r.target) for r in self.graph.relations("requires"))

    @cached_property
    def _standing_for(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for id, concepts in self.meaning.items():
            for concept in concepts:
                found[concept].add(id)
        return dict(found)

    @cached_property
    def _closure(self) -> dict[str, set[str]]:
        starts = {
            id for concept in itertools.chain(*self.gold.prerequisites) for id in self._standing_for.get(concept, ())
        }
        return {id: nx.descendants(self.requires, id) for id in starts if id in self.requires}

    def _needs(self, a: str, b: str) -> bool:
        ends = self._standing_for.get(b, set())
        return any(not ends.isdisjoint(self._closure.get(id, ())) for id in self._standing_for.get(a, ()))
