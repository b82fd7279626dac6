"""Candidates: where marked terms stand, and titles that name a note."""

from __future__ import annotations

from extract.concepts.candidates import Candidate, find_mentions, gather
from extract.concepts.selection import probabilities
from extract.reading.markdown import parse


def _gather(*texts: str) -> dict[str, Candidate]:
    documents = [parse(text, f"{number}.md") for number, text in enumerate(texts)]
    return gather(documents, (find_mentions(document) for document in documents))


def test_a_marked_term_is_one_wherever_it_stands() -> None:
    found = _gather(
        "**近似最近邻搜索（ANN）** 快。\n\n向量多了就要近似最近邻搜索。\n\n```\n近似最近邻搜索\n```\n",
        "近似最近邻搜索用图。\n",
    )
    assert {place[:2] for place in found["近似最近邻搜索"].places} == {(0, 0), (0, 1), (1, 0)}


def test_words_alone_may_cut_the_term() -> None:
    assert "近似最近邻搜索" not in _gather("近似最近邻搜索用图。\n")


def test_a_link_to_a_note_about_several_things_names_no_concept() -> None:
    texts = (
        "# Hashing and Caching\n\nA **hash table** maps keys.\n",
        "See [[Hashing and Caching]] and [[Hash table]].\n",
    )
    documents = [parse(text, f"{number}.md") for number, text in enumerate(texts)]
    found = probabilities(documents, gather(documents, (find_mentions(document) for document in documents)))
    assert found["hashingandcaching"] == 0
    assert found["hashtable"] > 0


def test_a_link_to_a_note_whose_name_only_looks_like_several_names_a_concept() -> None:
    texts = ("# 饱和激活\n\n两端的**导数**接近零。\n", "参见[[饱和激活]]。\n")
    documents = [parse(text, f"{number}.md") for number, text in enumerate(texts)]
    found = probabilities(documents, gather(documents, (find_mentions(document) for document in documents)))
    assert found["饱和激活"] > 0
