"""Learning paths to take away."""

from __future__ import annotations

import re

from graph.model import Concept, ConceptGraph, Relation
from graph.paths import learning_path
from graph.study_plan import as_data, as_markdown, as_mermaid, as_text
from tests.graph.lessons import lesson


def test_data_hold_targets_known_and_a_quoted_reason_for_every_need() -> None:
    graph = lesson()
    data = as_data(graph, learning_path(graph, ["qlora"], known=["peft"]))
    assert (data["targets"], data["known"]) == (["qlora"], ["peft"])
    step = next(step for step in data["steps"] if step["id"] == "lora")
    assert (step["name"], step["depth"], step["needed_by"]) == ("LoRA", 1, ["qlora"])
    quote = {"path": "微调.md", "line": 3, "quote": "LoRA 建立在 PEFT 之上。", "rule": "built_on"}
    assert step["because"][0] == {
        "needs": "peft",
        "name": "PEFT",
        "reason": "derives_from",
        "tier": "strong",
        "evidence": [quote],
    }


def test_text_numbers_the_steps_and_quotes_the_notes() -> None:
    graph = lesson()
    text = as_text(graph, learning_path(graph, ["lora"]))
    assert re.findall(r"^ +(\d+)\. (\S+)", text, re.MULTILINE) == [
        ("1", "微调"),
        ("2", "PEFT"),
        ("3", "低秩分解"),
        ("4", "LoRA"),
    ]
    assert "“LoRA 建立在 PEFT 之上。” (微调.md:3)" in text
    assert "comes first: needed by PEFT" in text


def test_text_says_when_nothing_is_left_to_learn() -> None:
    graph = lesson()
    assert "LoRA: already known." in as_text(graph, learning_path(graph, ["lora"], known=["lora"]))
    assert "name nothing that must be known before it" in as_text(graph, learning_path(graph, ["贝叶斯定理"]))
    assert "4 later steps left out" in as_text(graph, learning_path(graph, ["qlora"], limit=2))


def test_markdown_has_a_box_for_every_step_and_escapes_names() -> None:
    graph = ConceptGraph()
    graph.add_concept(Concept("a", "snake_case*"))
    assert "- [ ] **1. snake\\_case\\***" in as_markdown(graph, learning_path(graph, ["a"]))
    plan = as_markdown(lesson(), learning_path(lesson(), ["qlora"]))
    assert plan.count("- [ ] ") == 6


def test_markdown_tells_reasons_sources_and_reading_time_in_either_language() -> None:
    path = learning_path(lesson(), ["lora"])
    english, chinese = as_markdown(lesson(), path), as_markdown(lesson(), path, language="zh")
    assert "- [ ] **4. LoRA** — 微调.md:3, about 1 min\n" in english
    assert "  - needs PEFT (derives from it): “LoRA 建立在 PEFT 之上。” (微调.md:3)\n" in english
    assert "  - 先学 PEFT（由它改进而来）：“LoRA 建立在 PEFT 之上。” (微调.md:3)\n" in chinese
    assert "共 4 步，读完相关段落约 1 分钟。" in chinese
    assert "  - 从这里开始：PEFT 需要它\n" in chinese


def test_markdown_says_in_either_language_when_nothing_is_left_to_learn() -> None:
    done = learning_path(lesson(), ["lora"], known=["lora"])
    assert "LoRA: already known." in as_markdown(lesson(), done)
    assert "LoRA：已经会了。" in as_markdown(lesson(), done, language="zh")


def test_mermaid_draws_each_step_once_with_arrows_from_what_comes_first() -> None:
    graph = ConceptGraph()
    for id, name in (("a", 'say "x" <b>'), ("b", "end")):
        graph.add_concept(Concept(id, name))
    graph.add_relation(Relation("a", "b", "requires"))
    lines = as_mermaid(graph, learning_path(graph, ["a"])).splitlines()
    assert lines == ["flowchart LR", '  s1["end"]', '  s2(["say #quot;x#quot; &lt;b>"])', "  s1 --> s2"]
