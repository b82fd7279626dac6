"""Structural rules: one file of this folder = one rule, found by discovery.

A rule file holds one function `find(scene) -> Iterator[Claim]`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache

from extract.relations.claims import Claim
from extract.relations.scene import Scene

Rule = Callable[[Scene], Iterator[Claim]]


@cache
def rules() -> dict[str, Rule]:
    """Return all rules by name, sorted."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return {name: importlib.import_module(f"{__name__}.{name}").find for name in names}
