"""What the learner knows, read from the file beside the notes at every run, so that all open tabs agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from graph import known as store
from graph.errors import NoteError, NotegraphError
from graph.model import Concept
from ui.notebook import Notebook

_TROUBLE, _ADDED, _REMOVED = "known trouble", "known added", "known removed"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known, and what went wrong with it."""

    concepts: tuple[Concept, ...]
    """Known concepts of this notebook, by name."""
    strange: tuple[str, ...]
    """Known names that this notebook does not have; they stay in the file."""
    trouble: str
    """Why the file cannot be read or written; empty where it can."""

    @property
    def ids(self) -> frozenset[str]:
        """Ids of the known concepts."""
        return frozenset(concept.id for concept in self.concepts)

    @property
    def names(self) -> tuple[str, ...]:
        """All known names."""
        return store.merged([*(concept.name for concept in self.concepts), *self.strange])


def recall(book: Notebook) -> Memory:
    """Return what is known: the file's names, and those of this session that could not be saved."""
    trouble = st.session_state.get(_TROUBLE, "")
    try:
        names = store.load(store.known_file(book.root))
    except NotegraphError as error:
        names, trouble = (), str(error)
    names = store.merged(names, add=_unsaved(_ADDED), remove=_unsaved(_REMOVED))
    concepts, strange = store.resolved(book.graph, names)
    return Memory(tuple(sorted(concepts, key=lambda c: c.name)), tuple(strange), trouble)


def mark(book: Notebook, concept: Concept, *, known: bool) -> None:
    """Keep that a concept is known, or is not after all."""
    keep(book, add=[concept.name] if known else [], remove=[] if known else concept.names)


def keep(book: Notebook, *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
    """Add and remove names; where the file cannot be written, they count for this session at least."""
    added, removed = list(add), list(remove)
    try:
        store.mark(_file(book), add=[*_unsaved(_ADDED), *added], remove=[*_unsaved(_REMOVED), *removed])
    except NotegraphError as error:
        st.session_state[_TROUBLE] = str(error)
        st.session_state[_ADDED] = store.merged(_unsaved(_ADDED), add=added, remove=removed)
        st.session_state[_REMOVED] = store.merged(_unsaved(_REMOVED), add=removed, remove=added)
    else:
        for key in (_TROUBLE, _ADDED, _REMOVED):
            st.session_state.pop(key, None)


def _file(book: Notebook) -> Path:
    if not book.root.is_dir():
        raise NoteError("the notes folder is not there", place=str(book.root), remedy="put it back")
    return store.known_file(book.root)


def _unsaved(key: str) -> tuple[str, ...]:
    names: tuple[str, ...] = st.session_state.get(key, ())
    return names
