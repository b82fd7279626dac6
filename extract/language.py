"""Scripts and languages: what is Chinese, what is Latin, which language a text is in."""

from __future__ import annotations

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Character ranges of Chinese characters, for use inside a regular expression class."""

_HAN = re.compile(f"[{HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-z]+")


def has_han(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return bool(_HAN.search(text))


def main_language(text: str) -> str:
    """Return zh or en: a Chinese character counts as much as half a Latin word.

    >>> main_language("self-attention 的公式"), main_language("What is BN?")
    ('zh', 'en')
    """
    return "zh" if len(_HAN.findall(text)) > 2 * len(_LATIN_WORD.findall(text)) / 2 else "en"
