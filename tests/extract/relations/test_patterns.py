"""Every pattern of data/patterns matches its own examples, the right way round, and none of its near-misses."""

from __future__ import annotations

import re

import pytest

from extract.relations.patterns import Pattern, Word, hits, patterns, words

_EXAMPLE = re.compile(r"<(?P<source>[^>]*)>|\{(?P<target>[^}]*)\}|\[(?P<other>[^\]]*)\]|(?P<text>[^<{\[]+)")
CASES = [(pattern, sentence) for pattern in patterns() for sentence in (*pattern.match, *pattern.avoid)]
Pairs = set[tuple[str, str]]


def _read(sentence: str, language: str) -> tuple[list[Word], Pairs]:
    """Return the words of an example and the (source, target) pairs that its brackets ask for."""
    found: list[Word] = []
    roles: dict[str, set[str]] = {"source": set(), "target": set(), "other": set()}
    for match in _EXAMPLE.finditer(sentence):
        role = match.lastgroup or "text"
        if role == "text":
            found += words(match[0], language)
        else:
            found.append(Word("", match[role]))
            roles[role].add(match[role])
    return found, {(source, target) for source in roles["source"] for target in roles["target"]}


def _pairs(sentence: list[Word], pattern: Pattern) -> Pairs:
    return {
        (sentence[source].concept, sentence[target].concept)
        for hit in hits(sentence, pattern.language)
        if hit.pattern.name == pattern.name
        for source in hit.sources
        for target in hit.targets
    }


@pytest.mark.parametrize(("pattern", "example"), CASES, ids=lambda case: case if isinstance(case, str) else case.name)
def test_pattern_reads_its_examples(pattern: Pattern, example: str) -> None:
    sentence, expected = _read(example, pattern.language)
    assert bool(expected) == (example in pattern.match), (
        "examples name <source> and {target}, near-misses only [others]"
    )
    assert _pairs(sentence, pattern) == expected


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_pattern_has_three_examples_and_three_near_misses(pattern: Pattern) -> None:
    assert len(set(pattern.match)) >= 3
    assert len(set(pattern.avoid)) >= 3


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.name)
def test_near_misses_name_two_concepts(pattern: Pattern) -> None:
    for example in pattern.avoid:
        assert len(re.findall(r"\[[^\]]+\]", example)) >= 2, example


def test_negation_before_a_pattern_counts() -> None:
    sentence = [*words("不利用", "zh"), Word("", "信号量"), *words("实现", "zh"), Word("", "互斥")]
    assert not list(hits(sentence, "zh"))
