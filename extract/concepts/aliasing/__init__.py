"""Ways to find two names of one concept: one file of this folder = one way, found by discovery.

A file, unless it only helps others, holds one function `find(names) -> Iterator[Equation]`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

_HELPERS = {"brackets", "guards", "shape", "shared"}


@cache
def discover() -> dict[str, Callable[[Any], Iterator[Any]]]:
    """Return the finders by the name of their file, sorted."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if m.name not in _HELPERS)
    return {name: importlib.import_module(f"{__name__}.{name}").find for name in names}
