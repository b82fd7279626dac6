"""ConceptGraph -> pyvis Network: the one look of the graph in the app, in the standalone page and in tests."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pyvis.network import Network

from graph.communities import Community, membership
from graph.layout import SPACING, Position, outline
from graph.model import Concept, Relation
from graph.vocabulary import CONCEPT_KINDS, RELATION_KINDS, RelationKind

AREA_COLOURS = (
    "#3f7fd9", "#2f9e74", "#c9782b", "#9162c9", "#c8516b", "#2e97a8", "#8a8f2a", "#b35f9b", "#5f72c4", "#a8743f",
    "#4f9a45", "#c2603f",
)  # fmt: skip
"""Colours of community areas, used again when there are more communities."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hideEdgesOnDrag": False,
        "hideEdgesOnZoom": False,
        "selectConnectedEdges": True,
        "tooltipDelay": 100000,
        "keyboard": {"enabled": False},
        "zoomSpeed": 0.7,
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 1.5, "font": {"size": 0}, "chosen": False},
    "edges": {
        "smooth": False,
        "arrows": {"to": {"scaleFactor": 0.5}},
        "hoverWidth": 0.6,
        "selectionWidth": 1.4,
        "font": {"size": 0},
    },
}
"""Options of vis-network: nothing moves by itself, and long frames are never drawn while dragging a large graph."""
_HIDE_WHILE_MOVING = 400

BROWSER = Path(__file__).parent / "browser"
"""Scripts and style of the stage, the card and the search, shared by the app and the standalone page."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What one picture of the graph shows."""

    concepts: tuple[Concept, ...]
    """The concepts to draw."""
    relations: tuple[Relation, ...]
    """The relations to draw; those with an end outside are left out."""
    positions: Mapping[str, Position]
    """Where each concept is drawn."""
    groups: tuple[Community, ...] = ()
    """Communities of the whole graph, for colours and areas."""
    map: Mapping[str, Position] = field(default_factory=dict)
    """Where every concept of the communities lies, shown or not; empty for no areas."""
    language: str = "zh"
    """Language of the labels of kinds."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Names to show in place of the concepts' own."""


def network(scene: Scene) -> Network:
    """Return the scene as a pyvis network, one edge for each pair of concepts.

    The lists of the network are set directly: `add_node` and `add_edge` look through all that is there already.
    """
    net = Network(directed=True, cdn_resources="local")
    net.nodes = list(nodes(scene))
    net.node_ids = [node["id"] for node in net.nodes]
    net.node_map = {node["id"]: node for node in net.nodes}
    net.edges = list(edges(scene))
    net.options = _options(len(net.nodes))
    return net


def nodes(scene: Scene) -> Iterator[dict[str, Any]]:
    """Yield what vis-network draws for each concept."""
    spread, community = _spread(scene), membership(scene.groups)
    for concept in scene.concepts:
        yield _node(concept, scene, spread, community.get(concept.id, -1))


def edges(scene: Scene) -> Iterator[dict[str, Any]]:
    """Yield what vis-network draws for each pair of related concepts."""
    spread, community = _spread(scene), membership(scene.groups)
    for group in pairs(scene.relations, {concept.id for concept in scene.concepts}):
        yield _edge(group, scene.language, spread, community)


def payload(scene: Scene) -> dict[str, Any]:
    """Return what the scripts of `BROWSER` draw: the network's lists and options, the areas and the legend."""
    net = network(scene)
    return {"nodes": net.nodes, "edges": net.edges, **ground(scene)}


def ground(scene: Scene) -> dict[str, Any]:
    """Return what a scene needs besides its nodes and edges."""
    community = membership(scene.groups)
    shown = {community.get(concept.id, -1) for concept in scene.concepts}
    return {
        "options": _options(len(scene.concepts)),
        "areas": [
            _area(group, scene)
            for group in scene.groups
            if scene.map and group.index in shown and len(group.members) > 2
        ],
        "pad": round(SPACING * 0.42, 1),
        "legend": _legend(scene),
    }


def pairs(relations: Iterable[Relation], shown: Collection[str]) -> list[list[Relation]]:
    """Group the relations between shown concepts by pair, the most telling kind first."""
    groups: dict[tuple[str, str], list[Relation]] = {}
    for relation in relations:
        if relation.source in shown and relation.target in shown and relation.source != relation.target:
            a, b = sorted((relation.source, relation.target))
            groups.setdefault((a, b), []).append(relation)
    rank = {name: place for place, name in enumerate(RELATION_KINDS)}
    return [sorted(g, key=lambda r: (rank.get(r.kind, len(rank)), -r.confidence)) for g in groups.values()]


def kind_label(kind: RelationKind, language: str, *, inverse: bool = False) -> str:
    """Return how a relation kind reads."""
    if language == "zh":
        return kind.zh_inverse if inverse else kind.zh
    return kind.en_inverse if inverse else kind.en


def area_colour(index: int) -> str:
    """Return the colour of a community."""
    return AREA_COLOURS[index % len(AREA_COLOURS)]


@cache
def browser_file(name: str) -> str:
    """Return the text of a script or style of `BROWSER`."""
    return (BROWSER / name).read_text("utf-8")


@cache
def vis_network() -> str:
    """Return the vis-network script that pyvis brings along."""
    import pyvis

    library = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"
    return (library / "vis-network.min.js").read_text("utf-8")


STAGE_SCRIPTS = ("drawing.js", "frame.js", "picture.js", "events.js", "network.js")
"""The scripts of the stage, in the order in which they are joined."""


def _node(concept: Concept, scene: Scene, spread: float, community: int) -> dict[str, Any]:
    kind = CONCEPT_KINDS.get(concept.kind, CONCEPT_KINDS[""])
    # A concept of no known kind takes the colour of its community: grey would tell nothing.
    colour = area_colour(community) if not concept.kind and community >= 0 else kind.colour
    x, y = scene.positions[concept.id]
    return {
        "id": concept.id,
        "label": scene.labels.get(concept.id, concept.name),
        "x": x,
        "y": y,
        "shape": kind.shape,
        "size": round((7 + 13 * math.sqrt(concept.importance)) * spread, 1),
        "color": {"background": colour, "border": colour, "hover": {"background": colour}},
        "opacity": 0.55 if concept.only_mentioned else 1,
        "kindName": (kind.zh if scene.language == "zh" else kind.en) if concept.kind else "",
        "importance": concept.importance,
        "community": community,
        "mentioned": concept.only_mentioned,
    }


def _edge(group: list[Relation], language: str, spread: float, community: Mapping[str, int]) -> dict[str, Any]:
    first = group[0]
    # Long edges between communities stay faint until they are asked for: they make hairballs.
    far = community.get(first.source, -1) != community.get(first.target, -1)
    kind = RELATION_KINDS.get(first.kind, RELATION_KINDS["related_to"])
    more = f" +{len(group) - 1}" if len(group) > 1 else ""
    return {
        "id": f"{first.source} {first.kind} {first.target}",
        "from": first.source,
        "to": first.target,
        "label": kind_label(kind, language) + more,
        "color": {"color": kind.colour + ("59" if far else "b3"), "highlight": kind.colour, "hover": kind.colour},
        "dashes": list(kind.dashes) or False,
        "arrows": "" if kind.symmetric else "to",
        "width": round((0.8 + 1.2 * first.confidence) * min(spread, 6), 2),
    }


def _options(count: int) -> dict[str, Any]:
    """Return the options; a large graph hides its edges while it moves, which keeps panning smooth."""
    large = count > _HIDE_WHILE_MOVING
    interaction = {**OPTIONS["interaction"], "hideEdgesOnDrag": large, "hideEdgesOnZoom": large, "hover": not large}
    return {**OPTIONS, "interaction": interaction}


def _spread(scene: Scene) -> float:
    """How much larger than usual nodes may be, where few concepts of a large map are shown."""
    points = [scene.positions[concept.id] for concept in scene.concepts]
    if len(points) < 2:
        return 1.0
    wide = max(x for x, _ in points) - min(x for x, _ in points) + SPACING
    high = max(y for _, y in points) - min(y for _, y in points) + SPACING
    return round(max(1.0, min(math.sqrt(wide * high / len(points)) / SPACING * 0.62, 40.0)), 2)


def _area(group: Community, scene: Scene) -> dict[str, Any]:
    """The area of a community covers all its concepts, shown or not: it stays while filters change."""
    hull = outline(scene.map[id] for id in group.members)
    return {"index": group.index, "name": group.name, "colour": area_colour(group.index), "hull": hull}


def _legend(scene: Scene) -> dict[str, Any]:
    zh = scene.language == "zh"
    edges = {relation.kind for relation in scene.relations}
    nodes = {concept.kind for concept in scene.concepts}
    return {
        "edges": [
            {"label": kind_label(kind, scene.language), "colour": kind.colour, "dashes": list(kind.dashes),
             "symmetric": kind.symmetric}
            for kind in RELATION_KINDS.values() if kind.name in edges
        ],
        "nodes": [
            {"label": kind.zh if zh else kind.en, "colour": kind.colour, "shape": kind.shape}
            for kind in CONCEPT_KINDS.values() if kind.name and kind.name in nodes
        ],
    }  # fmt: skip
