"""The records of a concept graph and the graph itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import networkx as nx

from graph.errors import NotegraphError, UnknownConceptError


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the notes that says so."""

    path: str
    """Path of the note, relative to the notes folder, with forward slashes; a lexicon file for origin lexicon."""
    line: int
    """First line of the quote, counted from 1."""
    quote: str
    """The sentence, as plain text."""
    rule: str = ""
    """Name of the rule or pattern that read it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a note that explains a concept."""

    path: str
    """Path of the note."""
    line: int
    """First source line, counted from 1."""
    end_line: int
    """Last source line, inclusive."""
    role: str
    """section | definition | item | mention: how near it is to an explanation, best first."""
    heading: tuple[str, ...]
    """The trail of headings above it, outermost first."""
    text: str
    """Markdown source of the passage."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a concept, and why it is one."""

    name: str
    """The surface form."""
    language: str
    """zh | en."""
    reason: str
    """Code of the reason for the merge: brackets, also_called, spelling, typo, abbreviation, lexicon, …"""
    path: str = ""
    """Where the reason stands; empty for a reason of form."""
    line: int = 0
    """Line of the reason; 0 for a reason of form."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea of the notes, with all its names."""

    id: str
    """Stable identifier made from the name; see `concept_id`."""
    name: str
    """The form a learner would look up."""
    language: str = "en"
    """Language of the name: zh | en."""
    kind: str = ""
    """method | model | component | problem | metric | tool | data | theory, or empty where nothing shows it."""
    aliases: tuple[Alias, ...] = ()
    """Other names, most used first."""
    definition: Evidence | None = None
    """One or two sentences quoted from the notes, or None; never invented."""
    passages: tuple[Passage, ...] = ()
    """Where the notes explain it, best first."""
    mentions: int = 0
    """Number of places that name it."""
    importance: float = 0.0
    """0 to 1, the most important concept of the graph has 1."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *(alias.name for alias in self.aliases))

    @property
    def only_mentioned(self) -> bool:
        """Whether no passage explains it."""
        return all(passage.role == "mention" for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed, directed edge between two concepts."""

    source: str
    """Id of the concept that it is said of."""
    target: str
    """Id of the other concept."""
    kind: str
    """A name of `graph.vocabulary.RELATION_KINDS`."""
    origin: str = "extracted"
    """extracted (has evidence in the notes) | lexicon (background fact) | curated (the user's own correction)."""
    confidence: float = 1.0
    """0 to 1, from the number and strength of independent pieces of evidence."""
    evidence: tuple[Evidence, ...] = ()
    """The sentences that say so, best first."""
    tier: str = ""
    """For requires: strong | medium | weak. Empty otherwise."""
    reason: str = ""
    """For requires: code of the reason (a key of the interface texts). Empty otherwise."""

    @property
    def doubtful(self) -> bool:
        """Whether it is of the weak tier, which views, cards and paths leave out unless asked."""
        return self.tier == "weak"


@dataclass(frozen=True, slots=True)
class NoteInfo:
    """A note the graph was made from."""

    path: str
    """Relative path."""
    title: str
    """Its title."""
    language: str
    """zh | en."""
    lines: int
    """Number of lines."""


@dataclass(frozen=True, slots=True)
class NoteWarning:
    """Something in the notes that could not be read, or was read in doubt."""

    path: str
    """The file."""
    line: int
    """The line, 0 where no line applies."""
    message: str
    """A sentence in English that names the value and the remedy."""


def fold(name: str) -> str:
    """Return the key under which spellings of one name meet: width, case, spaces and hyphens folded.

    >>> fold("Llama 2") == fold("LLaMA-2") == fold("ｌｌａｍａ２")
    True
    """
    return re.sub(r"[\s\-_‐‑‒–—]+", "", unicodedata.normalize("NFKC", name).casefold())


def concept_id(name: str) -> str:
    """Return the identifier for a name: lower case, runs of other characters than letters and digits become a hyphen.

    >>> concept_id("Multi-Head Attention"), concept_id("多头 注意力"), concept_id("C++")
    ('multi-head-attention', '多头-注意力', 'c++')
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[^\w+#.]+", "-", text).strip("-.") or "concept"


@dataclass(slots=True)
class ConceptGraph:
    """Concepts and relations around a `networkx.MultiDiGraph`; relation kind is the edge key."""

    title: str = ""
    """Name of the notebook."""
    notes: tuple[NoteInfo, ...] = ()
    """The notes it was made from, by path."""
    warnings: tuple[NoteWarning, ...] = ()
    """What the extraction could not read."""
    network: nx.MultiDiGraph[str] = field(default_factory=nx.MultiDiGraph)
    """Nodes: id -> {"concept": Concept}; edges: (source, target, kind) -> {"relation": Relation}."""
    _by_name: dict[str, str] = field(default_factory=dict, repr=False)

    def add_concept(self, concept: Concept) -> None:
        """Add or replace a concept."""
        self.network.add_node(concept.id, concept=concept)
        for name in concept.names:
            self._by_name.setdefault(fold(name), concept.id)

    def add_relation(self, relation: Relation) -> None:
        """Add or replace the relation of this kind between these two concepts; both must be in the graph."""
        for end in (relation.source, relation.target):
            if end not in self.network:
                raise NotegraphError(f"relation {relation.kind!r} names an unknown concept id {end!r}")
        self.network.add_edge(relation.source, relation.target, key=relation.kind, relation=relation)

    def __contains__(self, concept: object) -> bool:
        return concept in self.network

    def __len__(self) -> int:
        return len(self.network)

    def concept(self, id: str) -> Concept:
        """Return the concept with this id; KeyError where there is none."""
        found: Concept = self.network.nodes[id]["concept"]
        return found

    def concepts(self) -> Iterator[Concept]:
        """Yield all concepts, by id."""
        for id in sorted(self.network):
            yield self.concept(id)

    def relations(self, *kinds: str) -> Iterator[Relation]:
        """Yield all relations, or those of some kinds, by source, target and kind."""
        targets_of = dict(self.network.adjacency())
        for source in sorted(targets_of):
            for _, between in sorted(targets_of[source].items(), key=itemgetter(0)):
                for kind in sorted(between):
                    if not kinds or kind in kinds:
                        yield between[kind]["relation"]

    def relations_of(self, id: str) -> list[Relation]:
        """Return the relations that start or end at a concept, outgoing first, sorted."""
        return [
            *self._sorted(self.network.out_edges(id, data=True)),
            *self._sorted(self.network.in_edges(id, data=True)),
        ]

    def relations_between(self, a: str, b: str) -> list[Relation]:
        """Return the relations between two concepts in either direction."""
        return [r for r in self.relations_of(a) if {r.source, r.target} == {a, b}]

    def find(self, name: str) -> Concept:
        """Return the concept that has this id, name or alias, spelling folded; else UnknownConceptError."""
        if name in self.network:
            return self.concept(name)
        id = self._by_name.get(fold(name))
        if id is None:
            raise UnknownConceptError(name, self._nearest(name))
        return self.concept(id)

    def _nearest(self, name: str) -> tuple[str, ...]:
        from rapidfuzz import fuzz, process
        from rapidfuzz.distance import OSA

        key, keys = fold(name), sorted(self._by_name)
        # Mistyped names first; likeness of parts, which finds "LLM" in anything, only where nothing is near as a whole.
        hits = process.extract(key, keys, scorer=OSA.normalized_similarity, limit=5, score_cutoff=0.6)
        hits = hits or process.extract(key, keys, scorer=fuzz.WRatio, limit=5, score_cutoff=60)
        return tuple(dict.fromkeys(self.concept(self._by_name[key]).name for key, *_ in hits))[:3]

    @staticmethod
    def _sorted(edges: Iterable[tuple[str, str, dict[str, Any]]]) -> list[Relation]:
        return sorted((data["relation"] for *_, data in edges), key=lambda r: (r.source, r.target, r.kind))
