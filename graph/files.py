"""Writing files so that a failure leaves the old file or none."""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from graph.errors import GraphFileError


@contextlib.contextmanager
def atomic_writer(path: Path) -> Iterator[BinaryIO]:
    """Yield a binary file that takes the place of `path` only when the block ends without an error.

    The temporary file lies in the same folder. OSError (full disk, no permission) becomes GraphFileError.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            yield cast(BinaryIO, file)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        raise GraphFileError(
            f"cannot write: {error.strerror or error}",
            place=str(path),
            remedy="choose a folder you may write to, with free space",
        ) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def write_atomically(path: Path, data: bytes) -> None:
    """Write bytes to a file by `atomic_writer`."""
    with atomic_writer(path) as file:
        file.write(data)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for oneself, made where it is missing; others who ask for it wait, be they threads or processes.

    The lock lies on the folder itself, so nothing is left behind, and it ends with the process that holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise GraphFileError(
            f"cannot write: {error.strerror or error}", place=str(folder), remedy="choose a folder you may write to"
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
