"""Export formats: one file of this folder = one format, found by discovery.

A format file holds one constant `FORMAT`, a `Format`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from graph.errors import NotegraphError
from graph.files import atomic_writer
from graph.model import ConceptGraph


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a graph to a file, and where it can, to read it back."""

    name: str
    """Identifier on the command line, such as graphml."""
    title: str
    """What people call it."""
    extension: str
    """File name ending with its dot."""
    media_type: str
    """MIME type."""
    loses_zh: str
    """What the format cannot hold, in Chinese; empty when lossless."""
    loses_en: str
    """The same in English."""
    write: Callable[[ConceptGraph, BinaryIO], None]
    """Write the graph; never changes it; the same bytes for the same graph."""
    read: Callable[[bytes], ConceptGraph] | None = None
    """Read the graph back, for what the format holds; None where it cannot."""


@cache
def formats() -> dict[str, Format]:
    """Return all formats by name, sorted."""
    found = [
        importlib.import_module(f"{__name__}.{module.name}").FORMAT
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    ]
    return {format.name: format for format in sorted(found, key=lambda f: str(f.name))}


def format_named(name: str) -> Format:
    """Return a format; NotegraphError with the options where there is none of this name."""
    try:
        return formats()[name]
    except KeyError:
        raise NotegraphError(f"unknown format {name!r}", remedy=f"choose one of: {', '.join(formats())}") from None


def export(graph: ConceptGraph, name: str, path: Path) -> None:
    """Write the graph to a file; a failure leaves the old file or none."""
    format = format_named(name)
    with atomic_writer(path) as file:
        format.write(graph, file)
