"""The index that the search boxes look names up in: spellings folded, with pinyin and its initials."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from graph.model import Concept, fold
from ui import components
from ui.notebook import Notebook

_KEPT: dict[str, str] = {}


def entry(concept: Concept) -> list[Any]:
    """Return [id, name, [[shown name, folded, pinyin, initials], …], importance]."""
    return [concept.id, concept.name, [[name, *_forms(name)] for name in concept.names], concept.importance]


def index(concepts: Iterable[Concept]) -> str:
    """Return the index as JSON."""
    return components.packed([entry(concept) for concept in concepts])


@lru_cache(maxsize=100_000)
def _forms(name: str) -> tuple[str, str, str]:
    from pypinyin import Style, lazy_pinyin

    folded = fold(name)
    if folded.isascii():
        return folded, "", ""
    syllables = lazy_pinyin(folded)
    initials = lazy_pinyin(folded, style=Style.FIRST_LETTER)
    return folded, "".join(syllables), "".join(initials)


def for_notebook(book: Notebook) -> str:
    """Return the index of a notebook, made once for each content."""
    if book.mark not in _KEPT:
        if len(_KEPT) > 8:
            _KEPT.clear()
        _KEPT[book.mark] = index(book.ranked)
    return _KEPT[book.mark]
