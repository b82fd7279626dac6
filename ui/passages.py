"""Passages of notes as Markdown that is safe to show: local images inlined, links to elsewhere made plain."""

from __future__ import annotations

import base64
import mimetypes
import re
from pathlib import Path
from urllib.parse import unquote

_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)")
_LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^)]*)?\)")
_REFERENCE = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s*\S+.*$", re.MULTILINE)
_WIKILINK = re.compile(r"!?\[\[([^\]|#\n]*)(?:#[^\]|\n]*)?(?:\|([^\]\n]*))?\]\]")
_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})")
_DISPLAY = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
_IMAGE_TYPES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"}
_LARGEST_IMAGE = 4_000_000


def safe_markdown(text: str, note: str, root: Path, missing: str) -> str:
    """Return the Markdown of a passage, ready for `st.markdown` without HTML.

    Code is left alone. Images are shown only when they are files inside the notes folder; `missing` says, with
    {name}, what stands for the others. Nothing is fetched: an address in the notes is shown as text.
    """
    return "\n".join(block if is_code else _prose(block, note, root, missing) for is_code, block in _blocks(text))


def plain(text: str) -> str:
    """Return text with every character that Markdown could read as a sign escaped.

    >>> plain("a_b [x](y) <i>")
    'a\\\\_b \\\\[x\\\\]\\\\(y\\\\) \\\\<i\\\\>'
    """
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|$~:])", r"\\\1", text)


def _blocks(text: str) -> list[tuple[bool, str]]:
    """Split into prose and fenced code; a fence that is never closed is closed at the end."""
    blocks: list[tuple[bool, list[str]]] = [(False, [])]
    fence = ""
    for line in text.splitlines():
        found = _FENCE.match(line)
        if found and not fence:
            fence = found[2]
            blocks.append((True, [line]))
        elif fence and line.strip().startswith(fence) and not line.strip().strip(fence[0]):
            blocks[-1][1].append(line)
            blocks.append((False, []))
            fence = ""
        else:
            blocks[-1][1].append(line)
    if fence:
        blocks[-1][1].append(fence)
    return [(is_code, "\n".join(lines)) for is_code, lines in blocks if lines]


def _prose(text: str, note: str, root: Path, missing: str) -> str:
    text = _REFERENCE.sub("", text)
    text = _WIKILINK.sub(lambda m: f"**{m[2] or m[1]}**", text)
    text = _LINK.sub(_link, text)
    text = _IMAGE.sub(lambda m: _image(m[1], m[2], note, root, missing), text)
    # KaTeX wants display math on lines of its own.
    text = _DISPLAY.sub(lambda m: "\n$$\n" + m[1].strip() + "\n$$\n" if "\n" not in m[1] else m[0], text)
    return text.replace(":material/", ": material/")


def _link(found: re.Match[str]) -> str:
    label, target = found[1], found[2]
    return f"{label} (`{target}`)" if re.match(r"https?://", target) else f"**{label}**"


def _image(alt: str, target: str, note: str, root: Path, missing: str) -> str:
    address = inlined(target, note, root)
    name = re.sub(r"[\[\]()`]", "", alt or Path(unquote(target)).name)
    return f"![{name}]({address})" if address else plain(missing.format(name=name))


def inlined(target: str, note: str, root: Path) -> str:
    """Return an image inside the notes folder as a data address; empty for anything else."""
    kind = mimetypes.guess_type(target)[0] or ""
    if kind not in _IMAGE_TYPES or re.match(r"[a-z][a-z0-9+.-]*:|//", target, re.IGNORECASE):
        return ""
    base = root.resolve()
    try:
        path = (base / note).parent.joinpath(unquote(target)).resolve()
        if not path.is_relative_to(base) or path.stat().st_size > _LARGEST_IMAGE:
            return ""
        return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"
    except (OSError, ValueError):
        return ""
