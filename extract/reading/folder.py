"""Files and folders to documents; one bad file gives one warning and the rest still works."""

from __future__ import annotations

import os
import stat
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

    Hidden folders and files are passed over, links to folders are not followed. When two notes of several sources
    would have the same path, each path starts with the name of the folder it was found in.
    """
    found: dict[Path, tuple[Path, str]] = {}
    for source in sources:
        _demand(source)
        root = source.parent if source.is_file() else source
        for file, path in _notes_of(source):
            places = [(root.resolve(), path)]
            real = Path(os.path.realpath(file))
            found[real] = min([*places, *([found[real]] if real in found else [])], key=_outermost)
    if not found:
        places_named = ", ".join(str(source) for source in sources) or "nothing"
        raise NoteError(
            "no notes found", place=places_named, remedy=f"put files ending in {', '.join(sorted(SUFFIXES))} there"
        )
    paths = _distinct(list(found.values()))
    notes = (Note(root / path, shown) for (root, path), shown in zip(found.values(), paths, strict=True))
    return tuple(sorted(notes, key=lambda n: (n.path, str(n.file))))


def _demand(source: Path) -> None:
    try:
        problem = "" if source.exists() else "no such file or folder"
    except OSError as error:
        problem = f"cannot be looked at ({error.strerror})"
    if problem:
        raise NoteError(problem, place=str(source), remedy="check the spelling of the path")


def _outermost(place: tuple[Path, str]) -> tuple[int, str]:
    """Of several sources that hold a file the outermost names it, whatever their order."""
    root, path = place
    return -path.count("/"), str(root)


def _distinct(places: Sequence[tuple[Path, str]]) -> list[str]:
    """Return a path to show for each (root, relative path), with as many names of the root's folders as needed."""
    deepest = max(len(root.parts) for root, _ in places)
    for names in range(deepest):
        shown = [_readable("/".join([*root.parts[1:][-names or deepest :], path])) for root, path in places]
        if len(set(shown)) == len(shown):
            return shown
    return [f"{_readable(path)} ({number})" for number, (_, path) in enumerate(places, 1)]


def _readable(path: str) -> str:
    """File names that are no UTF-8 cannot be written to graph.json as they are."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


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
        return parsed(content_of(note), note.path)
    except NoteError as error:
        return None, (NoteWarning(note.path, 0, f"{error.problem}; {error.remedy}"),)


def parsed(content: bytes, path: str) -> tuple[Document | None, tuple[NoteWarning, ...]]:
    """Return the document of the bytes of a note and its warnings; NoteError where they are no text."""
    document = parse(decode(content, path), path)
    return document, tuple(NoteWarning(path, line, message) for line, message in document.warnings)


def content_of(note: Note) -> bytes:
    """Return the bytes of a note; NoteError where it is no file, too large or cannot be read."""
    try:
        status = note.file.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST:
            return note.file.read_bytes()
    except OSError as error:
        problem, remedy = f"cannot be read ({error.strerror})", "check its permissions"
        if note.file.is_symlink():
            problem, remedy = f"a link that leads nowhere ({error.strerror})", "mend or remove the link"
        raise NoteError(problem, place=note.path, remedy=remedy) from error
    if stat.S_ISREG(status.st_mode):
        problem = f"too large for a note ({status.st_size} bytes)"
        raise NoteError(problem, place=note.path, remedy="split it or leave it out")
    raise NoteError("cannot be read (not a regular file)", place=note.path, remedy="check its permissions")


def _notes_of(source: Path) -> Iterator[tuple[Path, str]]:
    if source.is_file():
        if source.suffix.lower() in SUFFIXES:
            yield source, source.name
        return
    locked: list[OSError] = []
    for folder, folders, files in os.walk(source, onerror=locked.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder) / name
            if file.suffix.lower() in SUFFIXES and not name.startswith("."):
                yield file, file.relative_to(source).as_posix()
    for error in locked:  # reading it will give the warning
        yield Path(error.filename), Path(error.filename).relative_to(source).as_posix()
