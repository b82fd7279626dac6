"""How long a passage takes to read, so that a path can say what it asks of an evening."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from graph.model import Concept, Passage

CHARACTERS_A_MINUTE = 300
"""Chinese characters, studied rather than skimmed. A rule of thumb."""
WORDS_A_MINUTE = 200
"""Words in Latin letters; 238 is the average for silent reading (Brysbaert 2019), and study is slower."""
SECONDS_A_FIGURE = 20
"""For each displayed formula, picture or block of code, beyond its words. A rule of thumb."""

_FIGURES = re.compile(r"\$\$.+?\$\$|!\[[^\]]*\]\([^)]*\)|^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1", re.DOTALL | re.MULTILINE)
_CHARACTERS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORDS = re.compile(r"[^\W\d_\u3400-\u9fff\uf900-\ufaff][^\W_\u3400-\u9fff\uf900-\ufaff]*")


def reading_seconds(text: str) -> int:
    """Return the seconds that a stretch of Markdown takes to read.

    >>> reading_seconds("字" * 300), reading_seconds("word " * 200), reading_seconds("$$x$$ 和 ![图](a.png)")
    (60, 60, 41)
    """
    prose = _FIGURES.sub(" ", text)
    characters, words = len(_CHARACTERS.findall(prose)), len(_WORDS.findall(prose))
    figures = sum(1 for _ in _FIGURES.finditer(text)) * SECONDS_A_FIGURE
    return math.ceil(characters * 60 / CHARACTERS_A_MINUTE + words * 60 / WORDS_A_MINUTE + figures)


def main_passage(concept: Concept) -> Passage | None:
    """Return the passage to read for a concept: the best one, even where it only mentions it."""
    return concept.passages[0] if concept.passages else None


def total_seconds(concepts: Iterable[Concept]) -> int:
    """Return the seconds that the main passages of some concepts take, a passage that several share counted once."""
    passages = {(p.path, p.line, p.end_line): p for p in map(main_passage, concepts) if p}
    return sum(reading_seconds(passage.text) for passage in passages.values())


def whole_minutes(seconds: int) -> int:
    """Return the minutes to announce: rounded, and never none.

    >>> whole_minutes(5), whole_minutes(100)
    (1, 2)
    """
    return max(1, round(seconds / 60))
