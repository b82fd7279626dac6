"""Learning paths to take away: plain data, text, Markdown and Mermaid, each step with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.model import Concept, ConceptGraph, Evidence, Relation
from graph.paths import LearningPath, Step
from graph.reading_time import main_passage, reading_seconds, total_seconds, whole_minutes
from graph.reasons import reason_text

_ESCAPES = str.maketrans({"\\": "\\\\", "*": "\\*", "_": "\\_", "`": "\\`", "[": "\\[", "]": "\\]", "<": "&lt;"})


_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Learning path to {names}", "and": ", ", "comma": ", ", "why": " ({why})", "said": ": {quote}",
        "sum": "Steps: {steps}. Reading time of their passages: about {minutes} min.",
        "minutes": "about {minutes} min", "needs": "needs {name}", "first": "comes first: needed by {names}",
        "more": " and {count} more", "known": "{name}: already known.",
        "alone": "{name}: the notes name nothing that must be known before it.",
        "left_out": "{count} later steps left out by the limit.",
    },
    "zh": {
        "title": "学习路径：{names}", "and": "、", "comma": "、", "why": "（{why}）", "said": "：{quote}",
        "sum": "共 {steps} 步，读完相关段落约 {minutes} 分钟。",
        "minutes": "约 {minutes} 分钟", "needs": "先学 {name}", "first": "从这里开始：{names} 需要它",
        "more": " 等另外 {count} 个", "known": "{name}：已经会了。",
        "alone": "{name}：笔记没有说明学它之前要先学什么。",
        "left_out": "受步数限制，后面还有 {count} 步没有列出。",
    },
}  # fmt: skip


def as_data(graph: ConceptGraph, path: LearningPath) -> dict[str, Any]:
    """Return plain data: {targets, known, steps: [{id, name, depth, because: [{needs, reason, evidence}], …}]}."""
    needed_by = path.needed_by()
    return {
        "targets": [concept.id for concept in path.targets],
        "known": [concept.id for concept in path.known],
        "left_out": path.left_out,
        "steps": [
            {
                "id": step.concept.id,
                "name": step.concept.name,
                "depth": step.depth,
                "because": [_reason_data(graph, relation) for relation in step.because],
                "needed_by": [concept.id for concept in needed_by.get(step.concept.id, ())],
                "read": [{"path": p.path, "line": p.line, "end_line": p.end_line} for p in step.concept.passages[:1]],
            }
            for step in path.steps
        ],
    }


def as_text(graph: ConceptGraph, path: LearningPath) -> str:
    """Return a numbered list for a terminal."""
    lines = [_title(path), ""]
    needed_by = path.needed_by()
    for number, step in enumerate(path.steps, 1):
        lines.append(f"{number:3}. {step.concept.name}{_source(step.concept)}")
        lines.extend(f"       {line}" for line in _reasons(graph, step, needed_by, "en"))
    return "\n".join([*lines, *_remarks(path, "en")]) + "\n"


def as_markdown(graph: ConceptGraph, path: LearningPath, *, language: str = "en") -> str:
    """Return a study plan with a box to tick for every step, its reason, and how long its passage takes to read."""
    words = _WORDS[language]
    names = words["and"].join(f"**{_escape(concept.name)}**" for concept in path.targets)
    minutes = whole_minutes(total_seconds(step.concept for step in path.steps))
    lines = [
        f"# {words['title'].format(names=names)}",
        "",
        words["sum"].format(steps=len(path.steps), minutes=minutes),
        "",
    ]
    needed_by = path.needed_by()
    for number, step in enumerate(path.steps, 1):
        lines.append(f"- [ ] **{number}. {_escape(step.concept.name)}**{_reading(step.concept, words)}")
        lines.extend(f"  - {_escape(line)}" for line in _reasons(graph, step, needed_by, language))
    return "\n".join([*lines, *map(_escape, _remarks(path, language))]) + "\n"


def as_mermaid(graph: ConceptGraph, path: LearningPath) -> str:
    """Return a Mermaid flow chart that runs from what comes first to the targets.

    >>> from graph.paths import learning_path
    >>> graph = ConceptGraph()
    >>> for name in "ab": graph.add_concept(Concept(name, name.upper()))
    >>> graph.add_relation(Relation("a", "b", "requires"))
    >>> print(as_mermaid(graph, learning_path(graph, ["a"])), end="")
    flowchart LR
      s1["B"]
      s2(["A"])
      s1 --> s2
    """
    numbers = {step.concept.id: number for number, step in enumerate(path.steps, 1)}
    goals = {concept.id for concept in path.targets}
    lines = ["flowchart LR"]
    for id, number in numbers.items():
        label = graph.concept(id).name.replace("&", "&amp;").replace('"', "#quot;").replace("<", "&lt;")
        lines.append(f'  s{number}(["{label}"])' if id in goals else f'  s{number}["{label}"]')
    for step in path.steps:
        before = (numbers[r.target] for r in step.because if r.target in numbers)
        lines.extend(f"  s{number} --> s{numbers[step.concept.id]}" for number in before)
    return "\n".join(lines) + "\n"


def quote(evidence: Evidence) -> str:
    """Return the quoted sentence with its place.

    >>> quote(Evidence("lora.md", 3, "LoRA is a kind of PEFT."))
    '“LoRA is a kind of PEFT.” (lora.md:3)'
    """
    return f"“{evidence.quote}” ({evidence.path}:{evidence.line})"


def _reason_data(graph: ConceptGraph, relation: Relation) -> dict[str, Any]:
    evidence = [{"path": e.path, "line": e.line, "quote": e.quote, "rule": e.rule} for e in relation.evidence]
    needed = graph.concept(relation.target)
    reason = {"reason": relation.reason, "tier": relation.tier, "evidence": evidence}
    return {"needs": needed.id, "name": needed.name, **reason}


def _reasons(graph: ConceptGraph, step: Step, needed_by: dict[str, list[Concept]], language: str) -> Iterator[str]:
    words = _WORDS[language]
    for relation in step.because:
        code = reason_text(relation.reason, language)
        why = words["why"].format(why=code) if code else ""
        said = words["said"].format(quote=quote(relation.evidence[0])) if relation.evidence else ""
        yield words["needs"].format(name=graph.concept(relation.target).name) + why + said
    later = [concept.name for concept in needed_by.get(step.concept.id, ())]
    if later and not step.because:
        more = words["more"].format(count=len(later) - 3) if len(later) > 3 else ""
        yield words["first"].format(names=words["comma"].join(later[:3]) + more)


def _remarks(path: LearningPath, language: str) -> list[str]:
    words = _WORDS[language]
    remarks = [words["known"].format(name=concept.name) for concept in path.already_known]
    remarks += [words["alone"].format(name=concept.name) for concept in path.without_order]
    if path.left_out:
        remarks.append(words["left_out"].format(count=path.left_out))
    return ["", *remarks] if remarks else []


def _title(path: LearningPath) -> str:
    names = ", ".join(concept.name for concept in path.targets)
    count = len(path.steps)
    return f"Learning path to {names}: {count} step{'s' * (count != 1)}"


def _reading(concept: Concept, words: dict[str, str]) -> str:
    passage = main_passage(concept)
    if not passage:
        return ""
    minutes = words["minutes"].format(minutes=whole_minutes(reading_seconds(passage.text)))
    return f" — {_escape(passage.path)}:{passage.line}, {minutes}"


def _source(concept: Concept) -> str:
    return f" — {concept.passages[0].path}:{concept.passages[0].line}" if concept.passages else ""


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)
