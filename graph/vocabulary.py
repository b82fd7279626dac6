"""The relation kinds and concept kinds: direction, label, look, and what each implies for learning order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A kind of edge."""

    name: str
    """Identifier."""
    zh: str
    """Reads, from source to target, in Chinese."""
    en: str
    """Reads, from source to target, in English."""
    zh_inverse: str
    """Reads from target to source, in Chinese."""
    en_inverse: str
    """Reads from target to source, in English."""
    colour: str
    """Edge colour, legible on light and dark ground."""
    dashes: tuple[int, ...] = ()
    """Dash pattern in pixels, so that colour is not the only sign; empty is a full line."""
    symmetric: bool = False
    """Whether source and target may change places."""
    hidden: bool = False
    """Whether views hide it at first."""


@dataclass(frozen=True, slots=True)
class ConceptKind:
    """A kind of node."""

    name: str
    zh: str
    en: str
    colour: str
    shape: str
    """A vis-network shape, so that colour is not the only sign."""


RELATION_KINDS: dict[str, RelationKind] = {
    kind.name: kind
    for kind in (
        RelationKind("is_a", "是一种", "is a kind of", "的种类有", "has the kind", "#2f7ed8"),
        RelationKind("derives_from", "改进自", "derives from", "衍生出", "leads to", "#8e5bd0", (10, 4)),
        RelationKind("includes", "包含", "includes", "属于", "is part of", "#1f9d6b"),
        RelationKind("uses", "使用", "uses", "被用于", "is used by", "#c77700", (6, 4)),
        RelationKind("solves", "解决", "solves", "的解决办法有", "is solved by", "#d0455f", (2, 4)),
        RelationKind(
            "contrasts_with", "对比", "contrasts with", "对比", "contrasts with", "#7a7f87", (12, 4, 2, 4), True
        ),
        RelationKind("requires", "先学", "requires", "之后可学", "unlocks", "#5c6b7a", (4, 2)),
        RelationKind(
            "related_to",
            "相关",
            "is related to",
            "相关",
            "is related to",
            "#a0a6ad",
            (1, 5),
            symmetric=True,
            hidden=True,
        ),
    )
}
"""All relation kinds by name, in the order of menus."""

TYPED_KINDS: tuple[str, ...] = ("is_a", "derives_from", "includes", "uses", "solves", "contrasts_with")
"""The kinds that the notes state."""

CONCEPT_KINDS: dict[str, ConceptKind] = {
    kind.name: kind
    for kind in (
        ConceptKind("method", "方法", "method", "#4c8bf5", "dot"),
        ConceptKind("model", "模型", "model", "#9a6ae0", "diamond"),
        ConceptKind("component", "组件", "component", "#2aa876", "square"),
        ConceptKind("problem", "问题", "problem", "#dd5a6f", "triangle"),
        ConceptKind("metric", "指标", "metric", "#c98a1b", "triangleDown"),
        ConceptKind("tool", "工具", "tool", "#3aa6b9", "hexagon"),
        ConceptKind("data", "数据", "data", "#8b9a2f", "star"),
        ConceptKind("theory", "理论", "theory", "#b0699b", "dot"),
        ConceptKind("", "未定", "unspecified", "#8793a1", "dot"),
    )
}
"""All concept kinds by name; the empty name stands for none."""
