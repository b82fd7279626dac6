"""Clues that something is a concept: one file of this folder = one clue, found by discovery.

A clue file holds one function `find(document) -> Iterator[Mention]`; the names of its mentions start with the
name of the file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache

from extract.concepts.mentions import Mention
from extract.reading.document import Document

Clue = Callable[[Document], Iterator[Mention]]


@cache
def clues() -> dict[str, Clue]:
    """Return all clues by name, sorted."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return {name: importlib.import_module(f"{__name__}.{name}").find for name in names}
