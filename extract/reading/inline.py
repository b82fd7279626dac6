"""Inline Markdown to plain text with marks."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise

from markdown_it.token import Token

from extract.language import HAN
from extract.reading.document import Span

_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_URL = re.compile(r"(?:https?|ftp)://[^\s<>()（）\u4e00-\u9fff，。]+|www\.[^\s<>()（）\u4e00-\u9fff，。]+")
_EMBEDDED_FILE = re.compile(r"!\[\[[^\[\]\n|#]+\.[A-Za-z]\w{1,4}(?:[|#][^\[\]\n]*)?\]\]")
_WIKILINK = re.compile(r"!?\[\[([^\[\]|#\n]+)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]+))?\]\]")
_WIDE = re.compile(r"(?<=[ \t\u3000]{2})[ \t\u3000]+")
"""Spaces beyond two: they mean nothing, and patterns that look for any number of them get slow."""
_STRAY_MARKS = re.compile(r"\*{2,}|==|~~|`{1,3}")
_MATH_LEFT = re.compile(r"\\\([^\n]{0,300}?\\\)|\\\[[^\n]{0,300}?\\\]")
_PRICE = re.compile(rf"\d[\d.,]*(?=[\s，,、。{HAN}])[^\\^_={{}}]*(?:[A-Za-z]{{2}}|[{HAN}])[^\\^_={{}}]*$")
"""What stands between the dollar signs of "$5 a month, not $9"."""
_MATH_PLACE = "\u25a1"


@dataclass(frozen=True, slots=True)
class Inline:
    """Plain text of an inline token with its marks."""

    text: str
    spans: tuple[Span, ...]
    breaks: tuple[int, ...]
    link_only: bool = False

    def without(self, count: int) -> Inline:
        """Return it with the first `count` characters cut away."""
        return self.cut(count, len(self.text)) if count else self

    def cut(self, start: int, stop: int) -> Inline:
        """Return the part from `start` to `stop`, marks moved along."""
        text = self.text[start:stop].rstrip("\n")
        spans = tuple(
            Span(s.kind, max(0, s.start - start), min(s.end - start, len(text)), s.target)
            for s in self.spans
            if s.end > start and s.start < start + len(text)
        )
        breaks = self.breaks[bisect_right(self.breaks, start) : bisect_left(self.breaks, stop)]
        return Inline(text, spans, tuple(b - start for b in breaks), self.link_only)


def strip_tags(text: str) -> str:
    """Return HTML as plain text: tags, comments, scripts and styles are gone, line breaks stay.

    >>> strip_tags("<b>RAG</b> &amp; <script>x()</script>HyDE<br/>")
    'RAG & HyDE'
    """
    for opening, closing in _HIDDEN:
        text = _without_hidden(text, opening, closing)
    return _WIDE.sub("", _URL.sub("", html.unescape(_TAG.sub(_line_breaks, text))))


def _without_hidden(text: str, opening: str, closing: str) -> str:
    """Cut out what stands between two marks; what is never closed reaches to the end."""
    low, kept, at = text.lower(), [], 0
    if len(low) != len(text):
        low = text
    while (start := low.find(opening, at)) >= 0:
        end = low.find(closing, start + len(opening))
        stop = len(text) if end < 0 else end + len(closing)
        kept += [text[at:start], "\n" * text.count("\n", start, stop)]
        at = stop
    return "".join([*kept, text[at:]])


def _line_breaks(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def read_inline(token: Token) -> Inline:
    """Return the plain text of an inline token; math becomes one □, images and URLs vanish."""
    reader = _Reader(token.content)
    for child in token.children or []:
        reader.add(child)
    text, spans, breaks = _clean("".join(reader.parts), reader.spans, reader.breaks)
    covered = max((s.end - s.start for s in spans if s.kind == "link"), default=-1)
    return Inline(text, tuple(spans), tuple(breaks), covered >= len(text.strip()) > 0)


_MARKS = {"strong": "bold", "em": "emphasis", "link": "link", "s": "strike"}


class _Reader:
    """Gathers the text of the children of an inline token."""

    def __init__(self, source: str) -> None:
        self.parts: list[str] = []
        self.spans: list[Span] = []
        self.breaks: list[int] = []
        self._length = 0
        self._opened: dict[str, list[tuple[int, str]]] = {}
        self._source, self._read = source, 0

    def add(self, child: Token) -> None:
        stem, _, end = child.type.rpartition("_")
        kind = _MARKS.get(stem)
        if kind and end == "open":
            self._opened.setdefault(kind, []).append((self._length, str(child.attrs.get("href", ""))))
        elif kind and end == "close":
            start, target = self._opened[kind].pop()
            self._mark(kind, start, target)
        elif child.type == "code_inline":
            self._code(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            self._text("\n")
            self.breaks.append(self._length)
        elif child.type.startswith("math"):
            self._math(child.content)
        elif child.type == "html_inline":
            self._text("\n" if re.match(r"<br\b", child.content, re.IGNORECASE) else "")
            self._lines_of(child.content)
        elif child.type == "text":
            self._words(child.content)

    def _text(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _mark(self, kind: str, start: int, target: str = "") -> None:
        if self._length > start:
            self.spans.append(Span(kind, start, self._length, target))

    def _lines_of(self, content: str) -> None:
        self.breaks += [self._length] * content.count("\n")

    def _code(self, content: str) -> None:
        """Code over several lines has spaces for its line breaks; the source tells which ones."""
        start = self._length
        self._text(content)
        self._mark("code", start)
        if "\n" in self._source and " " in content:
            written = re.compile("[ \n]".join(map(re.escape, content.split(" ")))).search(self._source, self._read)
            if written:
                self._read = written.end()
                self.breaks += [start + m.end() for m in re.finditer("\n", written[0])]

    def _math(self, content: str) -> None:
        price = _PRICE.match(content)
        start = self._length
        self._text(f"${content}$".replace("\n", " ") if price else _MATH_PLACE)
        if not price:
            self._mark("math", start, content.replace("\n", " ").strip())
        self._lines_of(content)

    def _words(self, content: str) -> None:
        end, content = 0, _EMBEDDED_FILE.sub("", content)
        for match in _WIKILINK.finditer(content):
            self._text(content[end : match.start()])
            start, end = self._length, match.end()
            self._text((match[2] or match[1]).strip())
            self._mark("wikilink", start, match[1].strip())
        self._text(content[end:])


def _clean(text: str, spans: list[Span], breaks: list[int]) -> tuple[str, list[Span], list[int]]:
    """Cut URLs, left-over math and stray marks out, and move the marks along."""
    stray = [m.span() for m in _STRAY_MARKS.finditer(_without_code(text, spans))]
    cuts = _merged(
        sorted([*stray, *(m.span() for pattern in (_URL, _MATH_LEFT, _WIDE) for m in pattern.finditer(text))])
    )
    if not cuts:
        return text, spans, breaks
    starts = [start for start, _ in cuts]
    lost = [0, *accumulate(end - start for start, end in cuts)]

    def moved(offset: int) -> int:
        before = bisect_left(starts, offset)
        inside = max(0, cuts[before - 1][1] - offset) if before else 0
        return offset - lost[before] + inside

    spans = [Span(s.kind, moved(s.start), moved(s.end), s.target) for s in spans]
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    kept = "".join(text[a:b] for a, b in list(pairwise(edges))[::2])
    return kept, [s for s in spans if s.end > s.start], [moved(b) for b in breaks]


def _without_code(text: str, spans: list[Span]) -> str:
    """Return the text with something harmless in the place of code, where "**" and "==" mean something."""
    edges = [0, *(edge for s in spans if s.kind == "code" for edge in (s.start, s.end)), len(text)]
    return "".join("x" * (b - a) if n % 2 else text[a:b] for n, (a, b) in enumerate(pairwise(edges)))


def _merged(cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in cuts:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
