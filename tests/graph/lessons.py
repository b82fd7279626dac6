"""Graphs with a learning order, for the tests of the questions."""

from __future__ import annotations

import random

import networkx as nx

from graph.model import Alias, Concept, ConceptGraph, Evidence, Passage, Relation

_NEEDS = {
    "QLoRA": ("LoRA", "量化"),
    "LoRA": ("PEFT", "低秩分解"),
    "PEFT": ("微调",),
    "Adapter": ("PEFT",),
}


def lesson() -> ConceptGraph:
    """Return a small lesson on fine-tuning; 贝叶斯定理 stands alone and 剪枝 is joined by a weak relation only."""
    graph = ConceptGraph("微调")
    weights = {"微调": 1.0, "PEFT": 0.8, "LoRA": 0.9, "QLoRA": 0.7, "量化": 0.6, "低秩分解": 0.3, "Adapter": 0.2}
    for line, name in enumerate([*weights, "贝叶斯定理", "剪枝"], 1):
        graph.add_concept(_concept(name, line, weights.get(name, 0.1)))
    for source, targets in _NEEDS.items():
        for target in targets:
            graph.add_relation(_requires(source, target, "strong"))
    graph.add_relation(_requires("剪枝", "量化", "weak"))
    graph.add_relation(Relation("qlora", "lora", "derives_from", evidence=(_evidence("QLoRA", "LoRA", 7),)))
    graph.add_relation(Relation("adapter", "lora", "contrasts_with"))
    return graph


def random_order(concepts: int, relations: int, seed: int) -> tuple[ConceptGraph, nx.DiGraph[str]]:
    """Return a random learning order, as a concept graph and as a bare network from concept to need."""
    numbers = random.Random(seed)
    graph = ConceptGraph()
    for number in range(concepts):
        graph.add_concept(Concept(f"c{number}", f"C{number}", importance=round(numbers.random(), 2)))
    for _ in range(relations):
        source = numbers.randrange(1, concepts)
        graph.add_relation(Relation(f"c{source}", f"c{numbers.randrange(source)}", "requires", tier="medium"))
    bare: nx.DiGraph[str] = nx.DiGraph(graph.network.edges())
    bare.add_nodes_from(graph.network)
    return graph, bare


def _concept(name: str, line: int, importance: float) -> Concept:
    text = f"{name} 的一段说明。" * 12
    passages = (Passage("微调.md", line, line + 1, "section", (name,), text),)
    aliases = (Alias("参数高效微调", "zh", "brackets"),) if name == "PEFT" else ()
    return Concept(name.lower(), name, importance=importance, passages=passages, aliases=aliases)


def _requires(source: str, target: str, tier: str) -> Relation:
    evidence = (_evidence(source, target, 3),)
    return Relation(source.lower(), target.lower(), "requires", evidence=evidence, tier=tier, reason="derives_from")


def _evidence(source: str, target: str, line: int) -> Evidence:
    return Evidence("微调.md", line, f"{source} 建立在 {target} 之上。", "built_on")
