"""CMS and CMS collector, 量化 and 量化技术, BatchNorm and batch normalization, 损失函数 and loss function: names alike.

Whether such a pair names one concept is a probability, fitted over annotated notes (scripts/fit_aliases.py), from what
is left when the shared words are taken away, how common it is, what a dictionary says of the words, and how the notes
use the two.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from itertools import combinations

from rapidfuzz.distance import OSA

from extract.concepts.aliases import Equation, Names
from extract.concepts.aliasing.brackets import Bracketed, bracketed
from extract.concepts.aliasing.shape import (
    Shape,
    abbreviated,
    alike,
    plain,
    shape_of,
    shortened,
    translation,
    without_class_noun,
)
from extract.concepts.aliasing.shared import abbreviates
from extract.concepts.mentions import key_of
from extract.general_language import specificity
from extract.language import has_han
from extract.lexicon import DATA, setting
from extract.trees import load_ensemble

WEIGHTS = DATA / "aliases" / "form.json"
_LIKELY = 0.25
"""Both names are likely concepts, and one of them surely."""
_LIST = re.compile(r"[、,，;；]|\s[/&]\s")
_TRANSLATED = 0.5
"""Share of the words that translate each other from which a pair is called a translation."""
_COMMON = 60
"""What more names have in common does not bring a pair together."""

Pair = tuple[str, str]
"""Keys of two candidates, the one with the shorter surface first."""


def find(names: Names) -> Iterator[Equation]:
    """Yield the pairs that are likely names of one concept."""
    brackets = bracketed(names)
    rows = pairs(names, brackets)
    if not rows:
        return
    cut = float(setting("aliases.cut"))
    found = load_ensemble(WEIGHTS).probabilities(list(rows.values()))
    for (a, b), probability in zip(rows, found, strict=True):
        how = brackets.get((a, b)) or brackets.get((b, a))
        if probability >= cut and how is not None:
            yield Equation(a, b, "brackets", round(0.5 + 0.45 * probability, 4), how.path, how.line)
        elif probability >= cut:
            yield Equation(a, b, _reason(rows[a, b]), round(0.5 * probability, 4))


def _reason(features: Mapping[str, float]) -> str:
    """Return what the names have in common, for the reader."""
    if features["class_noun"]:
        return "class_noun"
    if features.get("translated.both", 0.0) >= _TRANSLATED:
        return "translation"
    return "abbreviation" if features["initials"] else "form"


def pairs(names: Names, brackets: Mapping[tuple[str, str], Bracketed]) -> dict[Pair, dict[str, float]]:
    """Return pairs of likely names that have something in common or stand in brackets, with their features."""
    likely = [k for k in names.candidates if names.probability[k] >= _LIKELY]
    in_brackets = [key for pair in brackets for key in pair]
    shapes = {k: shape_of(names.candidates[k].surface) for k in dict.fromkeys([*likely, *in_brackets])}
    by_handle: dict[str, list[str]] = defaultdict(list)
    for key in likely:
        for handle in sorted(shapes[key].handles()):
            by_handle[handle].append(key)
    ends = Counter(shape.words[-1] for shape in shapes.values() if shape.words)
    found: dict[Pair, dict[str, float]] = {}
    seen: set[Pair] = set()
    for keys in by_handle.values():
        if len(keys) <= _COMMON:
            for a, b in combinations(keys, 2):
                short, long = _shorter_first(names, a, b)
                if (short, long) in seen or not (names.chosen(a) or names.chosen(b)):
                    continue
                seen.add((short, long))
                if alike(shapes[short], shapes[long]):
                    found[short, long] = _features(names, short, long, shapes, ends, by_handle)
    for (head, inner), how in brackets.items():
        short, long = _shorter_first(names, head, inner)
        if (names.chosen(short) or names.chosen(long)) and _may_name(shapes[short], shapes[long]):
            row = found.get((short, long)) or _features(names, short, long, shapes, ends, by_handle)
            found[short, long] = row | how.features | {"bracket.short": float(inner == short)}
    return dict(sorted(found.items()))


def _shorter_first(names: Names, a: str, b: str) -> Pair:
    short, long = sorted((a, b), key=lambda k: (len(names.candidates[k].surface), k))
    return short, long


def _may_name(a: Shape, b: Shape) -> bool:
    """Tell whether one may name the other in brackets: 数字证书（身份认证） tells what it is for."""
    return not (a.han and b.han) or alike(a, b)


def _measure(shape: Shape, key: str) -> float:
    """Return how many words a name would have in English: two Chinese characters make one."""
    if not shape.han and not shape.stems:
        return float(len(key))
    return max(1.0, len(shape.stems) + sum(map(len, shape.han)) / 2)


def _overlap(a: Set[object], b: Set[object]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _features(
    names: Names,
    short: str,
    long: str,
    shapes: Mapping[str, Shape],
    ends: Mapping[str, int],
    by_handle: Mapping[str, list[str]],
) -> dict[str, float]:
    a, b = names.candidates[short], names.candidates[long]
    one, two = shapes[short], shapes[long]
    own, other = one.words, two.words
    shared = set(own) & set(other)
    features = {
        "shared": len(shared) / max(1, len(set(own)), len(set(other))),
        "same_words": float(set(own) == set(other)),
        "inside": float(set(own) <= set(other)),
        "ends": float(long.endswith(short)),
        "starts": float(long.startswith(short)),
        "edits": OSA.normalized_similarity(short, long),
        "short": float(len(short)),
        "longer": len(long) / len(short),
        "measure": _measure(one, short) / _measure(two, long),
        "han": float(has_han(short)) + float(has_han(long)),
        "han.a": float(has_han(short)),
        "likely.a": names.probability[short],
        "likely.b": names.probability[long],
        "often.a": math.log2(1 + len(a.places)),
        "often.b": math.log2(1 + len(b.places)),
        "same_note": float(bool(a.documents & b.documents)),
        "specific.a": specificity(a.surface),
        "specific.b": specificity(b.surface),
        "abbreviates": float(abbreviates(a.surface, b.surface)),
        "initials": float(abbreviated(one, two)),
        "rivals": math.log2(1 + len(by_handle.get(f"-{one.initials}", ()))),
        "capitals.a": float(a.surface.isupper()),
        "plain": float(plain(a.surface).lower() == plain(b.surface).lower()),
        "family": math.log2(1 + max((len(by_handle[w]) for w in shared), default=0)),
        "family.least": math.log2(1 + min((len(by_handle[w]) for w in shared), default=0)),
        "pairs": _overlap(one.pairs, two.pairs),
        "stems": _overlap(set(one.stems), set(two.stems)),
        "stems.inside": float(bool(one.stems) and set(one.stems) <= set(two.stems)),
        "listed": float(bool(_LIST.search(b.surface)) != bool(_LIST.search(a.surface))),
        "class_noun": float(key_of(without_class_noun(b.surface)) == short),
        "shortened": float(shortened(one.stems, two.stems)),
    }
    features |= translation(one, two) | _together(a.places, b.places, len(a.surface), len(b.surface))
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
