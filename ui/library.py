"""The notebook that the app was started with: loaded once for all sessions, made anew when the notes change."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from graph import store
from graph.errors import GraphFileError
from graph.model import ConceptGraph
from ui.extraction import Job
from ui.notebook import Notebook, fingerprint, graph_file, load, make, note_files, notes_folder


@dataclass(slots=True)
class Library:
    """The notes folder, its graph file, and the notebook made of them."""

    root: Path
    """The notes folder."""
    file: Path
    """graph.json."""
    book: Notebook | None = None
    """The notebook, once loaded or made."""
    job: Job | None = None
    """The extraction that runs or ran last."""
    error: str = ""
    """Why the graph file cannot be read; empty where it can."""
    _notes: str = ""
    _changed: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> Notebook | None:
        """Return the notebook of the graph file, read again when the file has changed; None where it cannot be."""
        with self._lock:
            changed = self.file.stat().st_mtime_ns if self.file.is_file() else 0
            if changed and changed != self._changed:
                self._read(changed)
        return self.book

    def _read(self, changed: int) -> None:
        self._changed, self._notes = changed, self._now()
        try:
            self.book, self.error = load(self.file, self.root, before=self.book), ""
        except GraphFileError as error:
            self.error = str(error)

    def start(self) -> None:
        """Extract the notes, unless that runs already."""
        with self._lock:
            if self.job is None or not self.job.running:
                self._notes = self._now()
                self.job = Job(self.root, done=self._made)

    def watch(self) -> None:
        """Extract again when a note was added, removed or edited since the last look."""
        now = self._now()
        if self.book and now != self._notes and note_files(self.root):
            self.start()

    def _made(self, graph: ConceptGraph) -> None:
        book = make(graph, self.root, before=self.book)
        with self._lock:
            store.save(graph, self.file)
            self._changed = self.file.stat().st_mtime_ns
            self.book, self.error = book, ""

    def _now(self) -> str:
        return fingerprint(self.root) if self.root.is_dir() else ""


@st.cache_resource(show_spinner=False)
def _library(root: str, file: str) -> Library:
    return Library(Path(root), Path(file))


def library() -> Library:
    """Return the library of this server."""
    found: Library = _library(str(notes_folder()), str(graph_file()))
    return found
