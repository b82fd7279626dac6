"""Plain text within Markdown."""

from __future__ import annotations

import re

from graph.formats._text import one_line, printable
from graph.model import Evidence

_SPECIAL = re.compile(r"[\\`*_\[\]<>&|$~=#^%{}!]")
_LIST = re.compile(r"^(\d*)([-+.)])")
"""A start that would begin a list."""


def escaped(text: str) -> str:
    r"""Return the text as one line that Markdown shows as it is; ==, %%, $ and ^ are Obsidian's.

    >>> print(escaped("a*b [x](y)"))
    a\*b \[x\](y)
    """
    line = _SPECIAL.sub(lambda found: "\\" + found[0], one_line(text))
    return _LIST.sub(r"\1\\\2", line)


def blockquote(text: str) -> str:
    """Return the text as it is, each line after a ">", so that nothing in it ends the quote.

    >>> print(blockquote("one\\ntwo"))
    > one
    > two
    """
    return "\n".join(f"> {line}".rstrip() for line in printable(text).splitlines() or [""])


def source(evidence: Evidence) -> str:
    """Return where a quote stands.

    >>> source(Evidence("a.md", 3, "…"))
    'a.md:3'
    """
    return f"{escaped(evidence.path)}:{evidence.line}" if evidence.line else escaped(evidence.path)
