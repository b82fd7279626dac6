"""The main journey through the app, as a user sees it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.app.explorer import Explorer


def test_search_click_read_follow_and_back(explorer: Explorer) -> None:
    explorer.open()
    expect(explorer.count).to_have_text("显示 60 / 88 个概念")
    explorer.search("多查询")
    explorer.expect_title("多查询注意力")
    explorer.click_node("注意力机制")
    explorer.expect_title("注意力机制")
    explorer.expect_address("all('concept').join() === '注意力机制'")
    passage = explorer.card.locator(".st-key-passage-0")
    expect(passage).to_contain_text("按相关程度对值加权求和")
    explorer.tab("关系")
    explorer.card.get_by_role("button", name="多头注意力", exact=True).click()
    explorer.expect_title("多头注意力")
    explorer.tab("讲解")
    expect(explorer.card.locator(".st-key-passage-0")).to_contain_text("并行做多次")
    explorer.page.go_back()
    explorer.expect_title("注意力机制")
    explorer.page.go_back()
    explorer.expect_title("多查询注意力")
    explorer.page.go_forward()
    explorer.expect_title("注意力机制")


def test_a_link_opens_its_concept_by_id_or_alias(explorer: Explorer) -> None:
    explorer.open(concept="lora")
    explorer.expect_title("LoRA")
    explorer.open(concept="gqa")
    explorer.expect_title("分组查询注意力")


def test_an_unknown_concept_is_said_with_the_nearest_ones(explorer: Explorer) -> None:
    explorer.open(concept="QLoRAA")
    expect(explorer.card.get_by_role("heading", name="没有这个概念")).to_be_visible()
    expect(explorer.card).to_contain_text("QLoRAA")
    explorer.card.get_by_role("button", name="QLoRA", exact=True).click()
    explorer.expect_title("QLoRA")


def test_relations_are_quoted_with_their_place_in_both_directions(explorer: Explorer) -> None:
    explorer.open(concept="多头注意力")
    explorer.tab("关系")
    out = explorer.card.locator(".ng-group", has_text="是一种")
    expect(out).to_contain_text("多头注意力把注意力机制并行做多次。")
    expect(out.get_by_role("button", name="打开 attention.md:22")).to_be_visible()
    expect(explorer.card.locator(".ng-group", has_text="衍生出")).to_contain_text("GQA 由 MHA 改进而来")


def test_a_click_on_an_edge_shows_its_evidence(explorer: Explorer) -> None:
    explorer.open()
    a, b = explorer.node("qlora"), explorer.node("lora")
    explorer.page.mouse.click((a["x"] + b["x"]) / 2, (a["y"] + b["y"]) / 2)
    expect(explorer.card.get_by_role("heading", name="QLoRA 与 LoRA")).to_be_visible()
    expect(explorer.card).to_contain_text("QLoRA 在 LoRA 的基础上加入量化。")
    explorer.expect_address("all('link').sort().join() === 'lora,qlora'")


def test_learning_order_names_what_to_learn_first(explorer: Explorer) -> None:
    explorer.open(concept="qlora")
    explorer.tab("学习顺序")
    first = explorer.card.locator(".st-key-card-needs")
    first.get_by_role("button", name="LoRA", exact=True).click()
    explorer.expect_title("LoRA")


def test_a_concept_that_is_only_mentioned_says_so(explorer: Explorer) -> None:
    explorer.open(concept="topic-3")
    expect(explorer.card.locator(".ng-warn")).to_have_text("仅被提及，笔记没有解释")
    expect(explorer.card).to_contain_text("没有解释它的段落")


def test_the_trail_leads_back(explorer: Explorer) -> None:
    explorer.open(concept="lora")
    explorer.search("qlora")
    explorer.expect_title("QLoRA")
    trail = explorer.page.get_by_role("navigation", name="浏览过")
    expect(trail.get_by_role("button")).to_have_text(["总览", "LoRA", "QLoRA"])
    trail.get_by_role("button", name="LoRA", exact=True).click()
    explorer.expect_title("LoRA")
    expect(trail.get_by_role("button")).to_have_text(["总览", "LoRA"])


def test_typing_reads_as_a_person_types(explorer: Explorer) -> None:
    explorer.open()
    explorer.page.locator("body").press("/")
    expect(explorer.box).to_be_focused()
    for typed, name in (("zhuyili", "注意力机制"), ("zyl", "注意力机制"), ("LroA", "LoRA"), ("duotou", "多头注意力"),
                        ("low rank", "LoRA"), ("gqa", "分组查询注意力")):  # fmt: skip
        explorer.box.fill(typed)
        expect(explorer.hits.first).to_have_text(re.compile(f"^{name}"))
    explorer.box.fill("注意力")
    explorer.box.press("ArrowDown")
    expect(explorer.hits.nth(1)).to_have_attribute("aria-selected", "true")
    explorer.box.press("Enter")
    expect(explorer.title).to_contain_text("注意力")
    explorer.box.fill("没有的东西")
    expect(explorer.hits).to_have_text(["没有这个名字的概念"])
