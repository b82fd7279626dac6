"""Files that a reader adds in the browser, laid out as a temporary notes folder."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from graph.errors import NoteError
from ui.notebook import NOTE_SUFFIXES

_KEPT = (*NOTE_SUFFIXES, ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
_MOST_FILES = 5000
_MOST_BYTES = 300_000_000


def lay_out(files: Iterable[tuple[str, bytes]], folder: Path) -> int:
    """Write uploaded files, zips unpacked, below a folder; return the number of notes among them.

    Names that would lead out of the folder are refused, and so are archives that unpack to more than 5,000 files or
    300 MB: NoteError.
    """
    notes, room = 0, _MOST_BYTES
    for name, content in files:
        members = _unpacked(name, content) if name.lower().endswith(".zip") else [(name, content)]
        for member, data in members:
            room -= len(data)
            if room < 0:
                raise NoteError("more than 300 MB of notes", place=name, remedy="add fewer files at a time")
            notes += _write(folder, member, data)
    return notes


def _unpacked(name: str, content: bytes) -> Iterable[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if info.filename.lower().endswith(_KEPT)]
            if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _MOST_BYTES:
                raise NoteError("the archive is too large", place=name, remedy="add fewer files at a time")
            for info in infos:
                yield _readable(info), archive.read(info)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise NoteError(f"not a zip that can be read ({error})", place=name, remedy="pack it again") from error


def _readable(info: zipfile.ZipInfo) -> str:
    """Undo the reading as code page 437 of names that Chinese Windows wrote as GBK, or tools as unmarked UTF-8."""
    if info.flag_bits & 0x800:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return info.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return info.filename


def _write(folder: Path, name: str, data: bytes) -> int:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or path.suffix.lower() not in _KEPT:
        return 0
    target = folder.joinpath(*path.parts)
    if not target.resolve().is_relative_to(folder.resolve()):
        return 0
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return int(target.suffix.lower() in NOTE_SUFFIXES)
