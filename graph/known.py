"""What the learner knows, in a small YAML file beside the notes that several programs may change at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import yaml

from graph.errors import GraphFileError, UnknownConceptError
from graph.files import locked, write_atomically
from graph.model import Concept, ConceptGraph, fold

_HEAD = "# What you know already; the Learn page writes it, and you may edit it too. One name a line, sorted.\n"


def known_file(notes: Path) -> Path:
    """Return where the known concepts of a notes folder are kept."""
    return notes / ".notegraph" / "known.yaml"


def load(path: Path) -> tuple[str, ...]:
    """Return the names in the file; none where there is no file, GraphFileError where it cannot be read."""
    try:
        return parse(path.read_bytes(), str(path))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        remedy = "allow reading it, or move it away"
        raise GraphFileError(f"cannot read: {error.strerror}", place=str(path), remedy=remedy) from error


def parse(data: bytes, place: str = "known.yaml") -> tuple[str, ...]:
    """Return the names of the file's text, sorted; names that only look like numbers or dates stay as written.

    >>> parse(b"known: [LoRA, 1.0, lora]")
    ('1.0', 'LoRA')
    """
    try:
        content = yaml.load(data, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{place}:{mark.line + 1}" if mark else place
        raise GraphFileError("not YAML", place=where, remedy="mend this line, or move the file away") from error
    names = (content.get("known") if isinstance(content, dict) else content) or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise GraphFileError("not a list of known concepts", place=place, remedy="write: known: [LoRA, 微调]")
    return merged(names)


def dumps(names: Iterable[str]) -> bytes:
    """Return the text of the file: a name a line, so that versions of it can be merged line by line.

    >>> print(dumps(["LoRA", "yes"]).decode().split("\\n", 1)[1], end="")
    known:
    - LoRA
    - 'yes'
    """
    body: Any = yaml.safe_dump({"known": list(names)}, allow_unicode=True, width=10_000)
    return (_HEAD + str(body)).encode("utf-8", "replace")


def mark(path: Path, *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> tuple[str, ...]:
    """Add names to the file and remove some, and return all that it then holds.

    The file is read, changed and replaced under a lock: what others add at the same time stays.
    """
    with locked(path.parent):
        before = load(path)
        after = merged(before, add=add, remove=remove)
        if after != before:
            write_atomically(path, dumps(after))
    return after


def merged(names: Iterable[str], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> tuple[str, ...]:
    """Return names with some more and some less, each spelling once, sorted.

    >>> merged(["LoRA", "PEFT"], add=["lora", "GQA"], remove=["peft"])
    ('GQA', 'LoRA')
    """
    gone = {fold(name) for name in remove}
    kept: dict[str, str] = {}
    for name in (*names, *add):
        if name.strip() and fold(name) not in gone:
            kept.setdefault(fold(name), name.strip())
    return tuple(sorted(kept.values()))


def resolved(graph: ConceptGraph, names: Collection[str]) -> tuple[list[Concept], list[str]]:
    """Return the concepts that names stand for, and the names that the graph does not have."""
    found: dict[str, Concept] = {}
    strange = []
    for name in names:
        try:
            concept = graph.find(name)
            found[concept.id] = concept
        except UnknownConceptError:
            strange.append(name)
    return list(found.values()), strange
