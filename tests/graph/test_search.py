"""Finding concepts by what a learner types."""

from __future__ import annotations

import random

import pytest

from graph.errors import UnknownConceptError
from graph.model import Alias, Concept, ConceptGraph
from graph.search import SearchIndex


def _index() -> SearchIndex:
    graph = ConceptGraph()
    names = {
        "注意力机制": ("attention",),
        "多头注意力": ("Multi-Head Attention", "MHA"),
        "LoRA": (),
        "QLoRA": (),
        "重排序": ("re-ranking",),
        "LoRA微调": (),
        "BM25": (),
    }
    for rank, (name, aliases) in enumerate(names.items()):
        other = tuple(Alias(alias, "en", "brackets") for alias in aliases)
        graph.add_concept(Concept(name.lower(), name, aliases=other, importance=1 - rank / 10))
    return SearchIndex(graph)


@pytest.mark.parametrize(
    ("query", "best", "how"),
    [
        ("lora", "LoRA", "exact"),
        ("mha", "多头注意力", "exact"),
        ("multi head", "多头注意力", "prefix"),
        ("multihead attention", "多头注意力", "exact"),
        ("ranking", "重排序", "word"),
        ("头注意", "多头注意力", "inside"),
        ("zhuyili", "注意力机制", "pinyin"),
        ("dtzyl", "多头注意力", "pinyin"),
        ("chongpaixu", "重排序", "pinyin"),
        ("lorawt", "LoRA微调", "pinyin"),
        ("atention", "注意力机制", "typo"),
        ("重牌序", "重排序", "typo"),
        ("BM52", "BM25", "typo"),
        ("ＭＨＡ", "多头注意力", "exact"),
    ],
)
def test_first_hit(query: str, best: str, how: str) -> None:
    hit = _index().search(query)[0]
    assert (hit.concept.name, hit.how) == (best, how)


def test_exact_names_come_before_longer_ones() -> None:
    assert [hit.concept.name for hit in _index().search("lora")] == ["LoRA", "LoRA微调", "QLoRA"]


def test_a_concept_is_found_once_even_by_several_names() -> None:
    found = [hit.concept.name for hit in _index().search("attention")]
    assert len(found) == len(set(found)) == 2


def test_an_empty_query_offers_the_most_important_concepts() -> None:
    assert [hit.concept.name for hit in _index().search("  ", limit=2)] == ["注意力机制", "多头注意力"]


@pytest.mark.parametrize("query", ["zzzzqqqq", "?!", "\x00", "()[*"])
def test_nonsense_finds_nothing_and_breaks_nothing(query: str) -> None:
    assert _index().search(query) == []


def test_limit_is_kept() -> None:
    assert len(_index().search("a", limit=1)) == 1


def test_resolve_gives_the_concept_or_the_nearest_names() -> None:
    assert _index().resolve("Attention").name == "注意力机制"
    with pytest.raises(UnknownConceptError, match="did you mean LoRA"):
        _index().resolve("lroa")


def test_order_of_adding_does_not_change_the_ranking() -> None:
    concepts = [Concept(f"c{number}", f"model {number}") for number in range(30)]
    found = []
    for seed in (1, 2):
        random.Random(seed).shuffle(concepts)
        graph = ConceptGraph()
        for concept in concepts:
            graph.add_concept(concept)
        found.append([hit.concept.id for hit in SearchIndex(graph).search("model", limit=30)])
    assert found[0] == found[1]
