"""The one hierarchy of errors a user can meet."""

from __future__ import annotations


class NotegraphError(Exception):
    """A problem the user can mend; its text names the value, the place and the remedy.

    >>> str(NotegraphError("unknown format 'xyz'", place="export", remedy="choose one of: csv, dot"))
    "export: unknown format 'xyz'; choose one of: csv, dot"
    """

    def __init__(self, problem: str, *, place: str = "", remedy: str = "") -> None:
        self.problem, self.place, self.remedy = problem, place, remedy
        super().__init__((f"{place}: " if place else "") + problem + (f"; {remedy}" if remedy else ""))


class UnknownConceptError(NotegraphError):
    """A name that stands for no concept; `suggestions` holds the nearest names."""

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        self.name, self.suggestions = name, suggestions
        remedy = f"did you mean {', '.join(suggestions)}?" if suggestions else "try another name or an alias"
        super().__init__(f"no concept is called {name!r}", remedy=remedy)


class GraphFileError(NotegraphError):
    """A graph file that cannot be read or written."""


class NoteError(NotegraphError):
    """A note, or a folder of notes, that cannot be read."""
