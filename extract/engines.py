"""Where the per-note work runs: in this process, or in any `concurrent.futures.Executor`."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass

from extract.cache import Cache
from extract.concepts.candidates import find_mentions
from extract.concepts.mentions import Mention
from extract.reading.document import Document
from extract.reading.folder import Note, read_note
from graph.model import NoteWarning


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one note gives by itself."""

    document: Document | None
    mentions: tuple[Mention, ...]
    warnings: tuple[NoteWarning, ...]


def read(note: Note) -> Reading:
    """Return the reading of one note."""
    document, warnings = read_note(note)
    return Reading(document, find_mentions(document) if document else (), warnings)


def read_all(
    notes: Sequence[Note], *, jobs: int, cache: Cache, progress: Callable[[str, int, int], None]
) -> list[Reading]:
    """Return the readings of notes in their order, from the cache where it has them."""
    known = {note: reading for note in notes if (reading := cache.get(note)) is not None}
    missing = [note for note in notes if note not in known]
    done = len(known)
    with _executor(min(jobs, len(missing))) as executor:
        results: Iterator[Reading] = executor.map(read, missing, chunksize=4) if executor else map(read, missing)
        for note, reading in zip(missing, results, strict=True):
            cache.put(note, reading)
            known[note] = reading
            done += 1
            progress(note.path, done, len(notes))
    return [known[note] for note in notes]


@contextlib.contextmanager
def _executor(jobs: int) -> Iterator[Executor | None]:
    if jobs <= 1:
        yield None
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(cancel_futures=True)
            raise
