"""Graphs for the tests: a small true one, an empty one, a hostile one, and generated ones of any size."""

from __future__ import annotations

import random

from graph.model import Alias, Concept, ConceptGraph, Evidence, NoteInfo, NoteWarning, Passage, Relation, concept_id
from graph.vocabulary import CONCEPT_KINDS, TYPED_KINDS

HOSTILE_NAMES = (
    'say "hi" & it\'s <b>bold</b>',
    "<script>alert('x')</script>",
    "a|b||c \\| d\\",
    "two\nlines\r\nand\ttab",
    "bell\x07 escape\x1b nul\x00 end",
    "emoji 😀👩‍🔬 ☕️",
    "right\u202eto\u202cleft \u200fשלום",
    '=HYPERLINK("http://example.com","click")',
    "+1+1",
    "-2-2",
    "@SUM(A1)",
    "'=1+1",
    "][ [[link|x]] ](y) ![i](j)",
    "{{c1::cloze}} $x^2$ `code` **bold** _u_ ==mark== %%c%% #tag",
    "CON",
    "con",
    "a/b\\c:d*e?f",
    "...",
    "-->",
    "end",
    "%s %d {0} ${x} $(id)",
    "]]> <!-- --> &amp; &#0;",
    "x" * 400,
    "多头注意力" * 60,
)
"""Names that break careless writers."""


def tiny_graph() -> ConceptGraph:
    """Return a graph of five concepts with every kind of field filled."""
    graph = ConceptGraph(
        title="Attention 笔记",
        notes=(
            NoteInfo("attention.md", "Attention", "en", 40),
            NoteInfo("微调/lora.md", "参数高效微调", "zh", 60),
        ),
        warnings=(NoteWarning("broken.md", 3, "bytes that are no UTF-8; save it as UTF-8"),),
    )
    for concept in _tiny_concepts():
        graph.add_concept(concept)
    for relation in _tiny_relations():
        graph.add_relation(relation)
    return graph


def _tiny_concepts() -> tuple[Concept, ...]:
    return (
        Concept(
            id="attention",
            name="Attention",
            kind="method",
            aliases=(
                Alias("注意力机制", "zh", "brackets", "attention.md", 1),
                Alias("attention layer", "en", "spelling"),
            ),
            definition=Evidence(
                "attention.md", 3, "Attention weighs the values by how well keys fit.", "is_definition"
            ),
            passages=(
                Passage(
                    "attention.md", 1, 5, "section", ("Attention",), "# Attention\n\nAttention **weighs** the values."
                ),
                Passage("attention.md", 3, 3, "definition", ("Attention",), "Attention weighs the values."),
            ),
            mentions=12,
            importance=1.0,
        ),
        Concept(
            id="mha",
            name="MHA",
            kind="method",
            aliases=(Alias("Multi-Head Attention", "en", "abbreviation", "attention.md", 7),),
            passages=(Passage("attention.md", 7, 9, "item", ("Attention", "Variants"), "- MHA: several heads"),),
            mentions=5,
            importance=0.5,
        ),
        Concept(id="gqa", name="GQA", kind="method", mentions=3, importance=0.25),
        Concept(
            id="参数高效微调",
            name="参数高效微调",
            language="zh",
            aliases=(Alias("PEFT", "en", "brackets", "微调/lora.md", 1),),
            definition=Evidence("微调/lora.md", 2, "参数高效微调只训练少量参数。", "definition"),
            mentions=4,
            importance=0.4,
        ),
        Concept(id="lora", name="LoRA", kind="method", mentions=6, importance=0.6),
    )


def _tiny_relations() -> tuple[Relation, ...]:
    return (
        Relation(
            "mha",
            "attention",
            "is_a",
            "extracted",
            0.9,
            (Evidence("attention.md", 7, "MHA is a kind of attention.", "is_a"),),
        ),
        Relation(
            "gqa",
            "mha",
            "derives_from",
            "extracted",
            0.8,
            (
                Evidence("attention.md", 9, "GQA improves on MHA.", "derives"),
                Evidence("微调/lora.md", 30, "GQA 改进自 MHA。", "derives"),
            ),
        ),
        Relation(
            "gqa", "mha", "contrasts_with", "extracted", 0.7, (Evidence("attention.md", 11, "GQA vs MHA", "heading"),)
        ),
        Relation(
            "参数高效微调", "lora", "includes", "extracted", 1.0, (Evidence("微调/lora.md", 5, "包括 LoRA。", "list"),)
        ),
        Relation("lora", "attention", "uses", "lexicon", 0.5),
        Relation("gqa", "attention", "requires", "extracted", 0.6, tier="medium", reason="named_in_definition"),
        Relation("lora", "gqa", "related_to", "curated", 0.3),
    )


def empty_graph() -> ConceptGraph:
    """Return a graph without concepts."""
    return ConceptGraph(title="empty")


def single_graph() -> ConceptGraph:
    """Return a graph of one concept with nothing but a name."""
    graph = ConceptGraph()
    graph.add_concept(Concept(id="alone", name="alone"))
    return graph


def hostile_graph() -> ConceptGraph:
    """Return a graph whose every text is a trap, with self-loops, parallel edges and a cycle of is_a."""
    graph = ConceptGraph(
        title=HOSTILE_NAMES[0] + "\n" + HOSTILE_NAMES[1], notes=(NoteInfo('a "b" <c>.md', HOSTILE_NAMES[1], "en", 1),)
    )
    ids = [f"{concept_id(name)[:80]}-{number}" for number, name in enumerate(HOSTILE_NAMES)]
    for number, (id, name) in enumerate(zip(ids, HOSTILE_NAMES, strict=True)):
        graph.add_concept(_hostile_concept(id, name, HOSTILE_NAMES[(number + 1) % len(ids)]))
    for number, id in enumerate(ids):
        graph.add_relation(_hostile_relation(id, ids[(number + 1) % len(ids)], "is_a", HOSTILE_NAMES[number]))
        graph.add_relation(_hostile_relation(id, ids[(number + 1) % len(ids)], "uses", HOSTILE_NAMES[number]))
        graph.add_relation(_hostile_relation(id, ids[number - 1], "contrasts_with", HOSTILE_NAMES[number]))
    graph.add_relation(_hostile_relation(ids[0], ids[0], "includes", HOSTILE_NAMES[0]))
    graph.add_relation(_hostile_relation(ids[0], ids[0], "requires", HOSTILE_NAMES[1]))
    return graph


def _hostile_concept(id: str, name: str, other: str) -> Concept:
    path = 'a "b" <c>.md'
    return Concept(
        id=id,
        name=name,
        kind="method",
        aliases=(Alias(other + "!", "en", "brackets", path, 1), Alias("别名|" + name, "zh", "spelling")),
        definition=Evidence(path, 1, f"{name}: {other}", "rule<x>"),
        passages=(Passage(path, 1, 1, "section", (name, other), f"# {name}\n\n{other}\n"),),
        mentions=1,
        importance=0.5,
    )


def _hostile_relation(source: str, target: str, kind: str, text: str) -> Relation:
    return Relation(
        source, target, kind, "extracted", 0.0, (Evidence('a "b" <c>.md', 1, text, "r"), Evidence("b", 2, text))
    )


def generated_graph(concepts: int, relations: int, seed: int = 0) -> ConceptGraph:
    """Return a random graph with texts as long as those of real notes, the same for the same seed."""
    chance = random.Random(seed)
    kinds = list(CONCEPT_KINDS)
    graph = ConceptGraph(title=f"generated {concepts}", notes=(NoteInfo("note.md", "note", "zh", 10),))
    ids = [f"concept-{number:06}" for number in range(concepts)]
    for number, id in enumerate(ids):
        graph.add_concept(_generated_concept(id, number, kinds[number % len(kinds)], chance.random()))
    added = 0
    while added < relations and concepts > 1:
        source, target = ids[int(concepts * chance.random() ** 2)], ids[int(concepts * chance.random())]
        kind = TYPED_KINDS[chance.randrange(len(TYPED_KINDS))]
        if source != target and not graph.network.has_edge(source, target, kind):
            quote = f"第{added}句：{source} 与 {target} 之间的关系在这一句里说得很清楚。"
            graph.add_relation(
                Relation(source, target, kind, "extracted", 0.5, (Evidence("note.md", added + 1, quote, kind),))
            )
            added += 1
    return graph


def _generated_concept(id: str, number: int, kind: str, importance: float) -> Concept:
    return Concept(
        id=id,
        name=f"概念 {number}",
        language="zh",
        kind=kind,
        aliases=(Alias(f"Concept {number}", "en", "brackets", "note.md", number + 1),),
        definition=Evidence(
            "note.md", number + 1, f"概念 {number} 是一种用来测试大图导出的概念，它的定义有一句话那么长。", "is"
        ),
        passages=(
            Passage(
                "note.md", number + 1, number + 2, "section", ("笔记", f"概念 {number}"), f"概念 {number} 的解释。" * 3
            ),
        ),
        mentions=number % 17,
        importance=round(importance, 3),
    )
