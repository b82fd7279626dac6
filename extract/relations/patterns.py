"""Sentence patterns of data/patterns, run by a spaCy Matcher over sentences in which one concept is one token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from extract.lexicon import DATA, read_yaml
from graph.errors import NotegraphError
from graph.vocabulary import RELATION_KINDS

CONCEPT = "◆"
"""The token that stands for a concept."""
_FOLDER = DATA / "patterns"
_HARD_STOPS = ["。", "；", ";", "！", "？", "?", "!", "：", ":", "\n"]
_SOFT_STOPS = ["，", ",", "（", "）", "(", ")"]
_ZH_NEGATIONS = [
    "不",
    "没",
    "没有",
    "未",
    "非",
    "无法",
    "如果",
    "假如",
    "若",
    "不是",
    "并非",
    "而不是",
    "不再",
    "不能",
    "不会",
    "不用",
    "无需",
    "不需要",
]
_ZH_WORDS = ["等于", "等价", "等待", "由于", "因为", "认为", "同时", "对于", "是否", "中心"]
"""Words that begin or end like a cue and are none."""
_EN_NEGATIONS = ["not", "n't", "never", "without", "no", "if", "neither", "nor", "cannot", "rather than", "instead of"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One file of data/patterns."""

    name: str
    relation: str
    language: str
    """zh | en."""
    confidence: float
    tokens: tuple[tuple[dict[str, Any], ...], ...]
    """Alternatives, each a list of tokens; see CONTRIBUTING."""
    match: tuple[str, ...]
    """Sentences that must match: <source>, {target}, [other concept]."""
    avoid: tuple[str, ...]
    """Sentences that must not match; concepts stand in [brackets]."""


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a sentence: a concept, a cue of the patterns, or a piece of other text."""

    text: str
    concept: str = ""
    """Id of the concept."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A match: which words are source and target."""

    pattern: Pattern
    sources: tuple[int, ...]
    targets: tuple[int, ...]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns, by name."""
    return tuple(_pattern(file) for file in sorted(_FOLDER.glob("*.yaml")))


def _pattern(file: Path) -> Pattern:
    data = read_yaml(file)
    try:
        alternatives = tuple(tuple(_token(t) for t in tokens) for tokens in data["tokens"])
        found = Pattern(
            file.stem, data["relation"], data["language"], float(data["confidence"]),
            alternatives, tuple(data["match"]), tuple(data["avoid"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise NotegraphError(f"not a pattern ({error!r})", place=str(file), remedy="see CONTRIBUTING") from error
    if found.relation not in RELATION_KINDS:
        raise NotegraphError(f"unknown relation {found.relation!r}", place=str(file), remedy="see graph/vocabulary.py")
    return found


def _token(written: Any) -> dict[str, Any]:
    """A token as written in YAML.

    source | target | concept | gap N | wide N (over commas) | over N (over concepts) | cues, "?" first if optional
    """
    if written in ("source", "target", "concept"):
        return {"role": written}
    if isinstance(written, str) and (m := re.fullmatch(r"(gap|wide|over) (\d+)", written)):
        return {"gap": int(m[2]), "kind": m[1]}
    cues = [str(c) for c in written] if isinstance(written, list) else [str(written)]
    optional = cues[0] == "?"
    return {"cues": cues[1:] if optional else cues, "optional": optional}


@cache
def _cues(language: str) -> re.Pattern[str]:
    cues = {c for p in patterns() if p.language == language for a in p.tokens for t in a for c in t.get("cues", ())}
    cues |= {*_ZH_NEGATIONS, *_ZH_WORDS} if language == "zh" else set(_EN_NEGATIONS)
    ordered = sorted(cues, key=lambda c: (-len(c), c))
    edge = r"(?![a-z])" if language == "en" else ""
    start = r"(?<![a-z])" if language == "en" else ""
    return re.compile(
        "|".join((start if c[0].isalnum() else "") + re.escape(c) + (edge if c[-1].isalnum() else "") for c in ordered)
        + r"|[a-z0-9][a-z0-9.+/_-]*|\s+|.",
        re.DOTALL,
    )


def words(text: str, language: str) -> list[Word]:
    """Return text without concepts as words: cues of the patterns whole, Latin words whole, Chinese by character."""
    return [Word(m[0]) for m in _cues(language).finditer(text.lower()) if not m[0].isspace()]


@cache
def _matcher(language: str) -> Any:
    import spacy
    from spacy.matcher import Matcher

    vocabulary = spacy.blank("xx").vocab
    matcher = Matcher(vocabulary)
    for pattern in patterns():
        if pattern.language == language:
            for number, tokens in enumerate(pattern.tokens):
                matcher.add(f"{pattern.name}#{number}", [[_spacy_token(t, language) for t in tokens]])
    return matcher


def _spacy_token(token: dict[str, Any], language: str) -> dict[str, Any]:
    if "role" in token:
        return {"ORTH": CONCEPT}
    if "gap" in token:
        stops = [*_HARD_STOPS, *(_ZH_NEGATIONS if language == "zh" else _EN_NEGATIONS)]
        stops += [] if token["kind"] == "over" else [CONCEPT]
        stops += [] if token["kind"] == "wide" else _SOFT_STOPS
        return {"ORTH": {"NOT_IN": stops}, "OP": "*"}
    return {"ORTH": {"IN": token["cues"]}, **({"OP": "?"} if token["optional"] else {})}


def hits(sentence: Sequence[Word], language: str) -> Iterator[Hit]:
    """Yield the matches of all patterns in a sentence, with the members of lists on both sides."""
    from spacy.tokens import Doc

    matcher = _matcher(language)
    doc = Doc(matcher.vocab, words=[CONCEPT if w.concept else w.text for w in sentence])
    by_name = {p.name: p for p in patterns()}
    for key, start, _, alignment in matcher(doc, with_alignments=True):
        name, _, number = matcher.vocab.strings[key].partition("#")
        tokens = by_name[name].tokens[int(number)]
        if _too_wide(tokens, alignment) or _negated(sentence, start, language):
            continue
        sources = [start + i for i, a in enumerate(alignment) if tokens[a].get("role") == "source"]
        targets = [start + i for i, a in enumerate(alignment) if tokens[a].get("role") == "target"]
        if sources and targets and _is_head(sentence, by_name[name], sources[0], targets[0]):
            step = 1 if targets[0] > sources[0] else -1
            yield Hit(by_name[name], _listed(sentence, sources[0], -step), _listed(sentence, targets[0], step))


def _too_wide(tokens: Sequence[dict[str, Any]], alignment: Sequence[int]) -> bool:
    """The Matcher runs gaps as "*": with a bound it would try every way of leaving optional tokens out."""
    return any("gap" in token and alignment.count(i) > token["gap"] for i, token in enumerate(tokens))


def _negated(sentence: Sequence[Word], start: int, language: str) -> bool:
    """In "不利用信号量实现互斥" the negation stands before the pattern."""
    before = sentence[start - 1].text if start and not sentence[start].concept else ""
    return before in (_ZH_NEGATIONS if language == "zh" else _EN_NEGATIONS)


def _is_head(sentence: Sequence[Word], pattern: Pattern, source: int, target: int) -> bool:
    """In "X 是一种 Y 的 Z" Y is not what X is: a class is the last noun of its phrase."""
    if pattern.relation != "is_a" or target < source:
        return True
    after = sentence[target + 1].text if target + 1 < len(sentence) else ""
    return after not in {"的", "之", "'", "-", "of"} and not _modifies(sentence[target + 1 : target + 8])


def _modifies(after: Sequence[Word]) -> bool:
    """In "X 是一类基于 Y 结构的 Z" a noun follows Y before its "的" and the class Z comes right after it."""
    for word, following in pairwise(after):
        if word.concept or word.text in _HARD_STOPS or word.text in _SOFT_STOPS:
            return False
        if word.text == "的":
            return bool(following.concept)
    return False


_JOINTS = {
    "、",
    "和",
    "与",
    "及",
    "或",
    "以及",
    ",",
    "，",
    "and",
    "or",
    "/",
    "&",
    "还有",
    "跟",
    "或者",
    "&amp;",
    "as",
    "well",
}
_ARTICLES = {"a", "an", "the"}
_FREE_JOINTS = {"、", "/", "和", "与", "及", "以及", "and", "or", "或", "或者"}


def _listed(sentence: Sequence[Word], at: int, step: int) -> tuple[int, ...]:
    """Return the concept at an index and those that a list goes on with, to the right (1) or left (-1)."""
    found, i = [at], at + step
    joints: set[str] = set()
    depth = 0
    while 0 <= i < len(sentence):
        word = sentence[i]
        if word.text in "（(）)" and word.text:
            opening = word.text in ("（(" if step > 0 else "）)")
            depth += 1 if opening else -1
            if depth < 0:
                break
        elif depth:
            pass
        elif word.concept:
            if not joints or not (joints & _FREE_JOINTS or joints <= {",", "，"}):
                break
            found.append(i)
            joints = set()
        elif word.text in _JOINTS:
            joints.add(word.text)
        elif word.text in _ARTICLES and joints:
            pass
        else:
            break
        i += step
    return tuple(found)
