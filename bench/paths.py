"""How much dearer are learning paths than the bare search for ancestors?  usage: python bench/paths.py

Prints the ratio to `networkx.ancestors` on the same part of a generated graph; 2 at most is the aim.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from timeit import repeat

import networkx as nx

sys.path.insert(0, str(Path(__file__).parent.parent))

from graph.model import Concept, ConceptGraph, Relation
from graph.paths import learning_path
from graph.prerequisites import bottlenecks, ready_now, unlocks

CONCEPTS, RELATIONS, RUNS = 100_000, 300_000, 5


def build(concepts: int, relations: int, seed: int) -> tuple[ConceptGraph, nx.DiGraph[str]]:
    """Return a random learning order in which later concepts need earlier ones, as graph and as bare network."""
    random_numbers = random.Random(seed)
    graph = ConceptGraph()
    bare: nx.DiGraph[str] = nx.DiGraph()
    for number in range(concepts):
        graph.add_concept(Concept(f"c{number}", f"Concept {number}", importance=random_numbers.random()))
    for _ in range(relations):
        source, target = random_numbers.randrange(1, concepts), random_numbers.random()
        graph.add_relation(Relation(f"c{source}", f"c{int(target * source)}", "requires", tier="strong"))
    # The direction of learning: what must be known first is an ancestor.
    bare.add_edges_from((target, source) for source, target in graph.network.edges())
    return graph, bare


def best_of(runs: int, work: Callable[[], object]) -> float:
    """Return the shortest of some runs, in seconds."""
    return min(repeat(work, number=1, repeat=runs))


def read_path(graph: ConceptGraph, goal: str) -> int:
    """Return the number of steps of a path, each read with its reasons."""
    return sum(len(step.because) for step in learning_path(graph, [goal]).steps)


def report(what: str, ours: Callable[[], object], bare: Callable[[], set[str]]) -> None:
    """Print a line with the size and the ratio of both times, for the first answer and for those after it."""
    slow, first = best_of(1, bare), best_of(1, ours)
    fast, again = best_of(RUNS, bare), best_of(RUNS, ours)
    size = f"{len(bare()):6,} concepts, bare {fast * 1000:6.1f} ms"
    print(f"{what:18} {size}; ratio {again / fast:.2f}, first {first / slow:.2f}")


def main() -> None:
    """Measure paths and unlocks, for a large and a small part of the graph each."""
    graph, bare = build(CONCEPTS, RELATIONS, seed=7)
    for goal in (f"c{CONCEPTS - 1}", f"c{CONCEPTS // 50}"):
        report(f"path to {goal}", partial(learning_path, graph, [goal]), partial(nx.ancestors, bare, goal))
        report("  with all steps", partial(read_path, graph, goal), partial(nx.ancestors, bare, goal))
    for start in ("c0", f"c{CONCEPTS // 10}"):
        report(f"unlocks of {start}", partial(unlocks, graph, start), partial(nx.descendants, bare, start))
    print(f"ready now              {best_of(2, lambda: ready_now(graph, ['c0', 'c1'])) * 1000:8.1f} ms")
    print(f"bottlenecks            {best_of(1, lambda: bottlenecks(graph)) * 1000:8.1f} ms")


if __name__ == "__main__":
    main()
