"""eval, explain, gaps: how good the graph is, why an edge is there, what the notes leave open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.console import AsJson, GraphFile, as_json, load, write
from graph.errors import NotegraphError
from graph.gaps import EXPLAINED, GAP_KINDS, Gaps, explained, gaps, own_text
from graph.model import Concept, ConceptGraph, Relation
from graph.paths import Hop, connections
from graph.study_plan import quote
from graph.vocabulary import RELATION_KINDS

Limit = Annotated[int, typer.Option(min=0, help="Names to show of each kind.")]


def evaluate(
    graph_file: GraphFile,
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="An annotation of the same notes, YAML.")],
    show: Annotated[bool, typer.Option("--show", help="List what was missed and what is spurious.")] = False,
    json: AsJson = False,
) -> None:
    """Compare a graph with a careful reader's annotation of the same notes."""
    from extract import evaluation

    result = evaluation.evaluate(load(graph_file), evaluation.read_annotation(gold))
    if json:
        write(as_json({**result.figures, **({"details": result.details} if show else {})}))
        return
    lines = [f"{name:26} {value}" for name, value in result.figures.items()]
    if show:
        for title, rows in result.details.items():
            lines += ["", f"{title} ({len(rows)})", *(f"   {row}" for row in rows)]
    write("\n".join(lines) + "\n")


def explain(
    graph_file: GraphFile,
    a: Annotated[str, typer.Argument(metavar="A", help="A concept.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    json: AsJson = False,
) -> None:
    """Why two concepts are connected: every relation with its rule and the sentences that say so."""
    graph = load(graph_file)
    first, second = graph.find(a), graph.find(b)
    if first == second:
        raise NotegraphError(f"{a!r} and {b!r} are the same concept, {first.name}", remedy="name two concepts")
    relations = graph.relations_between(first.id, second.id)
    chains = [] if relations else connections(graph, first.id, second.id, limit=3)
    if json:
        write(as_json(_explanation_data(relations, chains)))
    else:
        write("\n".join(_explanation(graph, first, second, relations, chains)) + "\n")


def show_gaps(
    graph_file: GraphFile,
    concepts: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Ask only after these: an annotation (its core concepts), or a name a line."),
    ] = None,
    least: Annotated[int, typer.Option(min=1, help="Characters that make an explanation.")] = EXPLAINED,
    limit: Limit = 12,
    json: AsJson = False,
) -> None:
    """What the notes leave open, and which concepts have a passage of their own."""
    graph = load(graph_file)
    wanted, absent = _wanted(graph, concepts)
    enough, lacking = explained(wanted, least=least)
    found = gaps(graph)
    if json:
        own = {"enough": _ids(enough), "lacking": _ids(lacking), "absent": absent, "least": least}
        warnings = [f"{w.path}:{w.line}: {w.message}" for w in found.warnings]
        kinds = {kind: _ids(concepts) for kind, concepts in found.concepts.items()}
        write(as_json({"own_passage": own, "gaps": kinds, "cycles": found.cycles, "warnings": warnings}))
        return
    total = len(wanted) + len(absent)
    share = f"{100 * len(enough) / total:.1f} %" if total else "none asked for"
    lines = [f"Own passage of at least {least} characters: {len(enough)} of {total} concepts ({share})"]
    lines += [f"  lacking: {_listed([c.name for c in lacking], limit)}"] if lacking else []
    lines += [f"  no such concept: {_listed(absent, limit)}"] if absent else []
    write("\n".join([*lines, *_gap_lines(found, limit)]) + "\n")


def _gap_lines(found: Gaps, limit: int) -> Iterator[str]:
    for kind, concepts in found.concepts.items():
        yield f"{GAP_KINDS[kind].en}: {len(concepts)}"
        if concepts:
            yield f"  {_listed([concept.name for concept in concepts], limit)}"
    yield f"circles of needs: {len(found.cycles)}"
    yield from (f"  {' -> '.join(cycle)}" for cycle in found.cycles)
    yield f"warnings of the extraction: {len(found.warnings)}"
    yield from (f"  {w.path}:{w.line}: {w.message}" for w in found.warnings[:limit])


def _wanted(graph: ConceptGraph, file: Path | None) -> tuple[list[Concept], list[str]]:
    """Return the concepts asked after, and the names that the graph does not have."""
    if file is None:
        return list(graph.concepts()), []
    from extract.evaluation import surface

    held: dict[str, Concept] = {}
    for concept in sorted(graph.concepts(), key=own_text, reverse=True):
        for name in concept.names:
            held.setdefault(surface(name), concept)
    asked = {name: [held[s] for s in sorted(forms) if s in held] for name, forms in _names(file).items()}
    found = [max(concepts, key=own_text) for concepts in asked.values() if concepts]
    return found, [name for name, concepts in asked.items() if not concepts]


def _names(file: Path) -> dict[str, frozenset[str]]:
    """Return the concepts that a file asks after, each with its folded names."""
    from extract.evaluation import read_annotation, surface

    if file.suffix in {".yaml", ".yml"}:
        gold = read_annotation(file)
        return {name: forms for name, forms in gold.names.items() if name in gold.core or not gold.core}
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NotegraphError(f"cannot read: {error}", place=str(file), remedy="name a text or YAML file") from error
    return {line.strip(): frozenset({surface(line)}) for line in lines if line.strip()}


def _explanation(
    graph: ConceptGraph, a: Concept, b: Concept, relations: list[Relation], chains: list[tuple[Hop, ...]]
) -> Iterator[str]:
    if not relations:
        yield f"The notes state no relation between {a.name} and {b.name}."
        yield "Shortest connections:" if chains else "No chain of relations connects them either."
    for relation in relations:
        yield from _told(graph, relation)
    for chain in chains:
        yield ""
        for hop in chain:
            for relation in hop.relations:
                yield from (f"  {line}" for line in _told(graph, relation))


def _told(graph: ConceptGraph, relation: Relation) -> Iterator[str]:
    names = graph.concept(relation.source).name, graph.concept(relation.target).name
    why = f", {relation.tier}: {relation.reason.replace('_', ' ')}" if relation.tier else ""
    head = f"{names[0]} —{RELATION_KINDS[relation.kind].en}→ {names[1]}"
    yield f"{head}  [{relation.kind}, {relation.origin}, confidence {relation.confidence:.2f}{why}]"
    for evidence in relation.evidence:
        yield f"  {evidence.rule or 'no rule named'}: {quote(evidence)}"


def _explanation_data(relations: list[Relation], chains: list[tuple[Hop, ...]]) -> dict[str, Any]:
    from dataclasses import asdict

    connected = [[[asdict(relation) for relation in hop.relations] for hop in chain] for chain in chains]
    return {"relations": [asdict(relation) for relation in relations], "connections": connected}


def _ids(concepts: tuple[Concept, ...] | list[Concept]) -> list[str]:
    return [concept.id for concept in concepts]


def _listed(names: list[str], limit: int) -> str:
    more = f" … and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(names[:limit]) + more
