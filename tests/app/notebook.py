"""A small notebook for the browser tests: notes with math, code, a table and pictures, and the graph made of them."""

from __future__ import annotations

from pathlib import Path

from graph import store
from graph.model import Alias, Concept, ConceptGraph, Evidence, NoteInfo, Passage, Relation, concept_id

ATTENTION = r"""# 注意力机制（Attention）

**注意力机制**按相关程度对值加权求和。<b>粗体</b> 与 [网页](https://example.com/a) 都只是文字。

$$\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right)V$$

```python
scores = q @ k.T  # 打分
```

| 变体 | 键值头 |
| --- | --- |
| MHA | h |
| MQA | 1 |

![示意图](figures/attention.svg)
![外面的图](../outside.svg)
![远处的图](https://example.com/far.png)

## 多头注意力（MHA）

多头注意力把注意力机制并行做多次。它包含 $Q$、$K$、$W_V$ 三个投影，第 $h$ 个头见<i>下</i>。

## 分组查询注意力（GQA）

GQA 由 MHA 改进而来，几个查询头共用一组键值。GQA 与 MQA 常被比较。

## 多查询注意力（MQA）

MQA 让所有查询头共用一组键值，节省显存。
"""

TUNING = """# 参数高效微调（PEFT）

参数高效微调只训练少量参数。

## LoRA

LoRA 是一种参数高效微调方法，训练两个低秩矩阵。

## QLoRA

QLoRA 在 LoRA 的基础上加入量化。
"""

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#48f"/></svg>'
)

_LINES = {"attention.md": ATTENTION.splitlines(), "tuning.md": TUNING.splitlines()}

_CONCEPTS: tuple[tuple[str, str, str, float, str, str], ...] = (
    ("注意力机制", "Attention", "method", 1.0, "attention.md", "# 注意力机制"),
    ("多头注意力", "MHA", "method", 0.9, "attention.md", "## 多头"),
    ("分组查询注意力", "GQA", "method", 0.8, "attention.md", "## 分组"),
    ("多查询注意力", "MQA", "method", 0.7, "attention.md", "## 多查询"),
    ("参数高效微调", "PEFT", "theory", 0.85, "tuning.md", "# 参数"),
    ("LoRA", "Low-Rank Adaptation", "method", 0.75, "tuning.md", "## LoRA"),
    ("QLoRA", "", "model", 0.6, "tuning.md", "## QLoRA"),
    ("显存", "GPU memory", "problem", 0.5, "attention.md", "MQA 让"),
)

_RELATIONS = (
    ("多头注意力", "注意力机制", "is_a", "attention.md", "多头注意力把注意力机制并行做多次。"),
    ("分组查询注意力", "多头注意力", "derives_from", "attention.md", "GQA 由 MHA 改进而来，几个查询头共用一组键值。"),
    ("分组查询注意力", "多查询注意力", "contrasts_with", "attention.md", "GQA 与 MQA 常被比较。"),
    ("多查询注意力", "显存", "solves", "attention.md", "MQA 让所有查询头共用一组键值，节省显存。"),
    ("多查询注意力", "注意力机制", "is_a", "attention.md", "MQA 让所有查询头共用一组键值，节省显存。"),
    ("LoRA", "参数高效微调", "is_a", "tuning.md", "LoRA 是一种参数高效微调方法，训练两个低秩矩阵。"),
    ("QLoRA", "LoRA", "derives_from", "tuning.md", "QLoRA 在 LoRA 的基础上加入量化。"),
    ("QLoRA", "LoRA", "requires", "tuning.md", "QLoRA 在 LoRA 的基础上加入量化。"),
    ("LoRA", "显存", "solves", "tuning.md", "LoRA 是一种参数高效微调方法，训练两个低秩矩阵。"),
)

TOPICS = 80
"""Number of small topics that make the graph larger than the overview."""


def write(folder: Path) -> None:
    """Write the notes to folder/notes and the graph to folder/graph.json."""
    notes = folder / "notes"
    (notes / "figures").mkdir(parents=True)
    (notes / "attention.md").write_text(ATTENTION, "utf-8")
    (notes / "tuning.md").write_text(TUNING, "utf-8")
    topics = [f"Topic {n} is small.\n" for n in range(TOPICS)]
    (notes / "topics.md").write_text("\n".join(["---", "title: Topics", "---", "# Topics", "", *topics]), "utf-8")
    (notes / "figures" / "attention.svg").write_text(_SVG, "utf-8")
    (folder / "outside.svg").write_text(_SVG, "utf-8")
    store.save(graph(), folder / "graph.json")


def graph() -> ConceptGraph:
    """Return the graph of the notes."""
    infos = (NoteInfo("attention.md", "注意力机制", "zh", 32), NoteInfo("topics.md", "Topics", "en", 5 + 2 * TOPICS),
             NoteInfo("tuning.md", "参数高效微调", "zh", 11))  # fmt: skip
    made = ConceptGraph(title="测试笔记", notes=infos)
    for concept in _concepts():
        made.add_concept(concept)
    for source, target, kind, path, quote in _RELATIONS:
        evidence = (Evidence(path, line_of(path, quote), quote, "test"),)
        tier = "strong" if kind == "requires" else ""
        made.add_relation(Relation(concept_id(source), concept_id(target), kind, "extracted", 0.9, evidence, tier))
    for n in range(TOPICS):
        made.add_relation(Relation(f"topic-{n}", f"topic-{n // 4}" if n > 3 else "lora", "uses", "lexicon", 0.3))
    return made


def line_of(path: str, start: str) -> int:
    """Return the line of a note that holds some words, counted from 1."""
    return next(n for n, line in enumerate(_LINES[path], 1) if start in line)


def _concepts() -> list[Concept]:
    made = []
    for name, other, kind, importance, path, start in _CONCEPTS:
        line = line_of(path, start)
        end = next(
            (n for n in range(line + 1, len(_LINES[path])) if _LINES[path][n].startswith("#")), len(_LINES[path])
        )
        text = "\n".join(_LINES[path][line - 1 : end])
        quote = Evidence(path, line + 2, _LINES[path][line + 1], "test") if end > line + 1 else None
        aliases = (Alias(other, "en", "brackets", path, line),) if other else ()
        passage = Passage(path, line, end, "section", (name,), text)
        language = "en" if name.isascii() else "zh"
        made.append(Concept(concept_id(name), name, language, kind, aliases, quote, (passage,), 5, importance))
    return made + [_topic(n) for n in range(TOPICS)]


def _topic(n: int) -> Concept:
    passage = Passage("topics.md", 6 + 2 * n, 6 + 2 * n, "mention", ("Topics",), f"Topic {n} is small.")
    return Concept(f"topic-{n}", f"Topic {n}", "en", "", (), None, (passage,), 1, round(0.3 * (1 - n / TOPICS), 4))
