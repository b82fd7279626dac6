"""File names that every system and Obsidian accept, one for each concept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FORBIDDEN = re.compile(
    r'[\x00-\x1f\x7f-\x9f\\/:*?"<>|#^\[\]%`$;\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+|==+|~~+|__+'
)
"""What Windows, Android or Obsidian's links refuse, what Markdown reads within a link's text, and invisible marks."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_MAX_BYTES = 180
"""Of 255 that file systems allow; the rest is for a number, the ending and a cloud's conflict marks."""


def file_names(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a file name, without ending, for each id; no two differ by case or accents' encoding alone.

    >>> file_names([("1", "LoRA"), ("2", "lora"), ("3", "a/b")])
    {'1': 'LoRA', '2': 'lora (2)', '3': 'a b'}
    """
    taken: set[str] = set()
    found: dict[str, str] = {}
    for id, name in names:
        safe = safe_name(name)
        choice, number = safe, 2
        while _key(choice) in taken:
            choice, number = f"{safe} ({number})", number + 1
        taken.add(_key(choice))
        found[id] = choice
    return found


def safe_name(name: str) -> str:
    """Return a name without what file systems refuse.

    >>> safe_name("CON"), safe_name("../etc"), safe_name("what?")
    ('CON_', 'etc', 'what')
    """
    text = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", name)).split())
    text = text.encode("utf-8")[:_MAX_BYTES].decode("utf-8", "ignore").strip(" .")
    if not text:
        return "concept"
    return re.sub(r"^[^.]*", r"\g<0>_", text, count=1) if _RESERVED.match(text) else text


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())
