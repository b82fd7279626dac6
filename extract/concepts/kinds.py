"""What kind of thing a concept is: as the lexicon says, else as the ending of its name shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extract.background import entries_of
from extract.language import has_han
from extract.lexicon import DATA, read_yaml
from graph.model import Concept, fold

_NONE = "none"
"""Heading of endings that show nothing, although a shorter ending would (学习率 is no metric)."""


def with_kinds(concepts: Sequence[Concept], *, lexicon: bool) -> list[Concept]:
    """Return the concepts with their kinds, where anything shows them."""
    return [replace(c, kind=c.kind or (lexicon and _known_kind(c)) or kind_by_form(c)) for c in concepts]


def _known_kind(concept: Concept) -> str:
    return next((entry.kind for entry in entries_of(concept) if entry.kind), "")


def kind_by_form(concept: Concept) -> str:
    """Return the kind that the ending of a concept's name shows, else the one that its aliases agree on, or "".

    >>> kind_by_form(Concept("x", "语言模型")), kind_by_form(Concept("x", "学习率"))
    ('model', '')
    """
    own = _kind_of(concept.name)
    others = {kind for alias in concept.aliases if not _extends(alias.name, concept) and (kind := _kind_of(alias.name))}
    kind = own or (others.pop() if len(others) == 1 else "")
    return "" if kind == _NONE else kind


def _extends(alias: str, concept: Concept) -> bool:
    """Tell whether an alias only adds a noun to the name: there are GQA 模型 and LangChain 模块, GQA is no model."""
    return fold(alias).startswith(fold(concept.name))


def _kind_of(name: str) -> str:
    han = has_han(name[-1:])
    low = name.lower()
    for ending, kind in _endings("zh" if han else "en"):
        if low.endswith(ending) and (han or low == ending or not re.match(r"\w", low[-len(ending) - 1])):
            return kind
    return ""


@cache
def _endings(language: str) -> tuple[tuple[str, str], ...]:
    """Return endings with their kinds, longest first."""
    groups = read_yaml(DATA / "lexicon" / "words" / f"kinds.{language}.yaml")
    found = [(word.replace("_", " "), kind) for kind, words in groups.items() for word in str(words).split()]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))
