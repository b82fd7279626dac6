"""A zip archive that has the same bytes for the same content."""

from __future__ import annotations

import contextlib
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from graph.formats._text import text_writer

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold: the time of the export would change the bytes."""


class Archive:
    """A zip file under construction."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @contextlib.contextmanager
    def text(self, name: str) -> Iterator[TextIO]:
        """Yield a UTF-8 text stream into a new member."""
        with self._zip.open(self._member(name), "w") as member, text_writer(member) as stream:  # type: ignore[arg-type]
            yield stream

    def add(self, name: str, content: str | bytes) -> None:
        """Add a whole member."""
        self._zip.writestr(self._member(name), content)

    def _member(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, _EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info
