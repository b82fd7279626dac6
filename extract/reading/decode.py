"""Bytes of a note to text."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from graph.errors import NoteError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_PLAIN = re.compile(r"[\t\n\r\x20-\x7e\xa0-\xff\u0370-\u03ff\u2010-\u22ff\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_SAMPLE = 65536


def decode(content: bytes, place: str) -> str:
    r"""Return the text of a note with line ends as "\n"; NoteError where the bytes are no text.

    UTF-8, UTF-16 and UTF-32 with a byte order mark, plain UTF-8, UTF-16 by its look, then GB18030 when it gives
    Chinese, then a guess. A NUL in a text becomes U+FFFD, as CommonMark wants it.

    >>> decode("注意力".encode("gb18030"), "a.txt")
    '注意力'
    """
    text = _decoded(content, place)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _decoded(content: bytes, place: str) -> str:
    text = _marked(content) or _strict(content, "utf-8")
    sparse = b"\0" in content[:_SAMPLE]
    if text is None and not sparse:
        text = _damaged(content) or _chinese(content) or _western(content) or _guessed(content)
    if sparse and (text is None or _is_binary(text)):
        text = _utf16_without_mark(content)
    if text is None or _is_binary(text):
        raise NoteError(
            "not a text file in any known encoding", place=place, remedy="leave it out or save it as UTF-8 text"
        )
    return text


def _marked(content: bytes) -> str | None:
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    return content.decode(encoding, "replace") if encoding else None


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > len(sample) / 100


def _utf16_without_mark(content: bytes) -> str | None:
    """Of the two byte orders one gives common characters; bytes of a program or picture give them in neither."""
    best = max(("utf-16-le", "utf-16-be"), key=lambda encoding: _plainness(content, encoding))
    return content.decode(best, "replace") if _plainness(content, best) > 0.95 else None


def _plainness(content: bytes, encoding: str) -> float:
    text = content[:_SAMPLE].decode(encoding, "replace")
    return len(_PLAIN.findall(text)) / max(1, len(text))


def _damaged(content: bytes) -> str | None:
    """UTF-8 with a few bad bytes."""
    text = content.decode("utf-8", "replace")
    return text if sum(c > "\x7f" for c in text) > 5 * text.count("\ufffd") else None


def _chinese(content: bytes) -> str | None:
    """GB18030, with a bad byte or two at most."""
    text = content.decode("gb18030", "replace")
    foreign = [c for c in text if c > "\x7f"]
    chinese = sum("\u3000" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for c in foreign)
    bad = text.count("\ufffd")
    return text if chinese > 0.8 * len(foreign) and (not bad or bad < len(foreign) / 50) else None


def _western(content: bytes) -> str | None:
    """A text in which a few letters have accents."""
    accents = sum(byte > 0x7F for byte in content)
    return _strict(content, "cp1252") if accents < len(content) / 20 else None


def _guessed(content: bytes) -> str | None:
    guess = from_bytes(content[:_SAMPLE]).best()
    return content.decode(guess.encoding, "replace") if guess else None
