"""Notes as found in the wild, each beside what is to be read in it: fixtures/NAME.md and NAME.yaml.

A line of `blocks` reads: source lines, kind, level or depth (of cells row,column), "numbered", "under" the index of the
block it belongs to, then the text. A line of `marks` reads: source line, kind, text and target.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from extract.reading.document import Block, Document
from extract.reading.folder import parsed
from tests.extract.reading.described import described

NOTES = sorted((Path(__file__).parent / "fixtures").glob("*.md"))
SAMPLES = sorted((Path(__file__).parents[3] / "data" / "notes").rglob("*.md"))


def _read(file: Path) -> Document:
    document, _ = parsed(file.read_bytes(), file.name)
    assert document is not None
    return document


@pytest.mark.parametrize("file", NOTES, ids=lambda file: file.stem)
def test_note_is_read_as_written_beside_it(file: Path) -> None:
    expected = yaml.safe_load(file.with_suffix(".yaml").read_text(encoding="utf-8"))
    assert described(_read(file)) == expected


@pytest.mark.parametrize("file", [*NOTES, *SAMPLES], ids=lambda file: file.stem)
def test_words_of_every_block_stand_on_its_lines(file: Path) -> None:
    document = _read(file)
    for block in document.blocks:
        _assert_on_its_lines(document, block)


@pytest.mark.parametrize("file", [*NOTES, *SAMPLES], ids=lambda file: file.stem)
def test_marks_lie_in_their_text_and_blocks_point_backwards(file: Path) -> None:
    for number, block in enumerate(_read(file).blocks):
        assert block.index == number
        assert max(block.heading, block.parent) < number
        assert all(0 <= s.start < s.end <= len(block.text) for s in block.spans)
        assert list(block.breaks) == sorted(block.breaks)


def _assert_on_its_lines(document: Document, block: Block) -> None:
    assert 1 <= block.line <= block.end_line <= len(document.lines)
    for word in re.finditer(r"[A-Za-z]{2,}|[\u4e00-\u9fff]+", block.text):
        line = document.lines[block.line_at(word.start()) - 1]
        assert word[0] in line or word[0] in _without_marks(line), (document.path, line, word[0])


def _without_marks(line: str) -> str:
    shown = re.sub(r"\[\[[^\[\]|]*\|", "[[", line)
    return re.sub(r"\]\([^()]*\)|<[^<>]*>|[*\[\]`~\\]|==", "", shown)
