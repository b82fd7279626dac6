"""YAML front matter of a note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

_LONGEST = 200
_MOST_CHARACTERS = 20_000
_KEY = re.compile(r"[\w\-. ]+:(\s|$)|['\"][^'\"]+['\"]\s*:")


def split_front_matter(lines: Sequence[str]) -> tuple[dict[str, Any], int, list[tuple[int, str]]]:
    """Return the front matter, the index of the first line after it, and warnings as (line, message).

    What begins with a rule ("---") and no "key:" under it is text.

    >>> split_front_matter(["---", "title: BN", "---", "text"])
    ({'title': 'BN'}, 3, [])
    """
    if len(lines) < 2 or lines[0].rstrip() != "---" or not _KEY.match(lines[1]):
        return {}, 0, []
    end = next((n for n in range(1, min(len(lines), _LONGEST)) if lines[n].rstrip() in {"---", "..."}), 0)
    if not end:
        return {}, 0, [(1, "front matter is never closed; it is read as text")]
    text = "\n".join(lines[1:end])
    if len(text) > _MOST_CHARACTERS:
        return {}, end + 1, [(1, f"front matter has {len(text)} characters; it is left out")]
    try:
        matter = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        return {}, end + 1, [(line, f"front matter is not YAML ({_problem(error)}); it is left out")]
    return (matter if isinstance(matter, dict) else {}), end + 1, []


def plain(value: object) -> str:
    """Return a value of front matter as text, "" where it is a list or mapping.

    >>> plain("BN"), plain(["BN"]), plain(None)
    ('BN', '', '')
    """
    if value is None or isinstance(value, (list, dict, set, tuple, bytes, bool)):
        return ""
    try:
        return " ".join(str(value).split())
    except ValueError:  # a number of thousands of digits
        return ""


def _problem(error: Exception) -> str:
    return str(getattr(error, "problem", None) or error).splitlines()[0][:120]
