"""prerequisites, unlocks, path: what to learn, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from commands.console import AsJson, GraphFile, Output, as_json, known_concepts, load, write, write_bytes
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
    anki = "anki"


class Language(StrEnum):
    """The languages of what is written for people."""

    zh = "zh"
    en = "en"


_WRITERS: dict[PathFormat, Callable[[ConceptGraph, LearningPath, str], str]] = {
    PathFormat.text: lambda graph, path, _: study_plan.as_text(graph, path),
    PathFormat.json: lambda graph, path, _: as_json(study_plan.as_data(graph, path)),
    PathFormat.mermaid: lambda graph, path, _: study_plan.as_mermaid(graph, path),
    PathFormat.markdown: lambda graph, path, language: study_plan.as_markdown(graph, path, language=language),
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
    language: Annotated[Language, typer.Option(help="Language of a Markdown plan or an Anki deck.")] = Language.en,
    known_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Known too: what the Learn page saved, NOTES/.notegraph/known.yaml."),
    ] = None,
    weak: Weak = False,
    output: Output = None,
) -> None:
    """A learning path to some concepts: every step after all it needs, each with its reason."""
    graph = load(graph_file)
    goals = [graph.find(name).id for name in targets]
    done = [concept.id for concept in known_concepts(graph, [*(known or []), *_saved(known_file)])]
    answer = learning_path(graph, goals, known=done, limit=limit, tiers=ALL_TIERS if weak else SHOWN_TIERS)
    if format is PathFormat.anki:
        write_bytes(_deck(graph, answer, language), output)
    else:
        write(_WRITERS[format](graph, answer, language), output)


def _saved(file: Path | None) -> tuple[str, ...]:
    from graph import known

    return known.load(file) if file else ()


def _deck(graph: ConceptGraph, path: LearningPath, language: str) -> bytes:
    from time import time

    from graph.path_deck import as_anki  # genanki and the Markdown reader take a while to load

    return as_anki(graph, path, language=language, time=time())


def _show(graph: ConceptGraph, concept: Concept, reached: dict[str, int], title: str, nothing: str, json: bool) -> None:
    if json:
        found = [{"id": id, "name": graph.concept(id).name, "distance": steps} for id, steps in reached.items()]
        write(as_json({"id": concept.id, "name": concept.name, "concepts": found}))
    elif not reached:
        write(f"{concept.name}: {nothing}.\n")
    else:
        rows = (f"  {steps}  {graph.concept(id).name}" for id, steps in reached.items())
        write("\n".join([f"{title} ({len(reached)}; steps away, name):", *rows]) + "\n")
