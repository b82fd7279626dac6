"""Reasons for two names to be one concept: one file of this folder = one reason, found by discovery.

A file holds one function `find(names) -> Iterator[Equation]`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

_NOT_REASONS = {"brackets", "guards", "shape", "shared"}


@cache
def discover() -> dict[str, Callable[[Any], Iterator[Any]]]:
    """Return the finders by name of their reason, sorted."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name not in _NOT_REASONS)
    return {name: importlib.import_module(f"{__name__}.{name}").find for name in names}
