"""How much dearer is a search than one bare scan of all names?  usage: python bench/search.py

Prints the ratio to a scan for a substring, over 20,000 concepts with 40,000 names, half of them Chinese.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from graph.model import Alias, Concept, ConceptGraph, fold
from graph.search import SearchIndex

CONCEPTS = 20_000
CHARACTERS = "注意力机制模型训练优化梯度下降损失函数卷积网络归一化编码器解码位置向量检索增强生成微调量化推理"


def build(concepts: int, seed: int) -> ConceptGraph:
    """Return a graph of concepts with random names, Chinese and English in turn, each with an alias."""
    numbers = random.Random(seed)
    graph = ConceptGraph()
    for number in range(concepts):
        name = "".join(numbers.choices(CHARACTERS, k=numbers.randint(2, 7)))
        other = " ".join("".join(numbers.choices("aeiounrstlmdg", k=numbers.randint(3, 9))) for _ in range(2))
        first, second = (name, other) if number % 2 else (other, name)
        aliases = (Alias(f"{second} {number}", "en", "brackets"),)
        graph.add_concept(Concept(f"c{number}", first, aliases=aliases, importance=numbers.random()))
    return graph


def scan(names: list[str], part: str) -> list[str]:
    """Return the names that hold a part."""
    return [name for name in names if part in name]


def seconds(work: Callable[[], object]) -> float:
    """Return the shortest of five runs, in seconds."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Measure queries that are met at once, met late, and not met at all."""
    graph = build(CONCEPTS, seed=3)
    names = [fold(name) for concept in graph.concepts() for name in concept.names]
    start = time.perf_counter()
    index = SearchIndex(graph)
    index.search("zhuyili")
    print(f"{len(names):,} names, index with pinyin built in {time.perf_counter() - start:.2f} s")
    for query in ("注意", "zhuyili", "zyl", "nur", "注译力", "qwxyzqwxyz"):
        bare = seconds(partial(scan, names, query))
        taken = seconds(partial(index.search, query))
        print(f"{query:12} {taken * 1000:6.1f} ms, ratio {taken / bare:5.1f}")


if __name__ == "__main__":
    main()
