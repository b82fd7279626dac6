"""Markdown of the notes as HTML that cannot do harm, math as MathML: for pages that have no Streamlit to render it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import nh3
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

_TEXT = "p br strong em s code pre blockquote ul ol li hr table thead tbody tr th td h1 h2 h3 h4 h5 h6 img span div"
_MATHML = (
    "math mrow mi mo mn ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd "
    "mstyle mpadded mphantom menclose semantics"
)
_TAGS = {*_TEXT.split(), *_MATHML.split()}
_ATTRIBUTES = {
    "ol": {"start"},
    "img": {"src", "alt"},
    "math": {"display"},
    "mo": {"stretchy", "fence", "form"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mi": {"mathvariant"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"},
    "mspace": {"width"},
    "mfrac": {"linethickness"},
    "menclose": {"notation"},
    "mover": {"accent"},
}


Math = Callable[[str, dict[str, bool]], str]
"""Turns TeX into HTML; the options tell by display_mode whether it stands on a line of its own."""


def mathml(tex: str, options: dict[str, bool]) -> str:
    """Return math that browsers draw by themselves."""
    from latex2mathml.converter import convert

    try:
        return convert(tex, display="block" if options.get("display_mode") else "inline")
    except Exception:  # the converter raises many things; a formula it cannot read is shown as it was written
        return f"<code>{_escaped(tex)}</code>"


def delimited(tex: str, options: dict[str, bool]) -> str:
    r"""Return math as TeX between the marks that MathJax looks for, as Anki has it.

    >>> delimited("a<b", {})
    '\\(a&lt;b\\)'
    """
    left, right = ("\\[", "\\]") if options.get("display_mode") else ("\\(", "\\)")
    return f"{left}{_escaped(tex.strip())}{right}"


def to_html(markdown: str, *, math: Math = mathml, images: bool = False) -> str:
    """Return safe HTML: no script, style, link or address, raw HTML of the note as text, math as MathML.

    With `images`, those that come as data addresses are shown; all others stay text.

    >>> to_html("**a** <b onclick=x>")
    '<p><strong>a</strong> &lt;b onclick=x&gt;</p>'
    """
    linked = re.sub(r"\[\[([^\]|]*)(?:\|([^\]]*))?\]\]", lambda m: f"**{m[2] or m[1]}**", markdown)
    raw = _reader(math, images).render(linked)
    return nh3.clean(raw, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"data"}, link_rel=None).strip()


@cache
def _reader(math: Math, images: bool) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("link")
    if images:
        reader.validateLink = _is_picture  # type: ignore[method-assign]
    else:
        reader.disable("image")
    return reader.use(dollarmath_plugin, renderer=math, double_inline=True)


def _is_picture(url: str) -> bool:
    # The parser's own test refuses drawings; as a picture, a drawing runs nothing.
    return url.startswith("data:image/")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
