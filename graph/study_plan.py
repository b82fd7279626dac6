"""Learning paths to take away: plain data, text, Markdown and Mermaid, each step with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.model import Concept, ConceptGraph, Evidence, Relation
from graph.paths import LearningPath, Step

_ESCAPES = str.maketrans({"\\": "\\\\", "*": "\\*", "_": "\\_", "`": "\\`", "[": "\\[", "]": "\\]", "<": "&lt;"})


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
    lines = [_title(path, "{}"), ""]
    needed_by = path.needed_by()
    for number, step in enumerate(path.steps, 1):
        lines.append(f"{number:3}. {step.concept.name}{_source(step.concept)}")
        lines.extend(f"       {line}" for line in _reasons(graph, step, needed_by))
    return "\n".join([*lines, *_remarks(path)]) + "\n"


def as_markdown(graph: ConceptGraph, path: LearningPath) -> str:
    """Return a study plan with a box to tick for every step."""
    lines = [f"# {_title(path, '**{}**')}", ""]
    needed_by = path.needed_by()
    for step in path.steps:
        lines.append(f"- [ ] **{_escape(step.concept.name)}**{_source(step.concept)}")
        lines.extend(f"  - {_escape(line)}" for line in _reasons(graph, step, needed_by))
    return "\n".join([*lines, *(["", *_remarks(path)] if path.left_out else [])]) + "\n"


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


def _reasons(graph: ConceptGraph, step: Step, needed_by: dict[str, list[Concept]]) -> Iterator[str]:
    for relation in step.because:
        why = f" ({relation.reason.replace('_', ' ')})" if relation.reason else ""
        said = f": {quote(relation.evidence[0])}" if relation.evidence else ""
        yield f"needs {graph.concept(relation.target).name}{why}{said}"
    later = [concept.name for concept in needed_by.get(step.concept.id, ())]
    if later and not step.because:
        more = f" and {len(later) - 3} more" if len(later) > 3 else ""
        yield f"comes first: needed by {', '.join(later[:3])}{more}"


def _remarks(path: LearningPath) -> list[str]:
    remarks = [f"{concept.name}: already known." for concept in path.already_known]
    remarks += [f"{c.name}: the notes name nothing that must be known before it." for c in path.without_order]
    if path.left_out:
        remarks.append(f"{path.left_out} later steps left out by the limit.")
    return ["", *remarks] if remarks else []


def _title(path: LearningPath, form: str) -> str:
    names = ", ".join(form.format(concept.name) for concept in path.targets)
    count = len(path.steps)
    return f"Learning path to {names}: {count} step{'s' * (count != 1)}"


def _source(concept: Concept) -> str:
    return f" — {concept.passages[0].path}:{concept.passages[0].line}" if concept.passages else ""


def _escape(text: str) -> str:
    return text.translate(_ESCAPES)
