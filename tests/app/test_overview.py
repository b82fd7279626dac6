"""What the map shows at first, what the filters make of it by hand, and how its lines are told apart."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.app.explorer import Explorer


def test_the_overview_names_its_areas_and_tells_how_much_it_shows(explorer: Explorer) -> None:
    explorer.open()
    expect(explorer.count).to_have_text("显示 60 / 88 个概念")
    areas = explorer.page.evaluate("notegraph.areas.map(area => [area.name, area.colour])")
    assert "注意力机制 · 多头注意力" in [name for name, _ in areas]
    assert len({colour for _, colour in areas}) == len(areas) > 2
    named = explorer.page.evaluate("notegraph.labels.filter(label => String(label.of).startsWith('area')).length")
    assert named > 0


def test_the_slider_shows_more_and_what_was_there_stays(explorer: Explorer) -> None:
    explorer.open()
    before = explorer.view()
    slider = explorer.page.get_by_role("slider", name="显示多少个概念")
    slider.press("ArrowRight")
    expect(explorer.count).to_have_text("显示 65 / 88 个概念")
    slider.press("Home")
    expect(explorer.count).to_have_text("显示 5 / 88 个概念")
    after = explorer.view()
    assert after["scale"] == before["scale"]
    assert all(before["at"][id] == place for id, place in after["at"].items())


def test_the_legend_tells_kinds_by_colour_dash_and_shape(explorer: Explorer) -> None:
    explorer.open()
    legend = explorer.page.locator(".ng-legend")
    legend.get_by_text("图例").click()
    for name in ("是一种", "解决", "对比", "方法", "模型", "问题", "社区（以中心概念命名）"):
        expect(legend.locator(".ng-legend-item", has_text=name).first).to_be_visible()
    strokes = "paths => paths.map(path => `${path.getAttribute('stroke')} ${path.getAttribute('stroke-dasharray')}`)"
    lines = legend.locator(".ng-legend-item path[stroke]").evaluate_all(strokes)
    assert len(set(lines)) == len(lines) > 3


def test_arrows_show_the_direction_and_names_of_lines_come_with_zoom(explorer: Explorer) -> None:
    explorer.open()
    edges = {(edge["from"], edge["to"]): edge for edge in explorer.edges()}
    assert edges["qlora", "lora"]["arrows"] == "to"
    assert edges["分组查询注意力", "多查询注意力"]["arrows"] == ""
    explorer.page.evaluate("notegraph.network.moveTo({scale: 0.3})")
    assert not _line_names(explorer)
    explorer.page.evaluate("notegraph.network.moveTo({scale: 1.6, position: notegraph.at('多查询注意力')})")
    explorer.page.wait_for_function("notegraph.labels.some(label => label.plate)")
    assert _line_names(explorer) <= {"是一种", "解决", "对比", "改进自", "使用", "改进自 +1"}


def _line_names(explorer: Explorer) -> set[str]:
    return set(explorer.page.evaluate("notegraph.labels.filter(label => label.plate).map(label => label.text)"))


@pytest.mark.parametrize(("name", "parameter"), [("理论", "kind"), ("未定", "kind")])
def test_a_kind_of_concept_is_chosen_by_hand(explorer: Explorer, name: str, parameter: str) -> None:
    explorer.open()
    explorer.page.get_by_role("button", name=name, exact=True).click()
    explorer.page.wait_for_function("!notegraph.nodes.get('lora')")
    explorer.expect_address(f"all('{parameter}').length === 1")
    assert explorer.shown() == {"参数高效微调"} if name == "理论" else "topic-0" in explorer.shown()


@pytest.mark.parametrize(
    ("label", "option", "parameter", "gone"),
    [("社区", "注意力机制 · 多头注意力", "community", "lora"), ("来源笔记", "tuning.md", "note", "注意力机制")],
)
def test_a_community_or_a_note_is_chosen_by_hand(
    explorer: Explorer, label: str, option: str, parameter: str, gone: str
) -> None:
    explorer.open()
    explorer.page.get_by_role("combobox", name=re.compile(label)).fill(option)
    explorer.page.get_by_role("option", name=option).click()
    explorer.page.wait_for_function("id => !notegraph.nodes.get(id)", arg=gone)
    assert len(explorer.shown()) > 1
    explorer.expect_address(f"all('{parameter}').length === 1")


def test_importance_confidence_and_origin_are_set_by_keyboard(explorer: Explorer) -> None:
    explorer.open()
    explorer.page.get_by_role("slider", name="最低重要度").press("ArrowRight")
    explorer.page.wait_for_function("!notegraph.nodes.get('topic-79')")
    explorer.expect_address("all('importance').join() === '0.05'")
    explorer.page.get_by_role("slider", name="最低可信度").press("End")
    explorer.page.wait_for_function("notegraph.edges.length === 0")
    explorer.page.get_by_role("button", name="重置筛选").press("Enter")
    explorer.page.wait_for_function("notegraph.edges.length > 10")
    explorer.page.get_by_role("button", name="背景词库", exact=True).press("Enter")
    explorer.page.wait_for_function("notegraph.edges.get().every(edge => !edge.id.includes('topic'))")
    explorer.expect_address("all('origin').length > 0 && !all('origin').includes('lexicon')")


def test_filters_that_nothing_passes_say_so(explorer: Explorer) -> None:
    explorer.go(kind="metric")
    expect(explorer.page.get_by_text("没有概念符合这些筛选条件")).to_be_visible()


def test_a_saved_view_is_deleted(explorer: Explorer) -> None:
    explorer.open(limit="15")
    explorer.page.get_by_text("已存视图").click()
    explorer.page.get_by_role("textbox", name="视图名称").fill("要删的")
    explorer.page.get_by_role("textbox", name="视图名称").press("Enter")
    explorer.page.get_by_role("button", name="保存", exact=True).click()
    saved = explorer.page.get_by_role("button", name="要删的")
    expect(saved).to_be_visible()
    row = explorer.page.locator("[data-testid=stHorizontalBlock]", has=saved)
    row.get_by_role("button", name="✕").click()
    expect(saved).to_have_count(0)


def test_all_shortest_ways_and_what_two_concepts_share(explorer: Explorer) -> None:
    explorer.go("/connect", a="多头注意力", b="多查询注意力")
    page = explorer.page.locator(".st-key-card-wide")
    expect(page).to_contain_text("最短联系（2 条，2 步）")
    explorer.page.locator(".st-key-chain-1 summary").click()
    ways = page.locator("[class*='st-key-chain-'] .ng-card")
    expect(ways).to_have_count(2)
    for way in ways.all():
        expect(way.locator(".ng-relation:has(q)")).to_have_count(2)
    expect(page).to_contain_text("GQA 由 MHA 改进而来")
    expect(page.locator(".st-key-compare-common")).to_contain_text("注意力机制")
    expect(page.locator(".st-key-compare-0 .ng-quote")).to_contain_text("并行做多次")
    expect(page.locator(".st-key-compare-1 .ng-quote")).to_contain_text("共用一组键值")


def test_the_empty_page_of_two_concepts_offers_pairs_of_the_notes(explorer: Explorer) -> None:
    explorer.go("/connect")
    explorer.page.get_by_role("button", name="分组查询注意力 – 多查询注意力").click()
    expect(explorer.page.locator(".st-key-card-wide")).to_contain_text("GQA 与 MQA 常被比较。")


def test_a_name_like_nothing_else_gets_a_hint(explorer: Explorer) -> None:
    explorer.open(concept="qqqqqqqqqq")
    expect(explorer.card).to_contain_text("换一个名字或别名试试")


def test_a_concept_is_shifted_and_put_back_by_keyboard(explorer: Explorer) -> None:
    explorer.open(concept="lora")
    explorer.expect_title("LoRA")
    explorer.page.wait_for_function("notegraph.selected === 'lora'")
    before = explorer.node("lora")
    explorer.page.get_by_role("application").press("Shift+ArrowRight")
    assert explorer.node("lora")["x"] == pytest.approx(before["x"] + 20, abs=1)
    explorer.search("qlora")
    explorer.expect_title("QLoRA")
    assert explorer.node("lora")["x"] == pytest.approx(before["x"] + 20, abs=1)
    explorer.page.get_by_role("button", name="把拖动过的概念放回原位").press("Enter")
    assert explorer.node("lora")["x"] == pytest.approx(before["x"], abs=1)
