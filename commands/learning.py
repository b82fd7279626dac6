"""prerequisites, unlocks, path: what to learn, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from commands.console import AsJson, GraphFile, Output, as_json, known_concepts, load, write
from graph import prerequisites as order
from graph import study_plan
from graph.learning_order import ALL_TIERS, SHOWN_TIERS
from graph.model import Concept, ConceptGraph
from graph.paths import LearningPath, learning_path

ConceptName = Annotated[str, typer.Argument(metavar="CONCEPT", help="Any name, alias or id of the concept.")]
Depth = Annotated[int | None, typer.Option(min=1, help="Go this many steps at most.")]
Weak = Annotated[bool, typer.Option("--weak", help="Use relations of the weak tier too.")]


class PathFormat(StrEnum):
    """The forms of a learning path."""

    text = "text"
    json = "json"
    mermaid = "mermaid"
    markdown = "markdown"


_WRITERS: dict[PathFormat, Callable[[ConceptGraph, LearningPath], str]] = {
    PathFormat.text: study_plan.as_text,
    PathFormat.json: lambda graph, path: as_json(study_plan.as_data(graph, path)),
    PathFormat.mermaid: study_plan.as_mermaid,
    PathFormat.markdown: study_plan.as_markdown,
}


def prerequisites(
    graph_file: GraphFile, concept: ConceptName, depth: Depth = None, weak: Weak = False, json: AsJson = False
) -> None:
    """What must be known before a concept, nearest first."""
    graph = load(graph_file)
    found = graph.find(concept)
    reached = order.prerequisites(graph, found.id, depth=depth, tiers=ALL_TIERS if weak else SHOWN_TIERS)
    _show(graph, found, reached, f"Before {found.name}", "the notes name nothing that must be known before it", json)


def unlocks(
    graph_file: GraphFile, concept: ConceptName, depth: Depth = None, weak: Weak = False, json: AsJson = False
) -> None:
    """What a concept opens: all that needs it, nearest first."""
    graph = load(graph_file)
    found = graph.find(concept)
    reached = order.unlocks(graph, found.id, depth=depth, tiers=ALL_TIERS if weak else SHOWN_TIERS)
    _show(graph, found, reached, f"After {found.name}", "the notes name nothing that needs it", json)


def path(
    graph_file: GraphFile,
    targets: Annotated[list[str], typer.Argument(metavar="TARGET...", help="What to reach; any name or alias.")],
    known: Annotated[list[str] | None, typer.Option(metavar="X", help="Known already; may be given again.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first steps.")] = None,
    format: Annotated[PathFormat, typer.Option(help="Form of the answer.")] = PathFormat.text,
    weak: Weak = False,
    output: Output = None,
) -> None:
    """A learning path to some concepts: every step after all it needs, each with its reason."""
    graph = load(graph_file)
    goals = [graph.find(name).id for name in targets]
    done = [concept.id for concept in known_concepts(graph, known or [])]
    answer = learning_path(graph, goals, known=done, limit=limit, tiers=ALL_TIERS if weak else SHOWN_TIERS)
    write(_WRITERS[format](graph, answer), output)


def _show(graph: ConceptGraph, concept: Concept, reached: dict[str, int], title: str, nothing: str, json: bool) -> None:
    if json:
        found = [{"id": id, "name": graph.concept(id).name, "distance": steps} for id, steps in reached.items()]
        write(as_json({"id": concept.id, "name": concept.name, "concepts": found}))
    elif not reached:
        write(f"{concept.name}: {nothing}.\n")
    else:
        rows = (f"  {steps}  {graph.concept(id).name}" for id, steps in reached.items())
        write("\n".join([f"{title} ({len(reached)}; steps away, name):", *rows]) + "\n")
