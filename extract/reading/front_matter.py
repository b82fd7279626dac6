"""YAML front matter of a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

_LONGEST = 200


def split_front_matter(lines: Sequence[str]) -> tuple[dict[str, Any], int, list[tuple[int, str]]]:
    """Return the front matter, the index of the first line after it, and warnings as (line, message).

    >>> split_front_matter(["---", "title: BN", "---", "text"])
    ({'title': 'BN'}, 3, [])
    """
    if not lines or lines[0].strip() != "---":
        return {}, 0, []
    end = next((n for n in range(1, min(len(lines), _LONGEST)) if lines[n].strip() in {"---", "..."}), 0)
    if not end:
        return {}, 0, []
    try:
        matter = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        return {}, end + 1, [(line, f"front matter is not YAML ({getattr(error, 'problem', error)}); it is left out")]
    return (matter if isinstance(matter, dict) else {}), end + 1, []
