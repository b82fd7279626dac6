"""Files and folders to documents; one bad file gives one warning and the rest still works."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.reading.decode import decode
from extract.reading.document import Document
from extract.reading.markdown import parse
from graph.errors import NoteError
from graph.model import NoteWarning

SUFFIXES = frozenset({".md", ".markdown", ".txt"})
"""Endings of the files that are notes."""
_LARGEST = 50_000_000
"""Bytes; a larger file is no note."""


@dataclass(frozen=True, slots=True)
class Note:
    """A file that holds a note."""

    file: Path
    path: str
    """Path to show, relative to the folder it was found in."""


@dataclass(frozen=True, slots=True)
class Readings:
    """What could be read, and what not."""

    documents: tuple[Document, ...]
    warnings: tuple[NoteWarning, ...]


def find_notes(sources: Sequence[Path]) -> tuple[Note, ...]:
    """Return the notes in files and folders, by path, each once; NoteError where there are none.

    Hidden folders and files are passed over. Of several sources each path starts with the name of its folder when
    two notes would have the same path.
    """
    found: dict[Path, str] = {}
    for source in sources:
        if not source.exists():
            raise NoteError("no such file or folder", place=str(source), remedy="check the spelling of the path")
        for file, path in _notes_of(source):
            found.setdefault(file.resolve(), path)
    if not found:
        places = ", ".join(str(source) for source in sources) or "nothing"
        raise NoteError(
            "no notes found", place=places, remedy=f"put files ending in {', '.join(sorted(SUFFIXES))} there"
        )
    return tuple(sorted((Note(file, path) for file, path in found.items()), key=lambda n: (n.path, str(n.file))))


def read_documents(sources: Sequence[Path]) -> Readings:
    """Return the documents of files and folders with the warnings of reading them, in order of path."""
    readings = [read_note(note) for note in find_notes(sources)]
    return Readings(
        tuple(document for document, _ in readings if document is not None),
        tuple(warning for _, warnings in readings for warning in warnings),
    )


def read_note(note: Note) -> tuple[Document | None, tuple[NoteWarning, ...]]:
    """Return the document of a note, or None, and what there is to say of it."""
    try:
        content = _content(note.file)
        return parsed(content, note.path)
    except NoteError as error:
        return None, (NoteWarning(note.path, 0, f"{error.problem}; {error.remedy}"),)
    except OSError as error:
        return None, (NoteWarning(note.path, 0, f"cannot be read ({error.strerror}); check its permissions"),)


def parsed(content: bytes, path: str) -> tuple[Document | None, tuple[NoteWarning, ...]]:
    """Return the document of the bytes of a note and its warnings; NoteError where they are no text."""
    document = parse(decode(content, path), path)
    return document, tuple(NoteWarning(path, line, message) for line, message in document.warnings)


def _content(file: Path) -> bytes:
    size = file.stat().st_size
    if size > _LARGEST:
        raise NoteError(f"too large for a note ({size} bytes)", place=str(file), remedy="split it or leave it out")
    return file.read_bytes()


def _notes_of(source: Path) -> Iterator[tuple[Path, str]]:
    if source.is_file():
        if source.suffix.lower() in SUFFIXES:
            yield source, source.name
        return
    for folder, folders, files in os.walk(source):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder) / name
            if file.suffix.lower() in SUFFIXES and not name.startswith("."):
                yield file, file.relative_to(source).as_posix()
