"""What all commands share: results to stdout or a file, progress to a terminal, names to concepts."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.files import write_atomically
from graph.model import Concept, ConceptGraph

GraphFile = Annotated[Path, typer.Argument(metavar="GRAPH", help="A graph.json made by `extract`.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here, not to stdout.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Progress = Callable[[str, int, int], None]


def load(path: Path) -> ConceptGraph:
    """Read a graph; GraphFileError where it is missing or broken."""
    from graph import store

    return store.load(path)


def write(text: str, output: Path | None = None) -> None:
    """Write a result: to a file, whole or not at all, or to stdout."""
    write_bytes(text.encode("utf-8", "backslashreplace"), output)


def write_bytes(data: bytes, output: Path | None = None) -> None:
    """Write a result that is not text."""
    if output is not None:
        write_atomically(output, data)
        return
    sys.stdout.buffer.write(data)
    # A reader that has gone away shows here, where it is caught, and not at the end of the interpreter.
    sys.stdout.flush()


def as_json(data: Any) -> str:
    """Return indented JSON that ends with a line break."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def remark(text: str) -> None:
    """Tell the user something that is no result."""
    sys.stderr.write(text + "\n")


def known_concepts(graph: ConceptGraph, names: list[str]) -> list[Concept]:
    """Return the concepts of names, leaving out with a remark those that the graph does not have."""
    from graph.errors import UnknownConceptError

    found = []
    for name in names:
        try:
            found.append(graph.find(name))
        except UnknownConceptError as error:
            remark(f"--known: {error}; it is left out")
    return found


@contextlib.contextmanager
def progress() -> Iterator[Progress | None]:
    """Yield a function that shows how far the work is, or None where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def show(stage: str, done: int, total: int) -> None:
            bar.update(task, description=stage[-40:], completed=done, total=total or None)

        yield show
