"""extract: notes to graph.json."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.console import Output, progress, remark, write_bytes

if TYPE_CHECKING:
    from extract.pipeline import Options
    from graph.model import ConceptGraph

_SHOWN_WARNINGS = 20


def extract(
    notes: Annotated[list[Path], typer.Argument(metavar="NOTES...", help="Folders and files of notes.")],
    output: Output = None,
    jobs: Annotated[int, typer.Option(min=1, help="Worker processes.")] = 1,
    lexicon: Annotated[bool, typer.Option(help="Use the background facts of data/lexicon.")] = True,
    cache: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of the cache.")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read everything anew, keep nothing.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Extract twice in different ways and compare; exit status 1 if unlike.")
    ] = False,
) -> None:
    """Make a concept graph of notes, and write it as graph.json."""
    if check:
        _check(notes, lexicon)
        return
    from extract.pipeline import Options
    from graph import store
    from graph.atlas import atlas, mark_of

    folder = None if no_cache else (cache or _cache_folder())
    options = Options(lexicon=lexicon, jobs=jobs, cache=folder)
    graph = _extract(notes, options)
    content = store.dumps(graph)
    write_bytes(content, output)
    _report(graph, output)
    if output and folder:
        # The app opens the graph far sooner when its map is there.
        atlas(graph, mark=mark_of(content), folder=folder)


def _extract(notes: list[Path], options: Options) -> ConceptGraph:
    from extract import pipeline

    with progress() as show:
        return pipeline.extract(notes, options, progress=show)


def _report(graph: ConceptGraph, output: Path | None) -> None:
    for warning in graph.warnings[:_SHOWN_WARNINGS]:
        place = f"{warning.path}:{warning.line}" if warning.line else warning.path
        remark(f"warning: {place}: {warning.message}")
    if len(graph.warnings) > _SHOWN_WARNINGS:
        remark(f"warning: {len(graph.warnings) - _SHOWN_WARNINGS} more; `python cli.py gaps GRAPH` counts them")
    counts = f"{len(graph.notes)} notes, {len(graph)} concepts, {graph.network.number_of_edges()} relations"
    remark(f"{counts} -> {output}" if output else counts)


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("notegraph", appauthor=False)


def _check(notes: list[Path], lexicon: bool) -> None:
    """Extract in two processes that differ in workers, order of the notes and hash seed; exit 1 if the bytes differ."""
    with tempfile.TemporaryDirectory() as folder:
        results = [Path(folder, name) for name in ("one", "two")]
        extra = ["--lexicon" if lexicon else "--no-lexicon"]
        for seed, (result, order, jobs) in enumerate(zip(results, (notes, notes[::-1]), ("1", "2"), strict=True)):
            _extract_apart([*map(str, order), "-o", str(result), "--jobs", jobs, "--no-cache", *extra], seed)
        same = results[0].read_bytes() == results[1].read_bytes()
    remark("same bytes from 1 and 2 workers, notes in either order" if same else "the two extractions differ")
    if not same:
        raise typer.Exit(1)


def _extract_apart(arguments: list[str], seed: int) -> None:
    command = [sys.executable, str(Path(__file__).parent.parent / "cli.py"), "extract", *arguments]
    done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": str(seed)}, capture_output=True, text=True)
    if done.returncode:
        remark(done.stderr.strip())
        raise typer.Exit(done.returncode)
