"""Front matter: what is taken from it, and what it must never do."""

from __future__ import annotations

import pytest

from extract.reading.markdown import parse


def test_title_tags_and_aliases_are_taken() -> None:
    document = parse("---\ntitle: BN\ntags: [归一化, 2024]\nalias: 批归一化\n---\n正文\n", "a.md")
    assert (document.title, document.tags, document.aliases) == ("BN", ("归一化", "2024"), ("批归一化",))


@pytest.mark.parametrize("value", ["[[a]]", "{a: b}", "null", "0x" + "f" * 6000, "!!python/object:os.system x"])
def test_values_that_are_no_text_leave_the_heading_as_title(value: str) -> None:
    assert parse(f"---\ntitle: {value}\n---\n# 标题\n", "a.md").title == "标题"


def test_aliases_that_repeat_each_other_do_not_grow() -> None:
    bomb = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40))])
    assert parse(f"---\n{bomb}\ntitle: *a39\ntags: *a39\n---\n# 标题\n", "a.md").title == "标题"


def test_broken_front_matter_is_one_warning_and_the_text_stays() -> None:
    document = parse("---\ntitle: [a\n---\n正文\n", "a.md")
    assert [block.text for block in document.blocks] == ["正文"]
    assert len(document.warnings) == 1
    assert "front matter is not YAML" in document.warnings[0][1]


def test_front_matter_that_is_never_closed_is_one_warning_and_the_text_stays() -> None:
    document = parse("---\ntitle: a\n\n# 标题\n\n正文\n", "a.md")
    assert document.blocks[-1].text == "正文"
    assert document.warnings == ((1, "front matter is never closed; it is read as text"),)


def test_hundreds_of_open_brackets_are_one_warning() -> None:
    assert len(parse(f"---\na: {'[' * 5000}\n---\n正文\n", "a.md").warnings) == 1
