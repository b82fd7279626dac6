"""The notebook on the screen: a graph, its notes folder, and what is computed once from them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from graph import store
from graph.atlas import atlas, mark_of
from graph.communities import Community, communities, membership
from graph.layout import Position, positions
from graph.model import Concept, ConceptGraph, Relation

NOTE_SUFFIXES = (".md", ".markdown", ".txt")


@dataclass(frozen=True, slots=True)
class Notebook:
    """A graph with all that pages need of it, computed once for each content."""

    graph: ConceptGraph
    """The concept graph."""
    root: Path
    """The notes folder; passages and images are read only from inside it."""
    mark: str
    """Changes with the content."""
    positions: dict[str, Position]
    """Place of every concept on the map."""
    groups: tuple[Community, ...]
    """Communities, largest first."""
    group_of: dict[str, int]
    """Index of every concept's community."""
    ranked: tuple[Concept, ...]
    """All concepts, most important first."""
    relations: tuple[Relation, ...]
    """All relations, sorted."""


def notes_folder() -> Path:
    """Return the notes folder that the app was started with."""
    return Path(os.environ.get("NOTEGRAPH_NOTES", "data/notes"))


def graph_file() -> Path:
    """Return the graph file that the app was started with."""
    return Path(os.environ.get("NOTEGRAPH_GRAPH", "build/graph.json"))


def note_files(root: Path) -> list[Path]:
    """Return the notes inside a folder, sorted; hidden files and folders are left out."""
    found = (path for path in root.rglob("*") if path.suffix.lower() in NOTE_SUFFIXES and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts))


def fingerprint(root: Path) -> str:
    """Return a string that changes when a note is added, removed or edited, without reading the notes."""
    stats = [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in note_files(root)]
    return hashlib.sha256(repr(stats).encode()).hexdigest()[:16]


def cache_folder() -> Path:
    """Return where readings of notes and maps of graphs are kept."""
    return user_cache_path("notegraph", appauthor=False)


def load(file: Path, root: Path, *, before: Notebook | None = None) -> Notebook:
    """Return the notebook of a graph file; GraphFileError where it cannot be read."""
    content = store.read(file)
    return make(store.loads(content, place=str(file)), root, mark=mark_of(content), before=before)


def make(graph: ConceptGraph, root: Path, *, mark: str = "", before: Notebook | None = None) -> Notebook:
    """Return the notebook of a graph; with the notebook it replaces, old concepts keep their places."""
    mark = mark or mark_of(store.dumps(graph))
    if before and any(id in before.positions for id in graph.network):
        groups = communities(graph)
        places = positions(graph, groups=groups, known=before.positions)
    else:
        found = atlas(graph, mark=mark, folder=cache_folder())
        groups, places = found.groups, found.positions
    ranked = sorted(graph.concepts(), key=lambda concept: (-concept.importance, concept.id))
    return Notebook(graph, root, mark, places, groups, membership(groups), tuple(ranked), tuple(graph.relations()))
