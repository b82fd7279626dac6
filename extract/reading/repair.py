"""Repairs of Markdown that would otherwise swallow the rest of a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FENCE = re.compile(r"^(\s*(?:>\s*|[-*+]\s+|\d+\.\s+)*)(`{3,}|~{3,})([^`]*)$")
_PROSE_AGAIN = re.compile(r"^(#{1,6}\s|\S.*[\u4e00-\u9fff]{8,}|[-*+]\s.*[\u4e00-\u9fff]{2})")


def close_fences(lines: Sequence[str]) -> list[str]:
    """Return the lines with a code fence that is never closed ended before the prose goes on.

    The end is the first blank line before a heading or a line of Chinese prose; the last line where there is none.
    A fence inside a list item needs no repair: it ends with its item.
    """
    closed = list(lines)
    opened = _unclosed(closed)
    while opened is not None:
        number, mark = opened
        end = next((n for n in range(number + 1, len(closed) - 1) if _ends_code(closed, n)), None)
        if end is None:
            break
        closed[end] = mark
        opened = _unclosed(closed)
    return closed


def _ends_code(lines: Sequence[str], number: int) -> bool:
    return not lines[number].strip() and bool(_PROSE_AGAIN.match(lines[number + 1]))


def _unclosed(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return line and mark of the first fence at the margin that nothing closes."""
    opened: tuple[int, str, int] | None = None
    for number, line in enumerate(lines):
        match = _FENCE.match(line)
        if opened is not None and line.strip() and len(line) - len(line.lstrip()) < opened[2]:
            opened = None
        if not match:
            continue
        if opened is None:
            opened = (number, match[2], len(match[1]))
        elif match[2].startswith(opened[1]) and not match[3].strip():
            opened = None
    return (opened[0], opened[1]) if opened is not None and opened[2] == 0 else None
