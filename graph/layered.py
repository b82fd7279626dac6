"""Positions in levels, left to right: what comes first stands left, and lines cross little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

Position = tuple[float, float]

COLUMN = 190.0
"""Distance of two columns, in canvas units: a label fits between."""
ROW = 74.0
"""Distance of two concepts of a column."""
_TALLEST = 7
"""A level of more concepts takes several columns, or the map would be too high to read."""
_SWEEPS = 4
"""Passes over the levels; more change next to nothing (Gansner et al. 1993 use 24 for far larger graphs)."""


def layered(levels: Mapping[str, int], lines: Iterable[tuple[str, str]]) -> dict[str, Position]:
    """Return x and y of each concept by its level; `lines` run between concepts, other ends are ignored.

    Within a level the order follows the mean place of what a concept is joined to (barycentre, Sugiyama et al. 1981).

    >>> layered({"a": 0, "b": 0, "c": 1}, [("a", "c")])
    {'a': (0.0, -37.0), 'b': (0.0, 37.0), 'c': (190.0, 0.0)}
    """
    joined: dict[str, list[str]] = {id: [] for id in levels}
    for a, b in lines:
        if a in levels and b in levels:
            joined[a].append(b)
            joined[b].append(a)
    return _placed(_ordered(_by_level(levels), joined))


def _by_level(levels: Mapping[str, int]) -> list[list[str]]:
    return [[id for id in levels if levels[id] == level] for level in sorted(set(levels.values()))]


def _ordered(columns: list[list[str]], joined: Mapping[str, list[str]]) -> list[list[str]]:
    place = {id: _centred(number, column) for column in columns for number, id in enumerate(column)}
    for sweep in range(_SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            column.sort(key=lambda id: fmean([place[other] for other in joined[id]] or [place[id]]))
            place.update((id, _centred(number, column)) for number, id in enumerate(column))
    return columns


def _centred(number: int, column: Sequence[str]) -> float:
    return number - (len(column) - 1) / 2


def _placed(columns: list[list[str]]) -> dict[str, Position]:
    placed: dict[str, Position] = {}
    x = 0.0
    for column in columns:
        for part in _parts(column):
            placed.update({id: (x, _centred(number, part) * ROW) for number, id in enumerate(part)})
            x += COLUMN
    return placed


def _parts(column: list[str]) -> list[list[str]]:
    """Split a tall column into parts of about the same height; neighbours stay side by side."""
    count = -(-len(column) // _TALLEST)
    return [column[number::count] for number in range(count)]
