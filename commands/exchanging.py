"""export, import, formats, diff: graphs to other programs and back, and one graph beside another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.console import AsJson, GraphFile, Output, as_json, load, remark, write, write_bytes
from graph.errors import GraphFileError, NotegraphError
from graph.formats import format_named
from graph.formats import formats as all_formats
from graph.vocabulary import RELATION_KINDS

if TYPE_CHECKING:
    from graph.diff import Change, GraphDiff
    from graph.model import Relation


def export(
    graph_file: GraphFile,
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="A name that `formats` lists.")],
    output: Output = None,
) -> None:
    """Write a graph in another format."""
    chosen = format_named(format)
    content = BytesIO()
    chosen.write(load(graph_file), content)
    write_bytes(content.getvalue(), output)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `export` wrote.")],
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="A name that `formats` lists, of those it can read.")],
    output: Output = None,
) -> None:
    """Read an export back and write a graph.json."""
    from graph import store

    chosen = format_named(format)
    if chosen.read is None:
        readable = ", ".join(name for name, one in all_formats().items() if one.read)
        raise NotegraphError(f"format {format!r} cannot be read back", remedy=f"choose one of: {readable}")
    try:
        graph = chosen.read(file.read_bytes())
    except OSError as error:
        raise GraphFileError(
            f"cannot read: {error.strerror or error}", place=str(file), remedy="name a file that `export` wrote"
        ) from error
    except NotegraphError as error:
        problem = " ".join(error.problem.split())
        remedy = "choose the format that the file really has, or export it anew"
        raise GraphFileError(problem, place=str(file), remedy=remedy) from error
    write_bytes(store.dumps(graph), output)
    if chosen.loses_en:
        remark(f"left out by {chosen.name}: {chosen.loses_en}")


def formats(json: AsJson = False) -> None:
    """The export formats, and what each cannot hold."""
    rows = [
        {"name": f.name, "title": f.title, "extension": f.extension, "loses": f.loses_en, "reads": f.read is not None}
        for f in all_formats().values()
    ]
    if json:
        write(as_json(rows))
        return
    write("".join(f"{r['name']:12} {r['extension']:14} {r['title']}{_loss(str(r['loses']))}\n" for r in rows))


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A graph.json.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another, of the same notes later.")],
    json: AsJson = False,
) -> None:
    """What changed between two graphs of the same notes."""
    from graph import diff as difference

    changes = difference.diff(load(old), load(new))
    write(as_json(_differences(changes)) if json else "\n".join(_told(changes)) + "\n")


def _differences(changes: GraphDiff) -> dict[str, Any]:
    data = asdict(changes)
    del data["names"]
    return data


def _told(changes: GraphDiff) -> Iterator[str]:
    if not changes:
        yield "no difference"
    yield from (f"+ {concept.name}" for concept in changes.added)
    yield from (f"- {concept.name}" for concept in changes.removed)
    yield from (f"> {old.name} is now a name of {new.name}" for old, new in changes.merged)
    for concept in changes.changed:
        yield f"~ {concept.new.name}: {_fields(concept.changes)}"
    yield from (f"+ {_edge(changes, relation)}" for relation in changes.relations_added)
    yield from (f"- {_edge(changes, relation)}" for relation in changes.relations_removed)
    for relation in changes.relations_changed:
        yield f"~ {_edge(changes, relation.new)}: {_fields(relation.changes)}"


def _edge(changes: GraphDiff, relation: Relation) -> str:
    names = (changes.names.get(id, id) for id in (relation.source, relation.target))
    return f" —{RELATION_KINDS[relation.kind].en}→ ".join(names)


def _fields(changes: tuple[Change, ...]) -> str:
    return "; ".join(f"{c.field} {_values(c.old)} -> {_values(c.new)}" for c in changes)


def _values(values: tuple[str, ...]) -> str:
    return ", ".join(values) or "nothing"


def _loss(text: str) -> str:
    return f" (loses: {text})" if text else ""
