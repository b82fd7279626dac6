"""A mention: one place where a clue says that something may be a concept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.general_language import singular
from extract.language import has_han
from graph.model import fold


@dataclass(frozen=True, slots=True)
class Mention:
    """A surface form, where it stands, and which clue found it."""

    surface: str
    """The text as written, trimmed."""
    clue: str
    """Name of the clue."""
    block: int
    """Index of the block; -1 for front matter."""
    start: int = -1
    """Offset in the block's text."""


@lru_cache(maxsize=131072)
def key_of(surface: str) -> str:
    """Return the key under which the spellings, and the English singular and plural, of one surface form meet.

    >>> key_of("Neural Networks") == key_of("neural-network")
    True
    """
    if has_han(surface):
        return fold(surface)
    words = re.split(r"[\s_]+|(?<=[a-z])-(?=[a-z])", surface.strip())
    last = words[-1]
    if last and not last.isupper() and len(last) > 3:
        surface = surface[: surface.rfind(last)] + singular(last.lower() if last[1:].islower() else last)
    return fold(surface)
