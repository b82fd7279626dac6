"""Notes of unusual size and depth: nothing is lost, and twice the note takes no more than a few times as long."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from extract.reading.document import Block, BlockKind
from extract.reading.markdown import parse


def _receding(count: int) -> str:
    return "".join(f"{'    ' * (count - number)}- 甲{number}\n" for number in range(count))


GROWING: dict[str, Callable[[int], str]] = {
    "wikilinks and URLs in one paragraph": lambda n: "见 [[注意力|自注意力]] 和 http://a.b/c\n" * n,
    "numbered lines without blank lines": lambda n: "1、注意力 是机制\n" * n,
    "lines of one paragraph": lambda n: "注意力 是机制，\n" * n,
    "fences that nothing closes": lambda n: "```python\nx=1\n\n# heading\n\n" * n,
    "opening brackets": lambda n: "[" * n,
    "opening wikilinks": lambda n: "[[" * n,
    "opening links": lambda n: "[a](" * n,
    "opening comments": lambda n: "<!-- " * n,
    "opening scripts": lambda n: "x <script>" * n,
    "opening tags": lambda n: "<a " * n,
    "dollars": lambda n: "$5 " * n,
    "stars": lambda n: "**a " * n,
    "code of several lines": lambda n: "`a\nb` " * n,
    "indented text that is less and less so": lambda n: _receding(n // 40),
}


def _seconds(text: str) -> float:
    """Return the best of three times."""
    times = []
    for _ in range(3):
        start = time.process_time()
        parse(text, "note.md")
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("name", GROWING)
def test_reading_takes_time_in_proportion(name: str) -> None:
    make = GROWING[name]
    ratios = []
    for size in (1000, 500, 2000):  # another size where a busy machine spoilt the first
        ratios.append(_seconds(make(4 * size)) / max(_seconds(make(size)), 0.005))
        if ratios[-1] < 10:
            return
    pytest.fail(f"four times the note took {ratios} times as long")


def test_five_megabytes_are_read_to_the_end() -> None:
    section = "# 第{} 节\n\n注意力机制让模型在处理每个词时看到其他的词，" + "它把键与查询相乘再取平均。" * 200 + "\n\n"
    document = parse("".join(section.format(n) for n in range(650)), "big.md")
    assert sum(len(line.encode()) for line in document.lines) > 5_000_000
    assert document.blocks[-1].line == len(document.lines) - 2


def test_line_of_a_hundred_thousand_characters_is_one_paragraph() -> None:
    document = parse("注意力" * 33_400, "line.md")
    assert [(b.kind, b.line, b.end_line, len(b.text)) for b in document.blocks] == [
        (BlockKind.PARAGRAPH, 1, 1, 100_200)
    ]


def _deepest(blocks: tuple[Block, ...]) -> int:
    return max(block.depth for block in blocks)


def test_twelve_levels_of_bullets_are_told_apart() -> None:
    document = parse("".join(f"{'  ' * n}- 概念{n}\n" for n in range(12)), "deep.md")
    assert [block.parent for block in document.blocks] == list(range(-1, 11))
    assert _deepest(document.blocks) == 12


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_hundreds_of_levels_do_no_harm(mark: str) -> None:
    document = parse(mark * 600 + "a\n\n# 后面的标题\n", "deep.md")
    assert document.blocks[0].text == "a"
    assert document.blocks[-1].text == "后面的标题"


def test_bullets_that_go_down_hundreds_of_levels_are_all_read() -> None:
    document = parse("".join(f"{'  ' * n}- 概念{n}\n" for n in range(300)), "deep.md")
    assert len(document.blocks) == 300


def test_document_knows_the_source_and_the_headings_of_a_block() -> None:
    document = parse("# A\n\n## B\n\ntext\n", "note.md")
    assert document.source(1, 3) == "# A\n\n## B"
    assert document.trail(document.blocks[2]) == ("A", "B")
