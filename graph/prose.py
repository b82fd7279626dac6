"""Markdown of the notes as HTML that cannot do harm, math as MathML: for pages that have no Streamlit to render it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
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

_FORMULA = re.compile(r"(?<![\\$])\$\$?(?![\s$])((?:[^$\\\n]|\\.)+)(?<!\s)\$\$?(?![\d$])")


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


def to_html(markdown: str, *, math: Math = mathml, images: bool = False, missing: str = "") -> str:
    """Return safe HTML: no script, style, link or address, raw HTML of the note as text, math as MathML.

    With `images`, those that come as data addresses are shown. For all others stands `missing`, {name} filled in, or
    what was written.

    >>> to_html("**a** <b onclick=x>")
    '<p><strong>a</strong> &lt;b onclick=x&gt;</p>'
    """
    linked = re.sub(r"\[\[([^\]|]*)(?:\|([^\]]*))?\]\]", lambda m: f"**{m[2] or m[1]}**", markdown)
    raw = _reader(math, images).render(linked, {"missing": missing})
    return nh3.clean(raw, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"data"}, link_rel=None).strip()


@lru_cache(maxsize=20_000)
def formulas(text: str) -> str:
    """Return plain text as safe HTML with its formulas as MathML; empty where it holds none.

    A formula stands between dollar signs as in Pandoc: no space inside them, no digit after the last.

    >>> formulas("costs $5 to $6"), formulas("$r<d$ 很小")[-10:]
    ('', '</math> 很小')
    """
    pieces = _FORMULA.split(text)
    if len(pieces) == 1:
        return ""
    made = (mathml(piece, {}) if place % 2 else _escaped(piece) for place, piece in enumerate(pieces))
    return nh3.clean("".join(made), tags=_TAGS, attributes=_ATTRIBUTES, link_rel=None)


@cache
def _reader(math: Math, images: bool) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable("link")
    # The parser's own test refuses drawings; as a picture, a drawing runs nothing, and nothing else gets an address.
    reader.validateLink = _is_any  # type: ignore[method-assign]
    reader.add_render_rule("image", _drawn if images else _named)
    return reader.use(dollarmath_plugin, renderer=math, double_inline=True)


def _is_any(url: str) -> bool:
    return url is not None


def _drawn(renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    if str(tokens[at].attrs["src"]).startswith("data:image/"):
        return renderer.image(tokens, at, options, env)
    return _named(renderer, tokens, at, options, env)


def _named(_renderer: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, env: EnvType) -> str:
    """What stands for a picture that cannot be shown."""
    source, name = unquote(str(tokens[at].attrs["src"])), tokens[at].content
    said = str(env["missing"]).format(name=name or PurePosixPath(source).name) if env["missing"] else ""
    return _escaped(said or f"![{name}]({source})")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
