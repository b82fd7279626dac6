"""The Learn page in a real browser: a path that shrinks, marks that last, a deck that Anki opens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from graph import known, store
from tests import samples
from tests.app import course
from tests.app.conftest import Serve, watch
from tests.app.explorer import Explorer
from tests.graph.formats.readers.documents import anki_collection

PHONE = {"viewport": {"width": 390, "height": 844}}


class Learner(Explorer):
    """What a learner does on the page."""

    def to(self, *targets: str) -> Learner:
        """Open the path to some targets."""
        self.page.goto(f"{self.address}/learn?" + "&".join(f"target={target}" for target in targets))
        self.rows.first.wait_for()
        return self

    @property
    def rows(self) -> Locator:
        """The rows of all lists."""
        return self.page.locator(".ng-step")

    @property
    def steps(self) -> Locator:
        """The names of the steps still to learn, in order."""
        return self.page.locator("ol.ng-step-list .ng-concept")

    def row(self, name: str) -> Locator:
        """The row of a concept."""
        return self.rows.filter(has=self.page.get_by_role("button", name=re.compile(f": {name}$"))).first

    def tick(self, name: str) -> Locator:
        """The tick of a concept."""
        return self.page.get_by_role("checkbox", name=f"会了: {name}", exact=True)

    def tab(self, name: str) -> None:
        """Open a tab."""
        self.page.get_by_role("tab", name=name, exact=True).click()


@pytest.fixture(scope="module")
def course_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the course."""
    folder = tmp_path_factory.mktemp("course")
    course.write(folder)
    return folder


@pytest.fixture(scope="module")
def course_address(serve: Serve, course_folder: Path) -> str:
    """The address of the app on the course."""
    return serve(course_folder / "notes", course_folder / "graph.json")


@pytest.fixture
def learner(
    make_page: Callable[..., Page], course_folder: Path, course_address: str, request: pytest.FixtureRequest
) -> Iterator[Learner]:
    """The app on the course, nothing known yet; parametrize indirectly with options of the browser context."""
    known.known_file(course_folder / "notes").unlink(missing_ok=True)
    page = make_page(**getattr(request, "param", {}))
    away, errors = watch(page)
    yield Learner(page, course_address)
    page.close()
    assert not away
    assert not errors


def test_find_a_path_tick_two_steps_reload_and_take_the_deck_to_anki(
    learner: Learner, course_folder: Path, tmp_path: Path
) -> None:
    learner.page.goto(f"{learner.address}/learn")
    box = learner.page.locator(".st-key-goal-search").get_by_role("combobox")
    box.fill("qlroa")
    box.press("Enter")
    expect(learner.steps).to_have_text(["微调", "参数高效微调", "低秩分解", "LoRA", "量化", "NF4", "QLoRA"])
    learner.expect_address("all('target').join() === 'qlora'")
    for name, left in (("微调", 6), ("参数高效微调", 5)):
        learner.tick(name).check()
        expect(learner.steps).to_have_count(left)
    expect(learner.page.get_by_text("共 5 步")).to_be_visible()
    learner.page.reload()
    expect(learner.steps).to_have_text(["低秩分解", "LoRA", "量化", "NF4", "QLoRA"])
    assert known.load(known.known_file(course_folder / "notes")) == ("参数高效微调", "微调")
    decks = [_download(learner, "Anki 卡片", tmp_path / f"{name}.apkg") for name in ("first", "again")]
    collection = anki_collection(tmp_path, *decks)
    cards = [collection.get_card(id) for id in collection.find_cards("is:new")]
    fronts = [card.note().fields[0] for card in sorted(cards, key=lambda card: card.due)]
    collection.close()
    assert [name for name in fronts if "？" not in name] == ["低秩分解", "LoRA", "量化", "NF4", "QLoRA"]
    assert "QLoRA 由什么改进而来？" in fronts
    assert len(fronts) == len(set(fronts))


def _download(learner: Learner, label: str, path: Path) -> Path:
    with learner.page.expect_download() as started:
        learner.page.get_by_role("button", name=label).click()
    started.value.save_as(path)
    return path


def test_each_step_quotes_its_reason_and_opens_the_note_there(learner: Learner) -> None:
    learner.to("qlora")
    row = learner.row("LoRA")
    expect(row).to_contain_text("先学 参数高效微调 · 是它的一种 + 低秩分解 · 用到它")
    expect(row).to_contain_text("LoRA 是一种参数高效微调方法，它用低秩分解表示权重的变化")
    row.get_by_role("button", name="打开 finetuning/微调.md:30").first.click()
    note = learner.page.get_by_role("dialog")
    expect(note.locator(".st-key-note-marked")).to_contain_text("LoRA 是一种参数高效微调方法")


def test_the_explorer_leads_to_the_path_and_back_to_the_concept(learner: Learner) -> None:
    learner.open(concept="qlora")
    learner.card.get_by_role("tab", name="学习顺序").click()
    learner.card.get_by_role("button", name="学习路径").click()
    expect(learner.steps).to_have_count(7)
    learner.expect_address("all('target').join() === 'qlora'")
    learner.row("NF4").get_by_role("button", name="在探索页打开: NF4").click()
    learner.expect_title("NF4")
    learner.page.get_by_role("link", name="学习路径").click()
    expect(learner.steps).to_have_count(7)


def test_a_passage_is_read_in_place_with_math_code_and_picture(learner: Learner) -> None:
    learner.to("lora")
    row = learner.row("LoRA")
    row.get_by_text("读原文").click()
    expect(row.locator("math").first).to_be_visible()
    expect(row.locator("pre code")).to_contain_text("h = w @ x")
    assert row.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 160
    expect(row).to_contain_text("约 1 分钟")


def test_the_map_runs_from_left_to_right_and_a_click_marks_the_step(learner: Learner) -> None:
    learner.to("qlora").page.wait_for_function("globalThis.notegraph && notegraph.labels.length")
    at = learner.view()["at"]
    assert at["微调"]["x"] < at["参数高效微调"]["x"] < at["lora"]["x"] < at["qlora"]["x"]
    assert at["量化"]["x"] < at["nf4"]["x"] < at["qlora"]["x"]
    assert {(edge["from"], edge["to"]) for edge in learner.edges()} >= {("lora", "qlora"), ("微调", "参数高效微调")}
    assert ("量化", "qlora") not in {(edge["from"], edge["to"]) for edge in learner.edges()}
    learner.click_node("lora")
    expect(learner.page.locator(".ng-chosen")).to_contain_text("LoRA")


def test_a_known_step_can_be_unticked_again(learner: Learner) -> None:
    learner.to("lora")
    learner.tick("微调").check()
    expect(learner.steps).to_have_count(3)
    learner.tick("微调").uncheck()
    expect(learner.steps).to_have_count(4)


def test_two_open_tabs_lose_nothing(learner: Learner, make_page: Callable[..., Page], course_folder: Path) -> None:
    learner.to("qlora")
    other = Learner(make_page(), learner.address).to("qlora")
    learner.tick("微调").check()
    expect(learner.steps).to_have_count(6)
    other.tick("量化").check()
    expect(other.steps).to_have_count(5)
    other.tick("NF4").check()
    expect(other.steps).to_have_count(4)
    learner.tick("低秩分解").check()
    expect(learner.steps).to_have_count(3)
    assert known.load(known.known_file(course_folder / "notes")) == ("NF4", "低秩分解", "微调", "量化")
    other.page.close()


def test_the_keyboard_alone_ticks_step_after_step(learner: Learner) -> None:
    learner.to("qlora")
    learner.tick("微调").focus()
    for left in (6, 5):
        learner.page.keyboard.press("Space")
        expect(learner.steps).to_have_count(left)
        learner.page.wait_for_timeout(200)
    expect(learner.tick("低秩分解")).to_be_focused()
    learner.page.keyboard.press("Tab")
    learner.page.keyboard.press("Enter")
    expect(learner.row("低秩分解").locator("math").first).to_be_visible()


def test_other_tabs_tell_what_comes_before_after_and_next(learner: Learner) -> None:
    learner.to("lora")
    learner.tab("前置")
    expect(learner.rows).to_have_text(
        [re.compile("参数高效微调"), re.compile("低秩分解"), re.compile("^微调.*往前 2 步")]
    )
    learner.tab("解锁")
    expect(learner.rows).to_have_text([re.compile("QLoRA.*往后 1 步")])
    learner.tab("现在可学")
    expect(learner.rows).to_have_text([re.compile(f"^{name}") for name in ("微调", "量化", "低秩分解")])
    learner.tab("关键基础")
    expect(learner.rows.first).to_contain_text("微调打开 5 个概念")
    learner.row("量化").get_by_role("button", name="设为目标: 量化").click()
    expect(learner.page.get_by_role("button", name="量化 ✕")).to_be_visible()
    learner.expect_address("all('target').join() === 'lora,量化'")


def test_the_drill_asks_answers_and_repeats_what_was_missed(learner: Learner) -> None:
    learner.to("qlora")
    learner.tab("面试自测")
    drill = learner.page.locator(".ng-drill")
    expect(drill.get_by_role("heading")).to_have_text("参数高效微调 解决什么问题？")
    drill.get_by_role("button", name="看答案").click()
    expect(drill).to_contain_text("参数高效微调只训练少量参数，是微调的一种，缓解显存不足。")
    drill.get_by_role("button", name="没答上").click()
    expect(drill.get_by_role("heading")).to_have_text("LoRA 属于什么？")
    options = drill.locator(".ng-option")
    names = [text.split("\n")[-1] for text in options.all_inner_texts()]
    assert sorted(names) == ["全量微调", "参数高效微调"]
    learner.page.keyboard.press(str(names.index("参数高效微调") + 1))
    expect(drill).to_contain_text("答对了")
    _to_the_end(drill)
    expect(drill.get_by_role("heading")).to_have_text(re.compile(r"答对 \d / \d"))
    drill.get_by_role("button", name="只练没答对的").click()
    expect(drill.get_by_role("heading")).to_have_text("参数高效微调 解决什么问题？")


def _to_the_end(drill: Locator) -> None:
    for _ in range(20):
        for name in ("下一题", "答上了", "看答案"):
            if drill.get_by_role("button", name=name, exact=True).count():
                drill.get_by_role("button", name=name, exact=True).click()
                break
        else:
            if not drill.locator(".ng-option:enabled").count():
                return
            drill.locator(".ng-option:enabled").first.click()


def test_the_study_plan_is_markdown_in_the_language_of_the_page(learner: Learner, tmp_path: Path) -> None:
    learner.to("lora")
    plan = _download(learner, "学习计划", tmp_path / "plan.md").read_text("utf-8")
    assert plan.startswith("# 学习路径：**LoRA**\n\n共 4 步")
    assert "- [ ] **4. LoRA** — finetuning/微调.md:28, 约 1 分钟" in plan


@pytest.mark.parametrize(
    "learner", [{}, {"color_scheme": "dark"}, PHONE], indirect=True, ids=["light", "dark", "phone"]
)
def test_axe_finds_no_serious_violation_and_nothing_is_wider_than_the_screen(learner: Learner) -> None:
    for tab in ("路径", "面试自测"):
        learner.to("qlora", "QLoRAA", "贝叶斯定理").tab(tab)
        learner.page.wait_for_timeout(600)
        found = Axe().run(learner.page).response["violations"]
        assert not [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert learner.page.evaluate(wide) <= 0


def test_hostile_names_and_passages_stay_text(serve: Serve, make_page: Callable[..., Page], tmp_path: Path) -> None:
    graph = samples.hostile_graph()
    store.save(graph, tmp_path / "graph.json")
    (tmp_path / "notes").mkdir()
    page = make_page()
    away, errors = watch(page)
    page.add_init_script("window.alert = () => { window.harmed = true; }")
    bad = next(concept for concept in graph.concepts() if "<script>" in concept.name)
    learner = Learner(page, serve(tmp_path / "notes", tmp_path / "graph.json")).to(bad.id)
    learner.rows.first.locator("summary").click()
    expect(learner.rows.first.locator(".ng-prose p").last).to_be_visible()
    for name in ("前置", "解锁", "面试自测", "路径"):
        learner.tab(name)
        page.wait_for_timeout(500)
    expect(learner.rows.first).to_contain_text("<script>alert")
    assert not page.evaluate("window.harmed === true")
    assert not away
    assert not errors
