"""What words are like in general language: how frequent, and which parts of speech they can be.

Sources: the frequency list of jieba (Chinese), of SymSpell (English, from Google Books and SCOWL), and the
morphological lexicon of LemmInflect (English). All three lie in installed packages; nothing is fetched.
"""

from __future__ import annotations

import importlib.util
import math
from functools import cache, lru_cache
from pathlib import Path

from extract.language import has_han

UNKNOWN = -1.0
"""Frequency of a word that general language does not know."""


@cache
def _chinese() -> dict[str, int]:
    lines = _package_file("jieba", "dict.txt").read_text("utf-8").splitlines()
    return {word: int(count) for word, count, *_ in (line.split(" ") for line in lines)}


@cache
def _english() -> dict[str, int]:
    text = _package_file("symspellpy", "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    return {word: int(count) for word, count in (line.split() for line in text.splitlines() if line.strip())}


@cache
def _bigrams() -> dict[str, int]:
    text = _package_file("symspellpy", "frequency_bigramdictionary_en_243_342.txt").read_text("utf-8-sig")
    return {f"{a} {b}": int(count) for a, b, count in (line.split() for line in text.splitlines() if line.strip())}


def _package_file(package: str, name: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None and spec.origin is not None, f"{package} is in requirements.txt"
    return Path(spec.origin).parent / name


@lru_cache(maxsize=65536)
def chinese_frequency(word: str) -> float:
    """Return log10 of the occurrences per million words of Chinese; UNKNOWN where the list lacks the word."""
    count = _chinese().get(word, 0)
    return math.log10(count / 60.1) if count else UNKNOWN


@lru_cache(maxsize=65536)
def english_frequency(word: str) -> float:
    """Return log10 of the occurrences per million words of English; UNKNOWN where the list lacks the word."""
    count = _english().get(word.lower(), 0)
    return math.log10(count / 588_000) if count else UNKNOWN


@lru_cache(maxsize=65536)
def english_lemmas(word: str) -> dict[str, tuple[str, ...]]:
    """Return the lemmas of a word by part of speech (NOUN, VERB, ADJ, ADV, …), empty where it is unknown."""
    import lemminflect

    found: dict[str, tuple[str, ...]] = lemminflect.getAllLemmas(word)
    return found


def singular(word: str) -> str:
    """Return the singular of an English noun, the word itself where it is none or unknown.

    >>> singular("networks"), singular("bias"), singular("indices"), singular("classes")
    ('network', 'bias', 'index', 'class')
    """
    lemmas = english_lemmas(word.lower()).get("NOUN", ())
    if lemmas:
        return word if word.lower() in lemmas else lemmas[0]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_BEFORE_NOUN = ("the", "a", "an", "of", "this", "each", "in", "for", "and")
_BEFORE_VERB = ("to", "will", "can", "may", "not", "they", "we", "you", "would", "must")
_BEFORE_ADVERB = ("very", "more", "most", "so", "too", "is", "are", "be", "was")


@lru_cache(maxsize=65536)
def verbness(word: str) -> float:
    """Return log10 of how much oftener an English word follows "to", "can", "we", … than "the", "a", "of", ….

    Positive for words that are rather verbs; 0 where nothing is known. Counts from Google Books by way of SymSpell.
    """
    return _preference(word, _BEFORE_VERB, _BEFORE_NOUN)


@lru_cache(maxsize=65536)
def adjectiveness(word: str) -> float:
    """Return log10 of how much oftener a word follows "very", "more", "is", … than "the", "a", "of", …."""
    return _preference(word, _BEFORE_ADVERB, _BEFORE_NOUN)


def _preference(word: str, these: tuple[str, ...], those: tuple[str, ...]) -> float:
    counts, low = _bigrams(), word.lower()
    a = sum(counts.get(f"{w} {low}", 0) for w in these)
    b = sum(counts.get(f"{w} {low}", 0) for w in those)
    return math.log10((a + 2e5) / (b + 2e5))


@lru_cache(maxsize=65536)
def collocation(first: str, second: str) -> float:
    """Return the pointwise mutual information (log10) of two neighbouring English words, 0 where they never meet."""
    count = _bigrams().get(f"{first.lower()} {second.lower()}", 0)
    if not count:
        return 0.0
    share = 10 ** (english_frequency(first) + english_frequency(second) - 12)
    return max(0.0, math.log10(count / 588e9 / share))


def specificity(name: str) -> float:
    """Return how special a name is to a subject: 1, down to 0.28 for a word as common as "结构" or "memory".

    >>> specificity("PagedAttention"), specificity("结构")
    (1.0, 0.29)
    """
    rate = chinese_frequency(name) if has_han(name) else english_frequency(singular(name.lower()))
    return round(1 - 0.3 * min(max(rate, 0.0), 2.4), 2)
