"""The names in which the browser's search looks: as they are written, and how their characters are read."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graph.model import ConceptGraph
from graph.search import ranked, readings


def search_names(graph: ConceptGraph) -> dict[str, Any]:
    """Return {concepts: [[id, name, alias, …], …], most important first, sounds: {readings: characters}}.

    The sounds hold every character of the names, and the common ones that a learner may type in their place.
    """
    concepts = [[concept.id, *concept.names] for concept in ranked(graph)]
    letters = {letter for _, *names in concepts for name in names for letter in name if not letter.isascii()}
    sounds: defaultdict[str, list[str]] = defaultdict(list)
    for letter in sorted(letters | set(_common())):
        read = readings(letter)
        if read != (letter,):
            sounds[" ".join(read)].append(letter)
    return {"concepts": concepts, "sounds": {read: "".join(letters) for read, letters in sorted(sounds.items())}}


def _common() -> str:
    """The 3,755 characters of the first level of GB 2312."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return b"".join(rows).decode("gb2312", "ignore")
