"""The Anki deck of a learning path, opened with Anki itself."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest

from graph.errors import NotegraphError
from graph.model import Concept, ConceptGraph, Evidence, Passage
from graph.path_deck import as_anki
from graph.paths import learning_path
from tests.graph.lessons import lesson
from tests.samples import hostile_graph

_NOW = 1_750_000_000.0


class Anki:
    """A fresh collection of Anki."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.collection = folder, Collection(str(folder / "collection.anki2"))

    def take(self, deck: bytes) -> None:
        """Import a deck with Anki's own settings, which take over only what is newer."""
        file = self.folder / "deck.apkg"
        file.write_bytes(deck)
        self.collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file)))

    def fronts(self) -> list[str]:
        """Return the fields in front of all new cards, in the order in which Anki will ask."""
        cards = [self.collection.get_card(id) for id in self.collection.find_cards("is:new")]
        return [card.note().fields[0] for card in sorted(cards, key=lambda card: card.due)]

    def field(self, front: str, name: str) -> str:
        """Return another field of the note with a front."""
        notes = map(self.collection.get_note, self.collection.find_notes(""))
        return str(next(note for note in notes if note.fields[0] == front)[name])


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path)
    yield opened
    opened.collection.close()


def _deck(graph: ConceptGraph, *targets: str, known: tuple[str, ...] = (), time: float = _NOW, to: str = "zh") -> bytes:
    return as_anki(graph, learning_path(graph, targets, known=known), language=to, time=time)


def _with_math() -> ConceptGraph:
    graph = lesson()
    passage = Passage("微调.md", 3, 9, "section", ("LoRA",), "## LoRA\n\n$$W + BA$$ 其中 $r<d$，<script>x</script>。")
    graph.add_concept(dataclasses.replace(graph.concept("lora"), passages=(passage,)))
    return graph


def test_cards_come_in_the_order_of_the_path_each_with_its_questions_after_it(anki: Anki) -> None:
    anki.take(_deck(lesson(), "qlora"))
    assert anki.fronts() == ["微调", "PEFT", "低秩分解", "LoRA", "量化", "QLoRA", "QLoRA 由什么改进而来？"]
    assert [deck.name for deck in anki.collection.decks.all_names_and_ids()] == ["Default", "学习路径 QLoRA"]


def test_a_card_explains_with_math_that_anki_draws_and_names_its_source(anki: Anki) -> None:
    anki.take(_deck(_with_math(), "lora"))
    explanation = anki.field("LoRA", "Explanation")
    assert "\\[W + BA\\]" in explanation
    assert "\\(r&lt;d\\)" in explanation
    assert "<script" not in explanation
    assert anki.field("LoRA", "Source") == "微调.md:3"


def test_a_question_has_its_answer_and_the_quote(anki: Anki) -> None:
    anki.take(_deck(lesson(), "qlora", to="en"))
    assert anki.field("What does QLoRA derive from?", "Answer").endswith("LoRA")
    assert "QLoRA 建立在 LoRA 之上。" in anki.field("What does QLoRA derive from?", "Quotes")
    assert "微调.md:7" in anki.field("What does QLoRA derive from?", "Quotes")


def test_options_are_lettered_and_the_answer_names_its_letter(anki: Anki) -> None:
    anki.take(_deck(lesson(), "qlora"))
    options = anki.field("QLoRA 由什么改进而来？", "Options")
    assert options.count("<li>") == 2
    letter = "AB"[options.index("Adapter") < options.index("LoRA")]
    assert anki.field("QLoRA 由什么改进而来？", "Answer") == f"{letter}. LoRA"


def test_importing_again_updates_cards_and_adds_none(anki: Anki) -> None:
    graph = lesson()
    anki.take(_deck(graph, "qlora"))
    before = anki.collection.card_count()
    graph.add_concept(dataclasses.replace(graph.concept("peft"), definition=Evidence("微调.md", 2, "改过的定义。")))
    anki.take(_deck(graph, "qlora", time=_NOW + 60))
    anki.take(_deck(graph, "qlora", time=_NOW + 120, to="en"))
    assert anki.collection.card_count() == before == 7
    assert "改过的定义。" in anki.field("PEFT", "Explanation")


def test_paths_that_share_concepts_share_their_cards(anki: Anki) -> None:
    anki.take(_deck(lesson(), "qlora"))
    anki.take(_deck(lesson(), "adapter"))
    assert anki.fronts().count("PEFT") == 1


def test_hostile_names_make_a_deck_that_anki_reads(anki: Anki) -> None:
    graph = hostile_graph()
    ids = sorted(graph.network)
    anki.take(_deck(graph, *ids))
    assert anki.collection.note_count() >= len(ids)


def test_the_same_time_gives_the_same_bytes() -> None:
    assert _deck(lesson(), "qlora") == _deck(lesson(), "qlora")


def test_a_deck_of_nothing_says_so() -> None:
    with pytest.raises(NotegraphError, match="nothing is left to learn; choose a target not known yet"):
        _deck(lesson(), "lora", known=("lora",))


def test_a_concept_with_nothing_to_say_has_no_card() -> None:
    graph = ConceptGraph()
    graph.add_concept(Concept("a", "A"))
    assert _deck(graph, "a")
