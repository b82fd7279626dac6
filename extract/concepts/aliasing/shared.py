"""What several reasons need."""

from __future__ import annotations

import re

from extract.concepts.aliases import Names
from extract.concepts.mentions import key_of
from extract.concepts.phrases import parts, phrases
from extract.dictionary import initials
from extract.general_language import chinese_frequency
from extract.language import has_han
from extract.tokens import tokenize

_LIKELY = 0.25
"""A candidate from this probability on may be the name before a bracket."""


_GENERAL = 0.0
"""log10 of occurrences per million words from which a Chinese word is one of general language."""


def key_in(names: Names, surface: str) -> str:
    """Return the key of a surface form that is a candidate, else an empty string."""
    key = key_of(surface)
    return key if key in names.candidates else ""


def best_ending(names: Names, text: str, language: str, end: int) -> str:
    """Return the key of the longest likely candidate that ends at an offset of a text, or ""."""
    start = max(0, end - 60)
    head = text[start:end].rstrip()
    last = next((p for p in reversed(phrases(head, language)) if p.end == len(head)), None)
    if last is None:
        return ""
    keys = [(key_in(names, p.text), len(p.text)) for p in parts(last, head) if p.end == len(head)]
    known = [(size, names.probability[key], key) for key, size in keys if key]
    likely = [found for found in known if found[1] >= _LIKELY]
    if likely:
        size, _, key = max(likely)
        return "" if _is_last_word(head, language, size, names.candidates[key].surface) else key
    return max(known, key=lambda found: (found[1], found))[2] if known else ""


def _is_last_word(text: str, language: str, size: int, surface: str) -> bool:
    """What names 句向量（Sentence Embedding） names the whole of it: not a word of general language at its end."""
    before = [t for t in tokenize(text, language) if t.end <= len(text) - size]
    narrowed = bool(before) and has_han(before[-1].text) and before[-1].tag != "f"
    return narrowed and has_han(surface) and chinese_frequency(surface) > _GENERAL


def abbreviates(short: str, long: str) -> bool:
    """Tell whether a Latin name is made of letters that start the words of another.

    >>> abbreviates("RAG", "Retrieval-Augmented Generation"), abbreviates("GPT", "Gradient Descent")
    (True, False)
    """
    plain = re.sub(r"[^a-z0-9]", "", short.lower().removesuffix("s") if short[-1:] == "s" else short.lower())
    if not 2 <= len(plain) <= 8 or len(long) <= len(short) + 2 or " " in short.strip():
        return False
    first = initials(long)
    small = "".join(
        w[0]
        for w in re.findall(r"[A-Za-z]+|\d+", long)
        if w.lower() not in {"of", "the", "and", "for", "in", "to", "a", "with", "on"}
    )
    return plain in {first, small.lower()} or (len(plain) >= 3 and _spelt_from_words(plain, long.lower()))


def _spelt_from_words(plain: str, long: str) -> bool:
    """Letters in order, the first one of the first word, each word giving a start of itself."""
    words = re.findall(r"[a-z]+|\d+", long)
    if len(words) < 2 or len(words) > len(plain):
        return False

    def match(rest: str, number: int) -> bool:
        if number == len(words):
            return not rest
        return any(
            words[number].startswith(rest[:size]) and match(rest[size:], number + 1)
            for size in range(1, min(len(rest), 6) + 1)
        )

    return match(plain, 0)
