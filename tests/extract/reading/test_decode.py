"""Bytes to text: the encodings in which notes are found, and what is no text."""

from __future__ import annotations

import codecs
import random

import pytest

from extract.reading.decode import decode
from graph.errors import NoteError

TEXTS = ("# 注意力\n\n一种一般的机制（Attention），带 emoji 😀。\n", "# Attention\n\nqueries, keys and values\n")
MARKS = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")


@pytest.mark.parametrize("text", TEXTS, ids=["zh", "en"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_is_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "note.md") == text


@pytest.mark.parametrize("encoding", sorted(MARKS))
def test_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    assert decode(MARKS[encoding] + TEXTS[0].encode(encoding), "note.md") == TEXTS[0]


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_become_line_feeds(ends: str) -> None:
    assert decode(TEXTS[0].replace("\n", ends).encode(), "note.md") == TEXTS[0]


def test_nothing_is_an_empty_text() -> None:
    assert decode(b"", "note.md") == ""


def test_western_letters_keep_their_accents() -> None:
    text = "Le café à la crème est une boisson; this note goes on in English about coffee, milk and cups."
    assert decode(text.encode("latin-1"), "note.md") == text


def test_utf8_with_a_few_bad_bytes_keeps_the_rest() -> None:
    text = decode("注意力机制是一种加权求和的方法。".encode() + b"\xff\xe4 and more", "note.md")
    assert text.startswith("注意力机制是一种加权求和的方法。")
    assert text.endswith(" and more")


def test_gb18030_cut_in_the_middle_of_a_character_keeps_the_rest() -> None:
    text = "注意力机制是一种加权求和的方法，键和值由输入得到，权重由查询与键的相似度得到。" * 5
    assert decode(text.encode("gb18030")[:-1], "note.md").startswith(text[:100])


def test_lone_surrogates_become_replacement_characters() -> None:
    text = decode(codecs.BOM_UTF16_LE + "注意力".encode("utf-16-le") + b"\x00\xd8" + "机制".encode("utf-16-le"), "n.md")
    text.encode("utf-8")
    assert text.startswith("注意力")


def test_one_nul_in_a_text_becomes_a_replacement_character() -> None:
    assert decode(b"attention " * 20 + b"\0", "note.md").endswith("attention \ufffd")


@pytest.mark.parametrize(
    "start", [b"\x89PNG\r\n\x1a\n\0", b"\x7fELF\2\1\1\0\0", b"PK\3\4\0", b"\xff\xd8\xff\xe0\0\x10"]
)
def test_binary_file_is_refused_in_one_sentence(start: bytes) -> None:
    with pytest.raises(NoteError) as error:
        decode(start + random.Random(0).randbytes(3000), "photo.md")
    assert str(error.value) == "photo.md: not a text file in any known encoding; leave it out or save it as UTF-8 text"
