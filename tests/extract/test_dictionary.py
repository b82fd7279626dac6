"""The Chinese-English dictionary: meanings by stem, names cut into the words it knows."""

from __future__ import annotations

import pytest

from extract.dictionary import meanings, stems, words_of


@pytest.mark.parametrize(("word", "stem"), [("函数", "function"), ("编码", "encod"), ("队列", "queue")])
def test_terms_have_their_english_meaning(word: str, stem: str) -> None:
    assert stem in meanings(word)


def test_a_word_that_no_dictionary_has_means_nothing() -> None:
    assert not meanings("卷积神经网络层归一化")
    assert not meanings("")


def test_remarks_are_no_meanings() -> None:
    """函数: function (math.)"""
    assert "math" not in meanings("函数")


def test_names_are_cut_into_the_longest_words_and_lose_nothing() -> None:
    assert words_of("损失函数") == ("损失", "函数")
    assert words_of("attention 注意力层 2") == ("注意力", "层")
    assert "".join(words_of("龘靐齉齾爩")) == "龘靐齉齾爩"


def test_capitals_inside_a_word_part_it() -> None:
    assert stems("BatchNorm of the layers") == ("batch", "norm", "layer")
