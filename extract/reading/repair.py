"""Repairs of Markdown that would otherwise swallow the rest of a note."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

_MARGIN = re.compile(r"^\s*(?:(?:>|[-*+]|\d+\.)\s+)*")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)$")
_PROSE_AGAIN = re.compile(r"^(#{1,6}\s|[-*+]\s.*[\u4e00-\u9fff]{2})")
_SPACELESS = re.compile(r"^(#{2,6})(?=[^\s#])")
_DEEPEST = 48
"""Columns of indent."""
_MANY_MARKS = re.compile(
    r"^(\s*(?:(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))[ \t]*){12})(?:(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))[ \t]*)+"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]{8,}")


def close_fences(lines: Sequence[str]) -> list[str]:
    """Return the lines with a code fence that is never closed ended before the prose goes on.

    The end is the first blank line before a heading or a line of Chinese prose; the last line where there is none.
    A fence inside a list item needs no repair: it ends with its item.
    """
    closed = list(lines)
    fences = [(n, mark, margin, info) for n, line in enumerate(lines) if (found := _fence(line))
              for mark, info, margin in [found]]  # fmt: skip
    closing: dict[str, list[int]] = defaultdict(list)
    for number, mark, _, info in fences:
        if not info:
            closing[mark].append(number)
    ends = [n for n in range(len(lines) - 1) if _ends_code(lines, n)]
    at = -1
    for number, mark, margin, _ in fences:
        if number <= at:
            continue
        end = _closed_by(closing, mark, number)
        if margin:
            at = min(end, _item_end(lines, number, margin))
        elif end < len(lines):
            at = end
        else:
            place = bisect_right(ends, number)
            if place == len(ends):
                break
            at = ends[place]
            closed[at] = mark
    return closed


def shallow(line: str) -> str:
    """Return a line nested no deeper than people write; beyond some depth the parser drops the rest of the note."""
    bare = line.lstrip(" \t")
    if len(line) - len(bare) > _DEEPEST:
        line = " " * _DEEPEST + bare
    marks = _MANY_MARKS.match(line)
    return marks[1] + " " + line[marks.end() :].lstrip() if marks else line


def space_heading(line: str) -> str:
    """Return a heading with the space that CommonMark wants after its marks; one mark alone may be a tag.

    >>> space_heading("##注意力"), space_heading("#标签")
    ('## 注意力', '#标签')
    """
    return _SPACELESS.sub(r"\1 ", line, count=1) if line.startswith("##") else line


def _fence(line: str) -> tuple[str, str, int] | None:
    """Return mark, info and margin of a line that opens or closes a fence."""
    if "```" not in line and "~~~" not in line:
        return None
    margin = _MARGIN.match(line)
    start = margin.end() if margin else 0
    found = _FENCE.match(line, start)
    return (found[1], found[2].strip(), start) if found else None


def _closed_by(closing: dict[str, list[int]], mark: str, number: int) -> int:
    """Return the line of the next fence without info that is at least as long."""
    best = sys.maxsize
    for other, numbers in closing.items():
        if other.startswith(mark):
            place = bisect_right(numbers, number)
            best = min(best, numbers[place] if place < len(numbers) else best)
    return best


def _item_end(lines: Sequence[str], number: int, margin: int) -> int:
    """Return the last line of the item that a fence stands in."""
    for n in range(number + 1, len(lines)):
        if lines[n].strip() and len(lines[n]) - len(lines[n].lstrip()) < margin:
            return n - 1
    return len(lines)


def _ends_code(lines: Sequence[str], number: int) -> bool:
    after = lines[number + 1]
    if lines[number].strip():
        return False
    return bool(_PROSE_AGAIN.match(after) or (after[:1].strip() and _CHINESE.search(after, 1)))
