"""Text that every program can read, and a text stream over a binary file."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TextIO
from xml.sax.saxutils import escape

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold at all, not even escaped; most other readers stumble over it too."""


def printable(text: str) -> str:
    """Return the text with each control character (but tab and line ends) as U+FFFD, so that the loss shows.

    >>> printable("bell\\x07, tab\\t")
    'bell\ufffd, tab\\t'
    """
    return _UNPRINTABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return the printable text with every run of white space as one space.

    >>> one_line(" two\\n lines ")
    'two lines'
    """
    return " ".join(printable(text).split())


def xml_text(text: str) -> str:
    """Return the text for an XML element; carriage returns are written as references, which parsers keep."""
    return escape(printable(text), {"\r": "&#13;"})


def xml_attribute(value: object) -> str:
    """Return a quoted XML attribute value, line ends and tabs included.

    >>> xml_attribute('a "b" & c')
    '"a &quot;b&quot; &amp; c"'
    """
    return '"' + escape(printable(str(value)), {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}) + '"'


def quoted(text: str) -> str:
    """Return a double-quoted string as JSON, Turtle and Cypher all read it.

    Their escapes for control characters, quotes and backslashes are the same; lone surrogates become U+FFFD.

    >>> quoted('a "b" \\x07')
    '"a \\\\"b\\\\" \\\\u0007"'
    """
    return json.dumps(_SURROGATES.sub("\ufffd", text), ensure_ascii=False)


_SURROGATES = re.compile("[\ud800-\udfff]")


def join(names: Iterable[str]) -> str:
    r"""Return names in one cell: parted by " | ", a bar or backslash within a name escaped by a backslash.

    >>> join(["MQA", "a|b"])
    'MQA | a\\|b'
    """
    return " | ".join(name.replace("\\", "\\\\").replace("|", "\\|") for name in names)


def split(cell: str) -> list[str]:
    r"""Return the names of a cell made by `join`.

    >>> split("MQA | a\\|b")
    ['MQA', 'a|b']
    """
    if not cell:
        return []
    parts = re.findall(r"((?:\\.|[^\\|])*)(?:\||$)", cell, re.DOTALL)[:-1]
    return [re.sub(r"\\(.)", r"\1", _unspaced(part, i, len(parts)), flags=re.DOTALL) for i, part in enumerate(parts)]


def _unspaced(part: str, place: int, count: int) -> str:
    """Drop the one space that `join` puts on either side of a bar, and no space of the name itself."""
    start = 1 if place and part.startswith(" ") else 0
    end = len(part) - 1 if place < count - 1 and part.endswith(" ") else len(part)
    return part[start:end]


@contextlib.contextmanager
def text_writer(file: BinaryIO) -> Iterator[TextIO]:
    """Yield a UTF-8 text stream over a binary file that stays open; lone surrogates are written as "?"."""
    stream = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="\n")
    try:
        yield stream
    finally:
        stream.detach()
