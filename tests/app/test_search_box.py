"""The search box and `graph.search` find the same concepts, in the same order."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from extract.pipeline import extract
from graph.model import ConceptGraph, fold
from graph.names import search_names
from graph.search import SearchIndex, readings
from graph.view import browser_file

Find = Callable[[list[str]], list[list[list[str]]]]

NOTES = sorted((Path(__file__).parents[2] / "data" / "notes").rglob("*.md"))[::4]
"""Every fourth note of the sample notebook: its kinds of names, in a quarter of the time."""

TYPED = (
    "注意力", "zhuyili", "zyl", "zhuyil", "attention", "atention", "attnetion", "low rank", "LoRA", "lroa", "lora微",
    "MHA", "ＭＨＡ", "multi head", "multihead", "gqa", "l", "模", "模型", "moxing", "mx", "xing", "重排序", "重牌序",
    "chongpaixu", "zhongpai", "注译力", "注意利", "tidu", "tdxj", "梯度下将", "gradient descnet", "ransformer", "C++",
    "f1", "gpt-4", "gpt4", "the", "a b", "-", "  ", "没有的东西", "zzzzqqqq", "()[*", "é", "straße", "𝕏",
)  # fmt: skip
"""What a learner types: names, aliases, parts, pinyin, initials and typing errors, in both languages; and nonsense."""


@pytest.fixture(scope="module")
def graph() -> ConceptGraph:
    """The graph of some notes of the sample notebook."""
    return extract(NOTES)


@pytest.fixture(scope="module")
def find(make_page: Callable[..., Page], graph: ConceptGraph) -> Iterator[Find]:
    """Ask the search of the browser: for each query a list of id, name met and how."""
    page = make_page()
    page.goto("about:blank")
    page.add_script_tag(content=browser_file("network.js") + browser_file("search.js"))
    index = json.dumps(search_names(graph))

    def ask(queries: list[str]) -> list[list[list[str]]]:
        script = """([index, queries]) => { const made = JSON.parse(index);
            return queries.map(text => findConcepts(made, text, 10).map(hit => [hit.id, hit.by, hit.how])); }"""
        found: list[list[list[str]]] = page.evaluate(script, [index, queries])
        return found

    yield ask
    page.close()


def test_what_a_learner_types_is_ranked_alike(find: Find, graph: ConceptGraph) -> None:
    _expect_alike(find, graph, [query for query in TYPED if fold(query)])
    assert find(["  ", "-"]) == [[], []]


def test_every_name_and_its_distortions_are_ranked_alike(find: Find, graph: ConceptGraph) -> None:
    names = sorted({name for concept in graph.concepts() for name in concept.names})
    assert len(names) > 500
    numbers = random.Random(6)
    chosen = numbers.sample(names, 250)
    queries = [made for name in chosen for made in (name, _pinyin(name), _initials(name), _mistyped(name, numbers))]
    _expect_alike(find, graph, [query for query in dict.fromkeys(queries) if fold(query)])


def _expect_alike(find: Find, graph: ConceptGraph, queries: list[str]) -> None:
    index = SearchIndex(graph)
    ours = [[[hit.concept.id, hit.name, hit.how] for hit in index.search(query)] for query in queries]
    for query, python, browser in zip(queries, ours, find(queries), strict=True):
        assert browser == python, query
    assert sum(map(bool, ours)) > len(ours) / 2
    assert {hit[2] for hits in ours for hit in hits} == {"exact", "prefix", "word", "inside", "pinyin", "typo"}


def _pinyin(name: str) -> str:
    return "".join(readings(letter)[0] for letter in name)


def _initials(name: str) -> str:
    return "".join(readings(letter)[0][:1] for letter in name)


def _mistyped(name: str, numbers: random.Random) -> str:
    """Swap two letters, or leave one out."""
    place = numbers.randrange(len(name))
    if numbers.random() < 0.5:
        return name[:place] + name[place + 1 :]
    return name[:place] + name[place : place + 2][::-1] + name[place + 2 :]
