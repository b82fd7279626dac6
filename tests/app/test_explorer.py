"""The features of the explorer, each through what a user sees."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from tests.app.explorer import Explorer


def test_zoom_and_positions_survive_twenty_clicks_filters_and_searches(explorer: Explorer) -> None:
    explorer.open()
    explorer.page.get_by_role("button", name="放大").click()
    before = explorer.view()
    inside = [id for id in ("注意力机制", "多头注意力", "lora", "qlora", "参数高效微调") if _on_canvas(explorer, id)]
    for id in [*inside, *inside, *inside, *inside, *inside][:20]:
        explorer.click_node(id)
        explorer.page.wait_for_timeout(120)
    for text in ("gqa", "lora", "attention"):
        explorer.search(text)
        explorer.page.wait_for_timeout(120)
    for label in ("使用", "对比", "解决", "使用", "对比", "解决"):
        explorer.page.get_by_role("button", name=label, exact=True).click()
        explorer.page.wait_for_timeout(150)
    for name in ("关系", "学习顺序", "讲解"):
        explorer.tab(name)
    explorer.page.go_back()
    explorer.page.go_back()
    explorer.page.wait_for_timeout(600)
    after = explorer.view()
    assert after["scale"] == before["scale"]
    assert {id: after["at"][id] for id in before["at"]} == before["at"]


def _on_canvas(explorer: Explorer, id: str) -> bool:
    at, area = explorer.node(id), explorer.page.locator(".ng-ground").bounding_box()
    assert area
    return area["x"] + 60 < at["x"] < area["x"] + area["width"] - 200 and area["y"] + 60 < at["y"] < area["y"] + 400


def test_a_click_shifts_nothing_on_the_page(explorer: Explorer) -> None:
    explorer.open()
    before = explorer.page.locator(".ng-stage").bounding_box()
    explorer.click_node("注意力机制")
    explorer.expect_title("注意力机制")
    assert explorer.page.locator(".ng-stage").bounding_box() == before


def test_passages_show_math_code_tables_and_only_local_images(explorer: Explorer) -> None:
    explorer.open(concept="注意力机制")
    passage = explorer.card.locator(".st-key-passage-0")
    expect(passage.locator(".katex").first).to_be_visible()
    expect(passage.locator("pre code")).to_contain_text("scores = q @ k.T")
    expect(passage.locator("table")).to_contain_text("MQA")
    image = passage.locator("img")
    expect(image).to_have_count(1)
    assert image.evaluate("image => image.complete && image.naturalWidth") == 120
    expect(passage).to_contain_text("外面的图")
    expect(passage).to_contain_text("<b>粗体</b>")


def test_a_definition_shows_its_formulas_and_keeps_tags_as_text(explorer: Explorer) -> None:
    explorer.open(concept="多头注意力")
    definition = explorer.card.locator(".ng-quote")
    expect(definition.locator("math msub")).to_have_text("WV")
    expect(definition).to_contain_text("个头见<i>下</i>")
    expect(definition).not_to_contain_text("$")


def test_the_whole_note_opens_with_the_passage_marked(explorer: Explorer) -> None:
    explorer.open(concept="多头注意力")
    explorer.card.get_by_role("button", name=re.compile("打开 attention.md:20")).first.click()
    note = explorer.page.get_by_role("dialog")
    expect(note.locator(".st-key-note-marked")).to_contain_text("多头注意力把注意力机制并行做多次")
    expect(note.locator(".st-key-note-before")).to_contain_text("按相关程度")
    expect(note.locator(".st-key-note-after")).to_contain_text("GQA 由 MHA 改进而来")


@pytest.mark.parametrize("explorer", [{"viewport": {"width": 1200, "height": 560}}], indirect=True)
def test_a_long_note_opens_at_the_passage(explorer: Explorer) -> None:
    explorer.go("/", concept="topic-60")
    explorer.card.get_by_role("button", name=re.compile("打开 topics.md:126")).click()
    mark = explorer.page.get_by_role("dialog").locator(".st-key-note-marked")
    expect(mark).to_contain_text("Topic 60")
    expect(mark).to_be_in_viewport()
    expect(explorer.page.get_by_role("dialog").get_by_text("title: Topics")).to_have_count(1)
    expect(explorer.page.get_by_role("dialog").locator("pre")).to_contain_text("title: Topics")


def test_filters_change_the_graph_and_the_address(explorer: Explorer) -> None:
    explorer.open()
    assert any(edge["name"] == "使用" for edge in explorer.edges())
    explorer.page.get_by_role("button", name="使用", exact=True).click()
    explorer.page.wait_for_function("notegraph.edges.get().every(edge => edge.name !== '使用')")
    explorer.expect_address("all('relation').length > 0 && !all('relation').includes('uses')")
    explorer.page.get_by_role("button", name="重置筛选").click()
    explorer.page.wait_for_function("notegraph.edges.get().some(edge => edge.name === '使用')")
    explorer.expect_address("all('relation').length === 0")


def test_a_shared_address_shows_the_same_view(explorer: Explorer) -> None:
    explorer.open(limit="10", kind="method", relation="is_a", note="attention.md")
    assert explorer.shown() == {"注意力机制", "多头注意力", "分组查询注意力", "多查询注意力"}
    assert {edge["name"] for edge in explorer.edges()} == {"是一种"}
    explorer.open(importance="0.8", confidence="0.5")
    assert "topic-0" not in explorer.shown()
    explorer.open(origin="lexicon")
    assert {edge["name"] for edge in explorer.edges()} == {"使用"}


def test_a_view_is_saved_by_name_and_opened_again(explorer: Explorer) -> None:
    explorer.open(limit="10", concept="lora")
    explorer.page.get_by_text("已存视图").click()
    name = explorer.page.get_by_role("textbox", name="视图名称")
    name.fill("我的视图")
    name.press("Enter")
    explorer.page.get_by_role("button", name="保存", exact=True).click()
    saved = explorer.page.get_by_role("button", name="我的视图")
    expect(saved).to_be_visible()
    explorer.open()
    explorer.page.get_by_text("已存视图").click()
    saved.click()
    explorer.expect_title("LoRA")
    explorer.page.wait_for_function("location.search.includes('limit=10')")


def test_focus_shows_a_neighbourhood_of_chosen_depth_and_direction(explorer: Explorer) -> None:
    explorer.open(concept="多查询注意力")
    explorer.card.get_by_role("button", name="聚焦").click()
    explorer.page.wait_for_function("notegraph.data.scene.startsWith('around')")
    assert explorer.shown() == {"多查询注意力", "分组查询注意力", "显存", "注意力机制"}
    explorer.open(concept="多查询注意力", around="多查询注意力", depth="2")
    assert {"多头注意力", "lora"} < explorer.shown()
    assert not {"qlora", "参数高效微调"} & explorer.shown()
    explorer.open(concept="多查询注意力", around="多查询注意力", depth="3")
    assert {"qlora", "参数高效微调"} < explorer.shown()
    explorer.open(concept="lora", around="lora", direction="out", relation="is_a")
    assert explorer.shown() == {"lora", "参数高效微调"}
    explorer.open(concept="lora", around="lora", direction="in", relation="derives_from")
    assert explorer.shown() == {"lora", "qlora"}
    explorer.card.get_by_role("button", name="回到总览").click()
    expect(explorer.count).to_have_text(re.compile("显示 60"))


def test_double_click_and_key_expand_in_place(explorer: Explorer) -> None:
    explorer.open(limit="8")
    assert "topic-0" not in explorer.shown()
    before = explorer.view()
    at = explorer.node("lora")
    explorer.page.mouse.dblclick(at["x"], at["y"])
    explorer.expect_shown("topic-0", "topic-3")
    explorer.expect_address("all('opened').join() === 'lora'")
    after = explorer.view()
    assert all(after["at"][id] == before["at"][id] for id in before["at"])
    explorer.expect_title("LoRA")
    explorer.page.locator(".ng-ground").press("e")
    explorer.page.wait_for_function("!notegraph.nodes.get('topic-3')")


def test_the_keyboard_alone_walks_selects_and_zooms(explorer: Explorer) -> None:
    explorer.open()
    stage = explorer.page.get_by_role("application")
    stage.focus()
    explorer.page.keyboard.press("ArrowRight")
    explorer.page.keyboard.press("ArrowDown")
    cursor = explorer.page.evaluate("notegraph.nodes.get(notegraph.cursor).name")
    explorer.page.keyboard.press("Enter")
    explorer.expect_title(cursor)
    scale = explorer.view()["scale"]
    explorer.page.keyboard.press("+")
    explorer.page.wait_for_function("scale => notegraph.network.getScale() > scale", arg=scale)
    explorer.page.keyboard.press("f")
    explorer.page.wait_for_function("notegraph.data.scene.startsWith('around')")


def test_a_dragged_concept_stays_where_it_was_put(explorer: Explorer) -> None:
    explorer.open()
    at = explorer.node("注意力机制")
    explorer.page.mouse.move(at["x"], at["y"])
    explorer.page.mouse.down()
    explorer.page.mouse.move(at["x"] + 50, at["y"] + 40, steps=4)
    explorer.page.mouse.up()
    put = explorer.node("注意力机制")
    assert abs(put["x"] - at["x"] - 50) < 12
    explorer.search("lora")
    explorer.expect_title("LoRA")
    assert explorer.node("注意力机制") == put
    explorer.page.get_by_role("button", name="把拖动过的概念放回原位").click()
    assert abs(explorer.node("注意力机制")["x"] - at["x"]) < 1


def test_map_fit_and_zoom_move_the_view(explorer: Explorer) -> None:
    explorer.open()
    start = explorer.view()
    area = explorer.page.locator(".ng-map").bounding_box()
    assert area
    explorer.page.mouse.click(area["x"] + 20, area["y"] + 20)
    assert explorer.view()["middle"] != start["middle"]
    explorer.page.get_by_role("button", name="缩小").click()
    assert explorer.view()["scale"] < start["scale"]
    explorer.page.get_by_role("button", name="显示全部").click()
    assert explorer.view()["scale"] == pytest.approx(start["scale"])


def test_a_click_beside_a_small_node_picks_the_nearest(explorer: Explorer) -> None:
    explorer.open()
    explorer.page.evaluate("notegraph.network.moveTo({scale: 0.08})")
    at = explorer.node("注意力机制")
    explorer.page.mouse.click(at["x"] + 3, at["y"] + 2)
    expect(explorer.title).to_be_visible()


def test_png_and_svg_of_what_is_seen(explorer: Explorer, tmp_path: Path) -> None:
    explorer.open()
    for kind in ("PNG", "SVG"):
        with explorer.page.expect_download() as download:
            explorer.page.get_by_role("button", name=f"下载当前画面 {kind}").click()
        download.value.save_as(tmp_path / kind)
    assert (tmp_path / "PNG").read_bytes().startswith(b"\x89PNG")
    picture = ElementTree.parse(tmp_path / "SVG").getroot()
    names = {text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert "注意力机制" in names
    assert sum(1 for _ in picture.iter("{http://www.w3.org/2000/svg}line")) == len(explorer.edges())


def test_the_table_holds_the_same_concepts_sorts_and_picks_by_keyboard(explorer: Explorer) -> None:
    explorer.go(mode="table", limit="8")
    rows = explorer.page.locator(".ng-table tbody tr")
    expect(rows).to_have_count(8)
    expect(rows.first).to_contain_text("注意力机制")
    head = explorer.page.get_by_role("columnheader", name="概念")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(rows.first).to_contain_text("参数高效微调")
    rows.first.get_by_role("button").press("Enter")
    explorer.expect_title("参数高效微调")
    expect(rows.first).to_have_attribute("aria-selected", "true")


def test_the_rows_of_the_table_are_low_and_their_texts_whole(explorer: Explorer) -> None:
    explorer.go(mode="table", limit="80")
    row = explorer.page.locator(".ng-table tbody tr", has_text="PEFT")
    area = row.bounding_box()
    assert area
    assert area["height"] < 34
    expect(row.locator("td").nth(1)).to_have_attribute("title", "PEFT")


def test_two_concepts_are_connected_and_compared_with_sentences(explorer: Explorer) -> None:
    explorer.open(concept="分组查询注意力")
    explorer.card.get_by_role("button", name="联系与比较").click()
    second = explorer.page.locator(".st-key-pair-1").get_by_role("combobox")
    second.fill("多查询")
    second.press("Enter")
    page = explorer.page.locator(".st-key-card-wide")
    expect(page).to_contain_text("最短联系（1 条，1 步）")
    expect(page.locator(".st-key-chain-0")).to_contain_text("GQA 与 MQA 常被比较。")
    expect(page).to_contain_text("笔记如何对比它们")
    second.fill("显存")
    second.press("Enter")
    expect(page).to_contain_text("2 步")
    expect(page.locator(".st-key-chain-0")).to_contain_text("节省显存")
    page.locator(".st-key-chain-0").get_by_role("button", name="显存", exact=True).click()
    explorer.expect_title("显存")


def test_the_interface_speaks_english_too(explorer: Explorer) -> None:
    explorer.open(concept="lora")
    explorer.page.get_by_role("radio", name="English").click()
    expect(explorer.card.get_by_role("tab", name="Relations")).to_be_visible()
    expect(explorer.count).to_have_text("Showing 60 of 88 concepts")
    explorer.expect_address("all('lang').join() === 'en'")
    explorer.expect_title("LoRA")


@pytest.mark.parametrize("explorer", [{"color_scheme": "dark"}], indirect=True)
def test_dark_is_dark_on_the_canvas_too(explorer: Explorer) -> None:
    explorer.open()
    ground = json.loads(explorer.page.evaluate("JSON.stringify(notegraph.theme)"))["ground"]
    assert ground.lower() == "#14181f"


@pytest.mark.parametrize("explorer", [{"viewport": {"width": 390, "height": 844}, "has_touch": True}], indirect=True)
def test_a_phone_shows_all_without_scrolling_sideways(explorer: Explorer) -> None:
    explorer.open(concept="注意力机制")
    wide = explorer.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    explorer.title.scroll_into_view_if_needed()
    expect(explorer.title).to_be_visible()


@pytest.mark.parametrize(("lang", "name"), [("zh", "选择文件"), ("en", "Choose files")])
def test_the_button_of_an_upload_speaks_the_language_of_the_interface(explorer: Explorer, lang: str, name: str) -> None:
    explorer.go("/notes", lang=lang)
    button = explorer.page.get_by_test_id("stFileUploaderDropzone").get_by_role("button", name=re.compile(name))
    expect(button.locator("p")).to_have_css("font-size", "0px")
    with explorer.page.expect_file_chooser():
        button.press("Enter")


def test_the_notes_page_lists_notes_and_opens_them(explorer: Explorer) -> None:
    explorer.go("/notes")
    expect(explorer.page.get_by_text("3 篇笔记 · 88 个概念")).to_be_visible()
    explorer.page.get_by_role("button", name="参数高效微调").click()
    expect(explorer.page.get_by_role("dialog")).to_contain_text("参数高效微调只训练少量参数。")
