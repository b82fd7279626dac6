"""Readings of notes kept on disk, by the content of the note and of the program that read it."""

from __future__ import annotations

import contextlib
import hashlib
import pickle
from functools import cache as once
from pathlib import Path
from typing import TYPE_CHECKING

from extract.reading.folder import Note, content_of
from graph.errors import NoteError, NotegraphError
from graph.files import write_atomically

if TYPE_CHECKING:
    from extract.engines import Reading

_SUM = hashlib.sha256().digest_size
_ROOT = Path(__file__).resolve().parent


class Cache:
    """A folder of readings; without a folder it keeps nothing. A broken entry counts as missing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, note: Note) -> Reading | None:
        """Return the reading of a note as it stands on disk now, or None."""
        file = self._file(note)
        if file is None:
            return None
        try:
            kept = file.read_bytes()
            if hashlib.sha256(kept[_SUM:]).digest() != kept[:_SUM]:
                return None
            found: Reading = pickle.loads(kept[_SUM:])
        except Exception:  # whatever a broken pickle raises, the note is simply read again
            return None
        return found

    def put(self, note: Note, reading: Reading) -> None:
        """Keep a reading; a full disk only means that nothing is kept."""
        file = self._file(note)
        if file is not None and reading.document is not None:
            with contextlib.suppress(NotegraphError):
                content = pickle.dumps(reading, protocol=5)
                write_atomically(file, hashlib.sha256(content).digest() + content)

    def _file(self, note: Note) -> Path | None:
        if self._folder is None:
            return None
        try:
            content = content_of(note)
        except NoteError:
            return None
        digest = hashlib.sha256(b"\0".join((program_digest().encode(), note.path.encode(), content))).hexdigest()
        return self._folder / digest[:2] / f"{digest}.pickle"


@once
def program_digest() -> str:
    """Return a digest of the program files and word lists that reading depends on."""
    digest = hashlib.sha256()
    data = _ROOT.parent / "data"
    files = [*_ROOT.rglob("*.py"), *(data / "lexicon").rglob("*.yaml"), data / "settings.yaml"]
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()
