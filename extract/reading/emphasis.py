"""Bold and emphasis beside Chinese: CommonMark sees none in "**层归一化（LN）**和", for want of a space."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import emphasis as commonmark

from extract.language import HAN

_CHINESE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’]")


def chinese_emphasis(parser: MarkdownIt) -> None:
    """Let "*" open after a Chinese character and close before one, whatever stands on its other side."""
    parser.inline.ruler.at("emphasis", _emphasis)


def _emphasis(state: StateInline, silent: bool) -> bool:
    start, known = state.pos, len(state.delimiters)
    done = bool(commonmark.tokenize(state, silent))
    if done and state.src[start] == "*":
        before = state.src[start - 1 : start] or " "
        after = state.src[state.pos : state.pos + 1] or " "
        for mark in state.delimiters[known:]:
            mark.open = mark.open or bool(_CHINESE.match(before) and not after.isspace())
            mark.close = mark.close or bool(_CHINESE.match(after) and not before.isspace())
    return done
