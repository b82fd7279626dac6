"""A failed export leaves the old file or none."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path

import pytest

from graph.errors import GraphFileError
from graph.formats import export, format_named, formats
from tests.samples import generated_graph

OLD = b"an earlier export"
ROOM = 4096
"""Bytes that the failing exports may write before no more fit; each of them is larger."""

Failing = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[tuple[Path, Failing]]:
    """Yield a folder and what makes writing there fail: a file system of its own, else a limit on file size.

    Mounting needs root; the limit needs nothing, so that the test runs for everyone.
    """
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = _mount(folder)
    yield folder, (lambda: _filled(folder)) if mounted else _limited
    if mounted:
        subprocess.run(["umount", folder], check=True)


def _mount(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        return (
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True).returncode
            == 0
        )
    return False


@contextlib.contextmanager
def _filled(folder: Path) -> Iterator[None]:
    """Fill the file system but for a page."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(ROOM))
    os.truncate(filler, filler.stat().st_size - ROOM)
    yield
    filler.unlink()


@contextlib.contextmanager
def _limited() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_full_disk_leaves_the_old_file_and_nothing_else(name: str, full_disk: tuple[Path, Failing]) -> None:
    folder, failing = full_disk
    target = folder / f"graph{formats()[name].extension}"
    target.write_bytes(OLD)
    graph = generated_graph(300, 600)
    with failing(), pytest.raises(GraphFileError, match=target.name):
        export(graph, name, target)
    assert target.read_bytes() == OLD
    assert [path.name for path in folder.iterdir()] == [target.name]


@pytest.mark.parametrize("name", sorted(formats()))
def test_a_full_disk_leaves_no_file_where_there_was_none(name: str, full_disk: tuple[Path, Failing]) -> None:
    folder, failing = full_disk
    with failing(), pytest.raises(GraphFileError):
        export(generated_graph(300, 600), name, folder / "graph")
    assert list(folder.iterdir()) == []


def test_a_file_size_limit_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "graph.json"
    target.write_bytes(OLD)
    with _limited(), pytest.raises(GraphFileError, match=r"graph\.json: cannot write"):
        export(generated_graph(300, 600), "node_link", target)
    assert target.read_bytes() == OLD


_ENDLESS = """
import sys
from pathlib import Path
from graph.formats import export
from tests.samples import generated_graph
graph = generated_graph(15_000, 30_000)
print("ready", flush=True)
export(graph, sys.argv[1], Path(sys.argv[2]))
"""


@pytest.mark.parametrize("old", [OLD, None], ids=["over an old file", "where there was none"])
@pytest.mark.parametrize("name", ["node_link", "graphml", "csv"])
def test_a_killed_export_leaves_the_old_file_or_none(name: str, old: bytes | None, tmp_path: Path) -> None:
    target = tmp_path / "graph.out"
    if old is not None:
        target.write_bytes(old)
    written = _kill_half_way([sys.executable, "-c", _ENDLESS, name, str(target)], tmp_path)
    assert 0 < written < _whole_size(name)
    assert (target.read_bytes() if target.exists() else None) == old
    export(generated_graph(3, 3), name, target)
    assert len(format_named(name).read(target.read_bytes())) == 3  # type: ignore[misc]


def _kill_half_way(command: list[str], folder: Path) -> int:
    """Start a process, kill it while its file grows, and return how far the file had come."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"ready\n"
        until = time.monotonic() + 60
        while time.monotonic() < until:
            parts = [part.stat().st_size for part in folder.glob(".*.part")]
            if parts and parts[0] > 50_000:
                break
            time.sleep(0.001)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    assert process.returncode == -signal.SIGKILL, "the export ended before it was killed"
    (part,) = folder.glob(".*.part")
    return part.stat().st_size


@cache
def _whole_size(name: str) -> int:
    file = io.BytesIO()
    formats()[name].write(generated_graph(15_000, 30_000), file)
    return len(file.getvalue())
