"""Positions of concepts on a plane: a map of communities, the same for the same graph, linear in its size.

Each community is laid out alone by springs (Fruchterman and Reingold 1991) within a disc as large as its number of
concepts needs; the discs then attract each other by the relations between them and are pushed apart until none overlap.
Communities therefore never cover one another, which no layout of the whole graph at once can promise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from graph.communities import Community, communities, membership
from graph.model import ConceptGraph

Points = npt.NDArray[np.float64]
Position = tuple[float, float]

SPACING = 90.0
"""Distance that two neighbouring concepts have on average, in canvas units."""
_RING, _ROWS = 16, 6
"""A ring of more concepts than this becomes two, three, … and six at most."""
_GOLDEN = math.pi * (3 - math.sqrt(5))
_SPRING_LIMIT = 1000
"""Communities larger than this stay on the spiral they start from: springs between all pairs cost n squared."""


def positions(
    graph: ConceptGraph,
    *,
    groups: tuple[Community, ...] | None = None,
    known: Mapping[str, Position] | None = None,
) -> dict[str, Position]:
    """Return x and y of every concept, in canvas units around (0, 0), a little wider than high.

    With `known`, concepts that have a place keep it, and new ones appear near their neighbours.
    """
    if known and any(id in known for id in graph.network):
        return _grown(graph, known)
    groups = communities(graph) if groups is None else groups
    inner = [_disc(graph, group) for group in groups]
    radii = np.array([_radius(len(group.members)) for group in groups])
    centres = _pack(radii, _ties(graph, groups))
    return {
        id: (round(float(x), 1), round(float(y), 1))
        for group, points, centre in zip(groups, inner, centres, strict=True)
        for id, (x, y) in zip(group.members, points + centre, strict=True)
    }


def around(graph: ConceptGraph, centre: str, levels: Iterable[Iterable[str]]) -> dict[str, Position]:
    """Return positions with one concept in the middle and each further level of neighbours on wider rings.

    A level of many concepts takes several rings, so that the levels within it stay large enough to read.
    """
    placed: dict[str, Position] = {centre: (0.0, 0.0)}
    angle, radius = {centre: 0.0}, 0.0
    for level in levels:
        ring = sorted(set(level) - placed.keys(), key=lambda id: (_pull(graph, id, angle), id))
        rows = min(1 + len(ring) // _RING, _ROWS)
        radius = max(radius + 1.9 * SPACING, len(ring) * SPACING * 0.75 / (2 * math.pi * rows))
        for place, id in enumerate(ring):
            angle[id] = 2 * math.pi * (place + 0.5) / len(ring) - math.pi
            far = radius + SPACING * (0.9 * (place % rows) + 0.3 * (place % 2) * (len(ring) > 8))
            placed[id] = (round(1.25 * far * math.cos(angle[id]), 1), round(far * math.sin(angle[id]), 1))
        radius += 0.9 * SPACING * (rows - 1)
    return placed


def _pull(graph: ConceptGraph, id: str, angle: Mapping[str, float]) -> float:
    """Angle at which the already placed neighbours of a concept lie, on average."""
    near = [angle[other] for other in _neighbours(graph, id) if other in angle]
    x, y = sum(map(math.cos, near)), sum(map(math.sin, near))
    return math.atan2(y, x) if near else math.pi


def _neighbours(graph: ConceptGraph, id: str) -> list[str]:
    return sorted({*graph.network.successors(id), *graph.network.predecessors(id)} - {id})


def _grown(graph: ConceptGraph, known: Mapping[str, Position]) -> dict[str, Position]:
    placed = {id: known[id] for id in sorted(graph.network) if id in known}
    edge = max((abs(x) for x, _ in placed.values()), default=0.0) + 2 * SPACING
    for place, id in enumerate(sorted(set(graph.network) - placed.keys())):
        near = [placed[other] for other in _neighbours(graph, id) if other in placed]
        x, y = np.mean(near, axis=0) if near else (edge, 0.0)
        turn, far = place * _GOLDEN, SPACING * (0.6 + 0.1 * (place % 5))
        placed[id] = (round(float(x) + far * math.cos(turn), 1), round(float(y) + far * math.sin(turn), 1))
    return placed


def outline(points: Iterable[Position]) -> list[Position]:
    """Return the corners of the convex hull of points (Andrew's monotone chain).

    >>> outline([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    ordered = sorted(set(points))
    return ordered if len(ordered) < 3 else [*_half(ordered), *_half(ordered[::-1])]


def _half(points: list[Position]) -> list[Position]:
    chain: list[Position] = []
    for x, y in points:
        while len(chain) > 1 and (chain[-1][0] - chain[-2][0]) * (y - chain[-2][1]) <= (chain[-1][1] - chain[-2][1]) * (
            x - chain[-2][0]
        ):
            chain.pop()
        chain.append((x, y))
    return chain[:-1]


def _radius(size: int) -> float:
    return SPACING * (0.62 * math.sqrt(size) + 0.45)


def _spiral(size: int) -> Points:
    """Points of a sunflower in the unit disc, from the middle outward."""
    steps = np.arange(size)
    far = np.sqrt((steps + 0.5) / max(size, 1))
    return np.column_stack((far * np.cos(steps * _GOLDEN), far * np.sin(steps * _GOLDEN)))


def _scattered(size: int) -> npt.NDArray[np.intp]:
    """An order of the spiral's points in which any first few are spread over the whole disc."""
    return np.argsort(np.argsort(np.arange(size) * (_GOLDEN / math.pi) % 1))


def _disc(graph: ConceptGraph, group: Community) -> Points:
    """Positions of the members of a community around (0, 0)."""
    size, radius = len(group.members), _radius(len(group.members)) - 0.45 * SPACING
    points = _spiral(size) * radius
    if size > _SPRING_LIMIT:
        return points[_scattered(size)]
    if size < 3:
        return points
    weights = np.array([graph.concept(id).importance for id in group.members])
    return _spread(_springs(points, _matrix(graph, group.members), radius), radius, weights)


def _matrix(graph: ConceptGraph, members: tuple[str, ...]) -> Points:
    number = {id: place for place, id in enumerate(members)}
    ties = np.zeros((len(members), len(members)))
    for source in members:
        for target in graph.network.successors(source):
            if target in number:
                ties[number[source], number[target]] = ties[number[target], number[source]] = 1.0
    np.fill_diagonal(ties, 0.0)
    return ties


def _springs(points: Points, ties: Points, radius: float) -> Points:
    """Fruchterman-Reingold with a falling step length, held inside the disc."""
    ideal, steps = SPACING * 0.9, _steps(len(points))
    for step in range(steps):
        squared = np.maximum(_squared(points), 1.0)
        force = ideal**3 / (squared * np.sqrt(squared)) - ties
        move = _moves(points, force) - points * 0.05
        length = np.maximum(np.linalg.norm(move, axis=1, keepdims=True), 1e-9)
        points = points + move / length * np.minimum(length, radius * 0.12 * (1 - step / steps))
    reach = np.linalg.norm(points, axis=1).max()
    return cast(Points, points * (radius / reach)) if reach > 0 else points


def _spread(points: Points, radius: float, weights: Points) -> Points:
    """Push concepts apart that lie closer than a label needs, important ones further, without leaving the disc."""
    near = SPACING * (0.7 + 1.5 * np.sqrt(weights[:, None] * weights[None, :]))
    for _ in range(_steps(len(points)) // 2):
        distance = np.sqrt(np.maximum(_squared(points), 1.0))
        push = np.clip(near - distance, 0, None) / distance
        points = points + _moves(points, push) * 0.3
        points = points / np.maximum(np.linalg.norm(points, axis=1, keepdims=True) / radius, 1.0)
    return points


def _steps(size: int) -> int:
    """Fewer rounds for larger groups, so that the whole stays in seconds."""
    return max(24, min(120, 6000 // size))


def _squared(points: Points) -> Points:
    """Squared distance between all pairs, without an array of all differences."""
    lengths = (points**2).sum(axis=1)
    return cast(Points, lengths[:, None] + lengths[None, :] - 2 * points @ points.T)


def _moves(points: Points, force: Points) -> Points:
    """Sum over all others of force times the way from them."""
    return cast(Points, force.sum(axis=1, keepdims=True) * points - force @ points)


def _ties(graph: ConceptGraph, groups: tuple[Community, ...]) -> Points:
    """Number of relations between communities."""
    of = membership(groups)
    ties = np.zeros((len(groups), len(groups)))
    for source, target in graph.network.edges():
        ties[of[source], of[target]] += 1
        ties[of[target], of[source]] += 1
    np.fill_diagonal(ties, 0)
    return ties


def _pack(radii: Any, ties: Points) -> Points:
    """Centres of discs that do not overlap, related discs near each other, largest in the middle."""
    if len(radii) == 0:
        return np.zeros((0, 2))
    total = math.sqrt(float((radii**2).sum()))
    points = _spiral(len(radii)) * total * 1.1
    strength = ties / np.maximum(ties.sum(axis=1, keepdims=True), 1)
    least = radii[:, None] + radii[None, :] + 0.35 * SPACING
    for step in range(260):
        pull = 0.12 * (1 - step / 260)
        points = points + pull * (strength @ points - points * strength.sum(axis=1, keepdims=True)) - 0.01 * points
        points = _apart(points, least, radii)
    for _ in range(140):
        points = _apart(points, least, radii)
    return cast(Points, points - points.mean(axis=0))


def _apart(points: Points, least: Points, radii: Any) -> Points:
    """Push overlapping discs apart, the smaller one further; wider than high, as screens are."""
    distance = np.sqrt(np.maximum(_squared(points), 1.0))
    overlap = np.clip(least - distance, 0, None) / distance
    np.fill_diagonal(overlap, 0.0)
    share = radii[None, :] ** 2 / (radii[:, None] ** 2 + radii[None, :] ** 2)
    return cast(Points, points + _moves(points, overlap * share) * 0.5 * np.array([1.1, 0.92]))
