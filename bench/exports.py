"""Time and memory of every export, and the ratio to networkx's own writer of the formats that it has.

usage: python bench/exports.py [CONCEPTS RELATIONS [FORMAT …]]

Each export runs in a process of its own, so that its peak memory is its own; the graph itself is part of the peak.
networkx gets a network with the same attributes, built beforehand and outside of the time measured. Places are given
to both: what the layout costs is not a matter of the writer. The ratio is the median of three neighbouring pairs.
"""

from __future__ import annotations

import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import networkx as nx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import graph.layout  # noqa: E402
from graph.model import ConceptGraph  # noqa: E402

PAIRS = 3
Network = Any


def grid(graph: ConceptGraph, **_: object) -> dict[str, tuple[float, float]]:
    """Return places on a square grid."""
    side = math.isqrt(len(graph)) + 1
    return {id: (90.0 * (number % side), 90.0 * (number // side)) for number, id in enumerate(sorted(graph.network))}


graph.layout.positions = grid

from graph import store  # noqa: E402
from graph.formats import formats  # noqa: E402
from graph.formats._look import places, rgb  # noqa: E402
from graph.formats._rows import concept_row, relation_row  # noqa: E402
from tests.samples import generated_graph  # noqa: E402


def flat(graph: ConceptGraph) -> Network:
    """Return a network with the attributes of a row."""
    network: Network = nx.MultiDiGraph(title=graph.title)
    for concept in graph.concepts():
        network.add_node(concept.id, **concept_row(concept))
    for relation in graph.relations():
        network.add_edge(relation.source, relation.target, key=relation.kind, **relation_row(relation))
    return network


def drawn(graph: ConceptGraph) -> Network:
    """Return a network with the attributes of a row, and what GEXF says of its look."""
    network = flat(graph)
    for id, place in places(graph).items():
        red, green, blue = rgb(place.colour)
        network.nodes[id]["viz"] = {
            "color": {"r": red, "g": green, "b": blue},
            "position": {"x": place.x, "y": -place.y, "z": 0.0},
            "size": place.radius,
        }
    return network


def nested(graph: ConceptGraph) -> Network:
    """Return a network with all fields."""
    network: Network = nx.node_link_graph(store.to_data(graph), edges="edges")
    return network


def write_json(data: Callable[[Network], Any]) -> Callable[[Network, BinaryIO], Any]:
    """Return a writer of what networkx makes of a network."""
    return lambda network, file: file.write(json.dumps(data(network), ensure_ascii=False).encode())


RIVALS: dict[str, tuple[Callable[[ConceptGraph], Network], Callable[[Network, BinaryIO], Any]]] = {
    "cytoscape": (nested, write_json(nx.cytoscape_data)),
    "dot": (flat, lambda network, file: file.write(nx.nx_pydot.to_pydot(network).to_string().encode())),
    "gexf": (drawn, lambda network, file: nx.write_gexf(network, file, version="1.3")),
    "graphml": (flat, nx.write_graphml),
    "node_link": (nested, write_json(lambda network: nx.node_link_data(network, edges="edges"))),
}
"""For each format of networkx, what builds its input and what writes it."""


def measure(name: str, concepts: int, relations: int, rival: bool) -> None:
    """Write once, and print seconds, peak memory in MB and size in MB as JSON."""
    source = generated_graph(concepts, relations)
    write: Callable[[BinaryIO], Any] = lambda file: formats()[name].write(source, file)  # noqa: E731
    formats()
    if rival:
        build, writer = RIVALS[name]
        network = build(source)
        write = lambda file: writer(network, file)  # noqa: E731
    with tempfile.TemporaryFile() as file:
        start = time.perf_counter()
        write(file)
        file.flush()
        seconds = time.perf_counter() - start
        size = file.tell() / 1e6
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, size]))


def run(name: str, concepts: int, relations: int, rival: bool) -> tuple[float, float, float]:
    """Return what `measure` prints in a process of its own."""
    command = [sys.executable, __file__, "--one", name, str(concepts), str(relations), str(int(rival))]
    seconds, memory, size = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return seconds, memory, size


def report(name: str, concepts: int, relations: int) -> str:
    """Return a line of the table."""
    if name not in RIVALS:
        seconds, memory, size = run(name, concepts, relations, False)
        return f"{name:11} {seconds:8.2f} {memory:8.0f} {size:9.1f}"
    pairs = [(run(name, concepts, relations, False), run(name, concepts, relations, True)) for _ in range(PAIRS)]
    (seconds, memory, size), (_, rival_memory, _) = pairs[0]
    ratio = statistics.median(ours[0] / theirs[0] for ours, theirs in pairs)
    return f"{name:11} {seconds:8.2f} {memory:8.0f} {size:9.1f} {ratio:8.2f} {rival_memory:12.0f}"


def main() -> None:
    """Print the table."""
    given = sys.argv[1:]
    if given[:1] == ["--one"]:
        measure(given[1], int(given[2]), int(given[3]), given[4] == "1")
        return
    concepts, relations = (int(given[0]), int(given[1])) if len(given) > 1 else (5_000, 20_000)
    print(f"{concepts} concepts, {relations} relations")
    print(f"{'format':11} {'seconds':>8} {'peak MB':>8} {'size MB':>9} {'ratio':>8} {'networkx MB':>12}")
    for name in given[2:] or sorted(formats()):
        print(report(name, concepts, relations), flush=True)


if __name__ == "__main__":
    main()
