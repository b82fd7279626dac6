"""Bytes of a note to text."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from graph.errors import NoteError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes, place: str) -> str:
    r"""Return the text of a note with line ends as "\n"; NoteError where the bytes are no text.

    UTF-8 and UTF-16 with a byte order mark, plain UTF-8, then GB18030 when it gives Chinese, then a guess.

    >>> decode("注意力".encode("gb18030"), "a.txt")
    '注意力'
    """
    text = _decoded(content, place)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes, place: str) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    sparse = _utf16_without_mark(content)
    if sparse:
        return content.decode(sparse, "replace")
    if b"\0" in content[:65536]:
        raise NoteError(
            "not a text file (it holds NUL bytes)", place=place, remedy="leave it out or save it as UTF-8 text"
        )
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _mostly_chinese(text):
            return text
    if content.count(b"\xff") < len(content) / 100 and _valid_share(content) > 0.98:
        return content.decode("utf-8", "replace")
    guess = from_bytes(content[:65536]).best()
    if guess is None:
        raise NoteError("not a text file in any known encoding", place=place, remedy="save it as UTF-8 text")
    return content.decode(guess.encoding, "replace")


def _utf16_without_mark(content: bytes) -> str:
    head = content[:4096]
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) / 5 and even == 0:
        return "utf-16-le"
    if even > len(head) / 5 and odd == 0:
        return "utf-16-be"
    return ""


def _mostly_chinese(text: str) -> bool:
    foreign = [c for c in text if c > "\x7f"]
    return sum("\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in foreign) > 0.8 * len(foreign)


def _valid_share(content: bytes) -> float:
    text = content.decode("utf-8", "replace")
    return 1 - text.count("\ufffd") / max(1, len(text))
