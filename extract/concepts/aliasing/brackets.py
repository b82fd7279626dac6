"""批归一化（Batch Normalization, BN）, RAG (Retrieval-Augmented Generation): a name with another in brackets."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from extract.concepts.aliases import Names
from extract.concepts.aliasing.shared import abbreviates, best_ending, key_in
from extract.concepts.clues._shared import prose
from extract.language import has_han
from extract.lexicon import word_list
from extract.reading.document import Block, BlockKind, Document

_BRACKET = re.compile(r"\s?[（(]([^（）()]{1,80})[)）]")
_SPLIT = re.compile(r"[,，;；]|\s/\s| 或 |或者|简称|全称|又称|也叫|也称|缩写为?|英文名?|称为|即|[:：]|、")
_NO_NAME = re.compile(
    r"^\s*(?:如|例如|比如|包括|包含|见|参见|图|即使|e\.?g|i\.?e|such as|like|see|including|for example|or\b)",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:等人?|et al\.?)(?:\s*\d{4})?$|\b(?:19|20)\d\d\s*年?$", re.IGNORECASE)
"""The end of a credit: Sennrich 等人, 2016."""


@dataclass(slots=True)
class Bracketed:
    """How the notes have one name in brackets after another."""

    path: str
    line: int
    features: dict[str, float]
    """Of the surest place."""
    count: int = 1


def bracketed(names: Names) -> dict[tuple[str, str], Bracketed]:
    """Return (key before, key inside) -> how, for the brackets that may hold another name of what stands before."""
    found: dict[tuple[str, str], Bracketed] = {}
    for document in names.documents:
        sources = document.last_section(word_list("references"))
        for block in prose(document):
            for match in _BRACKET.finditer(block.text):
                if match.start() > 0 and block.index not in sources and not _NO_NAME.search(match[1]):
                    _read(names, document, block, match, found)
    _count_rivals(found)
    return found


def _read(
    names: Names,
    document: Document,
    block: Block,
    match: re.Match[str],
    found: dict[tuple[str, str], Bracketed],
) -> None:
    head = best_ending(names, block.text, document.language, match.start())
    inner = _without_credits([part for raw in _SPLIT.split(match[1]) if (part := raw.strip(" “”\"'‘’"))])
    for place, part in enumerate(inner):
        key = key_in(names, part)
        if not head or not key or key == head or len(part) == 1:
            continue
        features = _place_features(block, match, len(names.candidates[head].surface)) | {
            "bracket.parts": float(len(inner)),
            "bracket.place": float(place),
            "bracket.whole": float(_one_concept(inner)),
        }
        known = found.get((head, key))
        if known is None:
            found[head, key] = Bracketed(document.path, block.line_at(match.start()), features)
        else:
            known.count += 1
            known.features = {name: max(value, features[name]) for name, value in known.features.items()}


def _without_credits(parts: list[str]) -> list[str]:
    """Return the parts without authors and years: bootstrap sampling, Efron, 1979."""
    ends = {n for n, part in enumerate(parts) if _CREDIT.search(part)}
    before = {n - 1 for n in ends if re.fullmatch(r"\d{4}\s*年?", parts[n])}
    return [part for n, part in enumerate(parts) if n not in ends | before]


def _place_features(block: Block, match: re.Match[str], size: int) -> dict[str, float]:
    """Whether the name before the bracket is marked, opens its block, and is whole there."""
    end = len(block.text[: match.start()].rstrip())
    start = max(0, end - size)
    marks = [s for s in block.spans if s.kind == "bold" and s.start < end <= s.end + 1]
    begins = start == 0 or any(s.start >= start for s in marks) or not block.text[start - 1].isalnum()
    return {
        "bracket": 1.0,
        "bracket.bold": float(bool(marks)),
        "bracket.bold_whole": float(any(s.start == start for s in marks)),
        "bracket.opens": float(start <= 2),
        "bracket.begins": float(begins),
        "bracket.ends": float(match.end() >= len(block.text.rstrip())),
        "bracket.heading": float(block.kind is BlockKind.HEADING),
        "bracket.quoted": float("“" in match[0] or '"' in match[0]),
    }


def _count_rivals(found: Mapping[tuple[str, str], Bracketed]) -> None:
    """How many other names one stands in brackets after, and has in brackets after itself."""
    heads, inners = Counter(b for _, b in found), Counter(a for a, _ in found)
    for (head, inner), how in found.items():
        how.features |= {
            "bracket.heads": float(heads[inner]),
            "bracket.inners": float(inners[head]),
            "bracket.count": math.log2(1 + how.count),
        }


def _one_concept(inner: list[str]) -> bool:
    """Several names in a bracket are one concept's only if they are a full name and its abbreviation, or zh and en."""
    latin = [p for p in inner if not has_han(p)]
    han = [p for p in inner if has_han(p)]
    if len(latin) > 2 or len(han) > 1:
        return False
    return len(latin) < 2 or abbreviates(latin[0], latin[1]) or abbreviates(latin[1], latin[0])
