"""The index in which the browser's search looks names up: spellings folded, with pinyin and its initials."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from graph.model import Concept, fold


def index_entry(concept: Concept) -> list[Any]:
    """Return [id, name, [[shown name, folded, pinyin, initials], …], importance].

    >>> index_entry(Concept("注意力", "注意力", importance=0.5))
    ['注意力', '注意力', [['注意力', '注意力', 'zhuyili', 'zyl']], 0.5]
    """
    return [concept.id, concept.name, [[name, *_forms(name)] for name in concept.names], concept.importance]


@lru_cache(maxsize=100_000)
def _forms(name: str) -> tuple[str, str, str]:
    from pypinyin import Style, lazy_pinyin

    folded = fold(name)
    if folded.isascii():
        return folded, "", ""
    initials = lazy_pinyin(folded, style=Style.FIRST_LETTER)
    return folded, "".join(lazy_pinyin(folded)), "".join(initials)
