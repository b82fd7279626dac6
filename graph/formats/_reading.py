"""One error for every file that is not what its format promises."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from graph.errors import GraphFileError, NotegraphError


@contextlib.contextmanager
def reading(title: str) -> Iterator[None]:
    """Turn whatever a parser raises into GraphFileError that names the format."""
    try:
        yield
    except GraphFileError:
        raise
    except (Exception, RecursionError) as error:
        problem = error.problem if isinstance(error, NotegraphError) else f"{type(error).__name__}: {error}"
        raise GraphFileError(
            f"not a graph this program wrote as {title} ({problem})",
            place="import",
            remedy="export it anew, or choose the format that the file really has",
        ) from error
