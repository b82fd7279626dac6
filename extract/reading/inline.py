"""Inline Markdown to plain text with marks."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from extract.reading.document import Span

_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?[a-zA-Z][^<>]*>", re.DOTALL | re.IGNORECASE)
_URL = re.compile(r"(?:https?|ftp)://[^\s<>()（）\u4e00-\u9fff，。]+|www\.[^\s<>()（）\u4e00-\u9fff]+")
_WIKILINK = re.compile(r"!?\[\[([^\[\]|#\n]+)(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]+))?\]\]")
_STRAY_MARKS = re.compile(r"\*{2,}|==|~~|`{1,3}")
_MATH_LEFT = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]|(?<![\w\\])\$[^$\n]{1,200}\$")
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
        spans = tuple(
            Span(s.kind, max(0, s.start - start), min(s.end, stop) - start, s.target)
            for s in self.spans
            if s.end > start and s.start < stop
        )
        breaks = tuple(b - start for b in self.breaks if start < b < stop)
        return Inline(self.text[start:stop].rstrip("\n"), spans, breaks, self.link_only)


def strip_tags(text: str) -> str:
    """Return HTML as plain text: tags, comments, scripts and styles are gone.

    >>> strip_tags("<b>RAG</b> &amp; <script>x()</script>HyDE<br/>")
    'RAG & HyDE'
    """
    return _URL.sub("", html.unescape(_TAG.sub("", text))).strip()


def read_inline(token: Token) -> Inline:
    """Return the plain text of an inline token; math becomes one □, images and URLs vanish."""
    text, spans, breaks = "", [], []
    opened: dict[str, list[tuple[int, str]]] = {}
    for child in token.children or []:
        kind = {"strong": "bold", "em": "emphasis", "link": "link", "s": "strike"}.get(child.type.rsplit("_", 1)[0])
        if kind and child.type.endswith("_open"):
            opened.setdefault(kind, []).append((len(text), str(child.attrs.get("href", ""))))
        elif kind and child.type.endswith("_close"):
            start, target = opened[kind].pop()
            if len(text) > start:
                spans.append(Span(kind, start, len(text), target))
        elif child.type == "code_inline":
            spans.append(Span("code", len(text), len(text) + len(child.content)))
            text += child.content
        elif child.type in {"softbreak", "hardbreak"}:
            text += "\n"
            breaks.append(len(text))
        elif child.type.startswith("math"):
            text += _MATH_PLACE
        elif child.type == "html_inline" and re.match(r"<br\b", child.content, re.IGNORECASE):
            text += "\n"
        elif child.type == "text":
            text, spans = _add_text(text, spans, child.content)
    text, spans, breaks = _clean(text, spans, breaks)
    link = next((s for s in spans if s.kind == "link"), None)
    return Inline(text, tuple(spans), tuple(breaks), bool(link and link.end - link.start >= len(text.strip())))


def _add_text(text: str, spans: list[Span], content: str) -> tuple[str, list[Span]]:
    end = 0
    for match in _WIKILINK.finditer(content):
        text += content[end : match.start()]
        shown = (match[2] or match[1]).strip()
        spans = [*spans, Span("wikilink", len(text), len(text) + len(shown), match[1].strip())]
        text, end = text + shown, match.end()
    return text + content[end:], spans


def _clean(text: str, spans: list[Span], breaks: list[int]) -> tuple[str, list[Span], list[int]]:
    """Cut URLs, left-over math and stray marks out, and move the marks along."""
    cuts = sorted(m.span() for pattern in (_URL, _MATH_LEFT, _STRAY_MARKS) for m in pattern.finditer(text))
    if not cuts:
        return text, spans, breaks
    merged: list[tuple[int, int]] = []
    for start, end in cuts:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    edges = [0, *(edge for cut in merged for edge in cut), len(text)]
    kept = [(a, b) for a, b in pairwise(edges)][::2]

    def moved(offset: int) -> int:
        return sum(max(0, min(b, offset) - a) for a, b in kept)

    spans = [Span(s.kind, moved(s.start), moved(s.end), s.target) for s in spans]
    return "".join(text[a:b] for a, b in kept), [s for s in spans if s.end > s.start], [moved(b) for b in breaks]
