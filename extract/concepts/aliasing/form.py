"""CMS and CMS collector, 量化 and 量化技术, word vectors and word embedding vectors: names that differ by a few words.

Whether such a pair names one concept is a probability, fitted over annotated notes (scripts/fit_aliases.py), from what
is left when the shared words are taken away, how common it is, and how the notes use the two.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from rapidfuzz.distance import OSA

from extract.concepts.aliases import Equation, Names
from extract.concepts.aliasing.shared import abbreviates
from extract.general_language import singular, specificity
from extract.language import has_han
from extract.lexicon import DATA
from extract.tokens import is_word, tokenize
from extract.trees import load_ensemble

WEIGHTS = DATA / "aliases" / "form.json"
_LIKELY = 0.25
"""Both names are likely concepts, and one of them surely."""
_CUT = 0.65
_COMMON_WORD = 60
"""A word that more names have does not bring a pair together."""

Pair = tuple[str, str]
"""Keys of two candidates, the one with the shorter surface first."""


def find(names: Names) -> Iterator[Equation]:
    """Yield the pairs that are likely names of one concept."""
    rows = pairs(names)
    if not rows:
        return
    found = load_ensemble(WEIGHTS).probabilities(list(rows.values()))
    for (a, b), probability in zip(rows, found, strict=True):
        if probability >= _CUT:
            yield Equation(a, b, "form", round(0.5 * probability, 4))


def pairs(names: Names) -> dict[Pair, dict[str, float]]:
    """Return pairs of likely names that share words, with their features."""
    words = {k: _words(c.surface) for k, c in names.candidates.items() if names.probability[k] >= _LIKELY}
    by_word: dict[str, list[str]] = defaultdict(list)
    for key, own in words.items():
        for word in sorted(set(own)):
            by_word[word].append(key)
    ends = Counter(own[-1] for own in words.values() if own)
    found: dict[Pair, dict[str, float]] = {}
    for keys in by_word.values():
        if len(keys) <= _COMMON_WORD:
            for a, b in combinations(keys, 2):
                short, long = sorted((a, b), key=lambda k: (len(names.candidates[k].surface), k))
                if (short, long) not in found and (names.chosen(a) or names.chosen(b)):
                    found[short, long] = _features(names, short, long, words, ends, by_word)
    return dict(sorted(found.items()))


def _words(surface: str) -> tuple[str, ...]:
    """Return the words of a name; hyphens split, English ones in the singular."""
    tokens = [t.text.lower() for t in tokenize(surface, "zh" if has_han(surface) else "en") if is_word(t)]
    return tuple(w if has_han(w) else singular(w) for token in tokens for w in token.replace("_", "-").split("-") if w)


def _features(
    names: Names,
    short: str,
    long: str,
    words: Mapping[str, tuple[str, ...]],
    ends: Mapping[str, int],
    by_word: Mapping[str, list[str]],
) -> dict[str, float]:
    a, b = names.candidates[short], names.candidates[long]
    own, other = words[short], words[long]
    shared = set(own) & set(other)
    features = {
        "shared": len(shared) / max(len(set(own)), len(set(other))),
        "same_words": float(set(own) == set(other)),
        "inside": float(set(own) <= set(other)),
        "ends": float(long.endswith(short)),
        "starts": float(long.startswith(short)),
        "edits": OSA.normalized_similarity(short, long),
        "short": float(len(short)),
        "longer": len(long) / len(short),
        "han": float(has_han(short)) + float(has_han(long)),
        "likely.a": names.probability[short],
        "likely.b": names.probability[long],
        "often.a": math.log2(1 + len(a.places)),
        "often.b": math.log2(1 + len(b.places)),
        "same_note": float(bool(a.documents & b.documents)),
        "specific.a": specificity(a.surface),
        "specific.b": specificity(b.surface),
        "abbreviates": float(abbreviates(a.surface, b.surface)),
        "capitals.a": float(a.surface.isupper()),
        "family": math.log2(1 + max((len(by_word[w]) for w in shared), default=0)),
        "family.least": math.log2(1 + min((len(by_word[w]) for w in shared), default=0)),
    }
    features |= _together(a.places, b.places, len(a.surface), len(b.surface))
    for side, left in (("a", [w for w in own if w not in shared]), ("b", [w for w in other if w not in shared])):
        features[f"left.{side}"] = float(len(left))
        if left:
            features[f"left.{side}.specific"] = min(specificity(w) for w in left)
            features[f"left.{side}.ends"] = math.log2(1 + max(ends.get(w, 0) for w in left))
        for word in left[:3]:
            features[f"left.{side}.{word}"] = 1.0
            features[f"left.{word}"] = 1.0
    return features


def _together(a: set[tuple[int, int, int]], b: set[tuple[int, int, int]], size_a: int, size_b: int) -> dict[str, float]:
    """How often both stand in one block, apart from each other: two concepts, more often than not."""
    apart: dict[tuple[int, int], list[int]] = defaultdict(list)
    for document, block, start in a:
        apart[document, block].append(start)
    both = beside = 0
    for document, block, start in b:
        starts = apart.get((document, block), ())
        if any(s + size_a <= start or start + size_b <= s for s in starts):
            both += 1
            beside += any(0 <= start - s - size_a <= 2 or 0 <= s - start - size_b <= 2 for s in starts)
    return {"both": both / len(b) if b else 0.0, "beside": math.log2(1 + beside), "count": math.log2(1 + both)}
