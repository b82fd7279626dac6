"""A notebook with a learning order for the tests of the Learn page: fine-tuning, and one concept that stands alone."""

from __future__ import annotations

from pathlib import Path

from graph import store
from graph.model import Alias, Concept, ConceptGraph, Evidence, NoteInfo, Passage, Relation, concept_id

NOTE = r"""# 微调

微调用少量任务数据继续训练预训练模型，让它适应一个任务。

## 全量微调

全量微调更新全部参数，效果好但显存不足时做不了。

## 参数高效微调（PEFT）

参数高效微调只训练少量参数，是微调的一种，缓解显存不足。

## 低秩分解

一个大矩阵可以近似为两个小矩阵的乘积，这叫低秩分解。

$$W \approx BA,\quad B\in\mathbb{R}^{d\times r},\ A\in\mathbb{R}^{r\times k}$$

## 量化

量化用更少的位数存放数值，降低显存占用，会带来精度损失。

| 位数 | 7B 模型的权重 |
| --- | --- |
| 16 | 14 GB |
| 4 | 3.5 GB |

## LoRA

LoRA 是一种参数高效微调方法，它用低秩分解表示权重的变化：冻结 $W$，只训练 $A$ 与 $B$。

$$h = Wx + \frac{\alpha}{r}BAx$$

```python
h = w @ x + alpha / r * (b @ (a @ x))  # 只有 a 与 b 有梯度
```

![LoRA 的旁路](figures/lora.svg)

## Adapter

Adapter 是一种参数高效微调方法，在每层后插入小网络，会增加推理延迟。

## LoRA 和 Adapter 的区别

LoRA 的旁路可以并回权重，推理不变慢；Adapter 多出的层一直留着。

## NF4

NF4 是一种量化数据类型，按正态分布的分位数取值，减小精度损失。

## QLoRA

QLoRA 由 LoRA 改进而来：底座用 NF4 量化后冻结，缓解显存不足。
"""

ALONE = "# 贝叶斯定理\n\n贝叶斯定理由先验与似然求后验：$P(A\\mid B)=P(B\\mid A)P(A)/P(B)$。\n"

_LINES = {"finetuning/微调.md": NOTE.splitlines(), "statistics.md": ALONE.splitlines()}
_NOTE = "finetuning/微调.md"

_CONCEPTS: tuple[tuple[str, str, float, str], ...] = (
    ("微调", "fine-tuning", 1.0, "# 微调"),
    ("全量微调", "full fine-tuning", 0.4, "## 全量"),
    ("参数高效微调", "PEFT", 0.9, "## 参数高效"),
    ("低秩分解", "low-rank decomposition", 0.5, "## 低秩"),
    ("量化", "quantization", 0.8, "## 量化"),
    ("LoRA", "", 0.95, "## LoRA"),
    ("Adapter", "", 0.5, "## Adapter"),
    ("NF4", "", 0.3, "## NF4"),
    ("QLoRA", "", 0.85, "## QLoRA"),
    ("贝叶斯定理", "Bayes' theorem", 0.2, "# 贝叶斯"),
    ("显存不足", "", 0.2, "全量微调更新"),
    ("推理延迟", "", 0.15, "Adapter 是一种"),
    ("精度损失", "", 0.15, "量化用更少"),
)

_NEEDS: tuple[tuple[str, str, str, str], ...] = (
    ("全量微调", "微调", "is_a", "全量微调更新全部参数"),
    ("参数高效微调", "微调", "is_a", "参数高效微调只训练少量参数"),
    ("LoRA", "参数高效微调", "is_a", "LoRA 是一种参数高效微调方法"),
    ("LoRA", "低秩分解", "uses", "LoRA 是一种参数高效微调方法"),
    ("Adapter", "参数高效微调", "is_a", "Adapter 是一种"),
    ("NF4", "量化", "named_in_definition", "NF4 是一种量化数据类型"),
    ("QLoRA", "LoRA", "derives_from", "QLoRA 由 LoRA 改进而来"),
    ("QLoRA", "NF4", "uses", "QLoRA 由 LoRA 改进而来"),
    ("QLoRA", "量化", "named_in_definition", "QLoRA 由 LoRA 改进而来"),
)

_SAID: tuple[tuple[str, str, str, str], ...] = (
    ("全量微调", "微调", "is_a", "全量微调更新全部参数"),
    ("参数高效微调", "微调", "is_a", "参数高效微调只训练少量参数"),
    ("LoRA", "参数高效微调", "is_a", "LoRA 是一种参数高效微调方法"),
    ("Adapter", "参数高效微调", "is_a", "Adapter 是一种"),
    ("NF4", "量化", "is_a", "NF4 是一种量化数据类型"),
    ("QLoRA", "LoRA", "derives_from", "QLoRA 由 LoRA 改进而来"),
    ("LoRA", "Adapter", "contrasts_with", "## LoRA 和 Adapter"),
    ("参数高效微调", "显存不足", "solves", "参数高效微调只训练少量参数"),
    ("QLoRA", "显存不足", "solves", "QLoRA 由 LoRA 改进而来"),
    ("NF4", "精度损失", "solves", "NF4 是一种量化数据类型"),
)

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="60"><rect width="160" height="60" rx="8" '
    'fill="#4c8bf5"/><text x="80" y="36" text-anchor="middle" fill="#fff">W + BA</text></svg>'
)


def write(folder: Path) -> None:
    """Write the notes to folder/notes and the graph to folder/graph.json."""
    notes = folder / "notes"
    (notes / "finetuning" / "figures").mkdir(parents=True)
    (notes / _NOTE).write_text(NOTE, "utf-8")
    (notes / "finetuning" / "figures" / "lora.svg").write_text(_SVG, "utf-8")
    (notes / "statistics.md").write_text(ALONE, "utf-8")
    store.save(graph(), folder / "graph.json")


def graph() -> ConceptGraph:
    """Return the graph of the notes."""
    infos = (NoteInfo(_NOTE, "微调", "zh", len(_LINES[_NOTE])), NoteInfo("statistics.md", "贝叶斯定理", "zh", 3))
    made = ConceptGraph(title="微调笔记", notes=infos)
    for name, other, importance, start in _CONCEPTS:
        made.add_concept(_concept(name, other, importance, start))
    for source, target, reason, quote in _NEEDS:
        ids = concept_id(source), concept_id(target)
        made.add_relation(Relation(*ids, "requires", "extracted", 0.9, _quote(quote), "strong", reason))
    for source, target, kind, quote in _SAID:
        made.add_relation(Relation(concept_id(source), concept_id(target), kind, "extracted", 0.9, _quote(quote)))
    return made


def line_of(start: str) -> tuple[str, int]:
    """Return the note and the line, counted from 1, that begins with some words."""
    return next(
        (path, n) for path, lines in _LINES.items() for n, line in enumerate(lines, 1) if line.startswith(start)
    )


def _quote(start: str) -> tuple[Evidence, ...]:
    path, line = line_of(start)
    return (Evidence(path, line, _LINES[path][line - 1].lstrip("# ").replace("$", ""), "test"),)


def _concept(name: str, other: str, importance: float, start: str) -> Concept:
    path, line = line_of(start)
    lines = _LINES[path]
    heading = start.startswith("#")
    end = next((n for n in range(line, len(lines)) if lines[n].startswith("#")), len(lines)) if heading else line
    passage = Passage(
        path, line, end, "section" if heading else "mention", ("微调", name), "\n".join(lines[line - 1 : end])
    )
    definition = Evidence(path, line + 2, lines[line + 1].replace("$", ""), "test") if heading else None
    aliases = (Alias(other, "en", "brackets", path, line),) if other else ()
    language = "en" if name.isascii() else "zh"
    passages = (passage, _contrast()) if name in ("LoRA", "Adapter") else (passage,)
    return Concept(concept_id(name), name, language, "method", aliases, definition, passages, 5, importance)


def _contrast() -> Passage:
    path, line = line_of("## LoRA 和 Adapter")
    return Passage(path, line, line + 2, "section", ("微调",), "\n".join(_LINES[path][line - 1 : line + 2]))
