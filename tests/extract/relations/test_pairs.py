"""Where the notes bring two concepts together, and what is made of it."""

from __future__ import annotations

import pytest

from extract.concepts.found import Found
from extract.concepts.passages import explain
from extract.occurrences import Finder
from extract.reading.document import Document
from extract.reading.markdown import parse
from extract.relations.contacts import Contact, chain, contacts
from extract.relations.extraction import Reading, claims, extract_relations
from extract.relations.pairs import describe, meetings, profiles, swapped
from extract.relations.scene import Scene
from extract.relations.weighing import turned, weigh
from graph.model import Alias, Concept

NOTE = """# 缓存

缓存是一种把数据放在近处的技术。

## 淘汰策略

常见的淘汰策略有：

- **LRU**：淘汰最久未使用的数据，基于链表。
- **LFU**：淘汰使用最少的数据。

LRU 与 LFU 的区别在于计数。

| 策略 | 结构 |
|---|---|
| LRU | 链表 |
| LFU | 堆 |
"""
NAMES = ("缓存", "淘汰策略", "LRU", "LFU", "链表", "堆")


def _concepts(*names: str) -> list[Concept]:
    return [Concept(name.lower(), name) for name in names]


def _read(text: str, concepts: list[Concept]) -> tuple[Document, list[Concept], dict[tuple[int, int], list]]:  # type: ignore[type-arg]
    document = parse(text, "note.md")
    finder = Finder(concepts)
    marks = {(0, b.index): found for b in document.blocks if b.text and (found := finder.find(b.text))}
    return document, explain(concepts, [document], marks), marks


def _contacts(text: str, *names: str) -> list[Contact]:
    document, concepts, marks = _read(text, _concepts(*names))
    return list(contacts(Scene(document, 0, marks, {c.id: c for c in concepts})))


def _reading(text: str, concepts: list[Concept]) -> Reading:
    document, concepts, marks = _read(text, concepts)
    return extract_relations(Found([document], concepts, marks))


def _kinds(found: list[Contact], first: str, second: str) -> set[str]:
    return {c.kind for c in found if (c.first, c.second) == (first, second)}


def test_each_way_of_meeting_is_seen() -> None:
    found = _contacts(NOTE, *NAMES)
    assert "child" in _kinds(found, "淘汰策略", "lru")
    assert "sibling" in _kinds(found, "lru", "lfu")
    assert {"sentence", "topic"} <= _kinds(found, "lru", "链表")
    assert "table" in _kinds(found, "lfu", "堆")
    assert not _kinds(found, "lru", "堆") & {"sentence", "table"}


def test_what_a_block_is_about_is_told_nearest_first() -> None:
    document, concepts, marks = _read(NOTE, _concepts(*NAMES))
    item = next(b for b in document.blocks if b.text.startswith("LRU："))
    scene = Scene(document, 0, marks, {c.id: c for c in concepts})
    assert [t.concept for t in chain(scene, item)][:2] == ["lru", "淘汰策略"]


def test_a_crowded_sentence_stays_small() -> None:
    names = [f"概念{n}号" for n in range(400)]
    crowded = len(_contacts("、".join(names) + "。\n", *names))
    assert crowded == len(_contacts("、".join(names[:100]) + "。\n", *names))


def test_a_long_paragraph_grows_in_proportion() -> None:
    sentence = "甲概念使用乙概念和丙概念。"
    few, many = (len(_contacts(sentence * n + "\n", "甲概念", "乙概念", "丙概念")) for n in (50, 500))
    assert many <= 10 * few


@pytest.mark.parametrize("name", ["a.own.han", "b.rule.table", "together", "a.sentence.b.是"])
def test_sides_swap_back(name: str) -> None:
    assert swapped(swapped(name)) == name


@pytest.mark.parametrize("name", [">uses", "<is_a", "contrasts_with"])
def test_kinds_turn_back(name: str) -> None:
    assert turned(turned(name)) == name


def test_the_order_of_the_ids_does_not_matter() -> None:
    """The same two concepts, with ids that sort the other way round, are read alike."""
    text = "# 缓存\n\n缓存使用哈希表保存数据。哈希表是一种数据结构。\n"
    forth = [Concept("a", "缓存"), Concept("b", "哈希表")]
    back = [Concept("b", "缓存"), Concept("a", "哈希表")]
    one, other = _weighed(text, forth), _weighed(text, back)
    assert one.related == other.related
    assert one.needs == other.needs[::-1]
    assert one.kinds == {turned(name): p for name, p in other.kinds.items()}


def _weighed(text: str, concepts: list[Concept]):  # type: ignore[no-untyped-def]
    document, concepts, marks = _read(text, concepts)
    found = Found([document], concepts, marks)
    return weigh(found, claims(found))["a", "b"]


def test_every_relation_quotes_the_note_and_names_its_rule() -> None:
    reading = _reading(NOTE, _concepts(*NAMES))
    assert reading.relations
    plain = "".join(NOTE.replace("*", "").replace("|", " ").split())
    for relation in reading.relations:
        assert relation.evidence
        for evidence in relation.evidence:
            assert evidence.rule
            assert 1 <= evidence.line <= NOTE.count("\n")
            assert all("".join(part.split()) in plain for part in evidence.quote.split("|")), evidence


def test_a_stated_kind_is_found() -> None:
    reading = _reading("# 红黑树\n\n红黑树是一种二叉搜索树。\n", [Concept("x", "红黑树"), Concept("y", "二叉搜索树")])
    assert ("x", "is_a", "y") in {(r.source, r.kind, r.target) for r in reading.relations}


def test_concepts_of_different_notes_do_not_meet() -> None:
    concepts = [Concept("x", "红黑树"), Concept("y", "光合作用")]
    documents = [parse("# 红黑树\n\n一种树。\n", "a.md"), parse("# 光合作用\n\n一种过程。\n", "b.md")]
    finder = Finder(concepts)
    marks = {(n, b.index): found for n, d in enumerate(documents) for b in d.blocks if (found := finder.find(b.text))}
    assert not meetings(Found(documents, concepts, marks), ())


def test_what_others_refer_to_comes_before_them() -> None:
    text = (
        "# 树\n\n树是一种图。\n\n# 堆\n\n堆是一种树。\n\n# 优先队列\n\n优先队列用堆，也用树。\n\n# 图\n\n图有点和边。\n"
    )
    document, concepts, marks = _read(text, _concepts("树", "堆", "优先队列", "图"))
    found = Found([document], concepts, marks)
    met, known = meetings(found, ()), profiles(found)
    assert known["堆"].refers == frozenset({"树"})
    assert known["堆"].referred == frozenset({"优先队列"})
    features = describe(("优先队列", "树"), met["优先队列", "树"], known, found.by_id())
    assert features["a.reference_distance"] == 0.5  # Of 堆 and 树, which it refers to, one refers to 树.
    assert features["b.reference_distance"] == -0.5


def test_a_name_that_only_opens_with_the_broader_one_is_no_kind_of_it() -> None:
    gradient = Concept("梯度", "梯度", aliases=(Alias("gradient", "en", "brackets"),))
    vanishing = Concept("梯度消失", "梯度消失", aliases=(Alias("vanishing gradient", "en", "brackets"),))
    natural = Concept("自然梯度", "自然梯度", aliases=(Alias("natural gradient", "en", "brackets"),))
    document, concepts, marks = _read("梯度消失和自然梯度都与梯度有关。\n", [gradient, vanishing, natural])
    found = claims(Found([document], concepts, marks))
    assert {(c.source, c.target) for c in found if c.evidence.rule == "head_noun"} == {("自然梯度", "梯度")}
