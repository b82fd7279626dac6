"""Extraction in the background, with progress that a page can show and a way to cancel it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from graph.errors import NotegraphError
from graph.model import ConceptGraph
from ui.notebook import cache_folder

Progress = Callable[[str, int, int], None]
Extract = Callable[[Path, Progress], ConceptGraph]


class CancelledError(Exception):
    """The reader cancelled the extraction."""


class Job:
    """One extraction of a folder, in a thread of its own."""

    def __init__(self, root: Path, *, extract: Extract | None = None, done: Callable[[ConceptGraph], None]) -> None:
        self.root = root
        self.label, self.done, self.total = "", 0, 0
        self.graph: ConceptGraph | None = None
        self.error: str = ""
        self.cancelled = False
        self._extract, self._finish = extract or extract_notes, done
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it still works."""
        return self._thread.is_alive()

    def cancel(self) -> None:
        """End it at the next note."""
        self._stop.set()

    def _run(self) -> None:
        try:
            graph = self._extract(self.root, self._progress)
            self._progress(self.label, self.total, self.total)
            self._finish(graph)
            self.graph = graph
        except CancelledError:
            self.cancelled = True
        except NotegraphError as error:
            self.error = str(error)
        except Exception as error:  # a bug of the extraction must not leave the page waiting for ever
            self.error = f"{type(error).__name__}: {error}"

    def _progress(self, label: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise CancelledError
        self.label, self.done, self.total = label, done, total


def extract_notes(root: Path, progress: Progress) -> ConceptGraph:
    """Return the graph of a folder; the import is late because it takes seconds, and most starts need none."""
    from extract.pipeline import Options, extract

    graph: ConceptGraph = extract([root], Options(cache=cache_folder()), progress=progress)
    return graph
