"""The map of a graph, its communities and positions: computed once for each content, and kept on disk."""

from __future__ import annotations

import contextlib
import hashlib
import json
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path
from typing import Any

import numpy as np

from graph import communities as communities_module
from graph import layout as layout_module
from graph.communities import Community, communities
from graph.errors import GraphFileError
from graph.files import write_atomically
from graph.layout import Position, positions
from graph.model import ConceptGraph

_KEPT = 40
"""Maps that stay on disk, those used last; each edit of the notes leaves one more."""


@dataclass(frozen=True, slots=True)
class Atlas:
    """Where the concepts of a graph are, and together with which others."""

    groups: tuple[Community, ...]
    """Communities, largest first."""
    positions: dict[str, Position]
    """Place of every concept."""


def mark_of(content: bytes) -> str:
    """Return the mark of a graph, given what `graph.store.dumps` makes of it."""
    return hashlib.sha256(content).hexdigest()[:32]


def atlas(graph: ConceptGraph, *, mark: str = "", folder: Path | None = None) -> Atlas:
    """Return the map of a graph; with its mark and a cache folder it is computed once for each content.

    A file that is broken, or of another version of the program, counts as missing. A full disk only means that
    nothing is kept.
    """
    file = folder / "maps" / f"{_digest(mark)}.json" if folder and mark else None
    found = _read(file, graph) if file else None
    if found is None:
        groups = communities(graph)
        found = Atlas(groups, positions(graph, groups=groups))
        if file:
            _write(file, found)
    return found


def _digest(mark: str) -> str:
    return hashlib.sha256(f"{_program()} {mark}".encode()).hexdigest()


@once
def _program() -> str:
    """Return a digest of all that the map depends on beside the graph."""
    digest = hashlib.sha256(np.__version__.encode())
    for module in (communities_module, layout_module):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def _read(file: Path, graph: ConceptGraph) -> Atlas | None:
    try:
        check, _, content = file.read_bytes().partition(b"\n")
        if hashlib.sha256(content).hexdigest().encode() != check:
            return None
        found = _atlas(json.loads(content))
        file.touch()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if found.positions.keys() == set(graph.network) else None


def _atlas(data: Any) -> Atlas:
    groups = tuple(Community(at, tuple(group["members"]), group["name"]) for at, group in enumerate(data["groups"]))
    places = (place for group in data["groups"] for place in group["places"])
    ids = (id for group in groups for id in group.members)
    return Atlas(groups, {id: (x, y) for id, (x, y) in zip(ids, places, strict=True)})


def _write(file: Path, made: Atlas) -> None:
    groups = [
        {"name": group.name, "members": group.members, "places": [made.positions[id] for id in group.members]}
        for group in made.groups
    ]
    content = json.dumps({"groups": groups}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    with contextlib.suppress(GraphFileError, OSError):
        write_atomically(file, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        for old in sorted(file.parent.glob("*.json"), key=lambda one: -one.stat().st_mtime)[_KEPT:]:
            old.unlink()
