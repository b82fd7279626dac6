"""What single document and picture formats promise beyond the contract."""

from __future__ import annotations

import dataclasses
import io
import json
import unicodedata
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser

from graph.formats import format_named
from graph.formats import mermaid as mermaid_format
from graph.formats._canvas import MAX_CONCEPTS
from graph.formats._filenames import file_names, safe_name
from graph.formats._outline import MAX_DEPTH, outline
from graph.model import Concept, ConceptGraph, Evidence, Relation
from tests.graph.formats.readers import pictures
from tests.graph.formats.readers.documents import anki_collection, open_vault
from tests.samples import HOSTILE_NAMES, generated_graph, hostile_graph, tiny_graph


def _written(graph: ConceptGraph, name: str, folder: Path, file: str = "graph") -> Path:
    format, content = format_named(name), io.BytesIO()
    format.write(graph, content)
    path = folder / f"{file}{format.extension}"
    path.write_bytes(content.getvalue())
    return path


def _chain(length: int) -> ConceptGraph:
    graph = ConceptGraph(title="chain")
    for number in range(length):
        graph.add_concept(Concept(id=f"c{number:05}", name=f"c{number}"))
    for number in range(1, length):
        graph.add_relation(Relation(f"c{number:05}", f"c{number - 1:05}", "is_a"))
    return graph


# --- Outlines


@pytest.mark.parametrize("graph", [tiny_graph(), hostile_graph(), generated_graph(50, 200), _chain(3000)])
def test_every_concept_has_one_place_of_its_own(graph: ConceptGraph) -> None:
    own = [entry.concept.id for entry in outline(graph) if not entry.repeated]
    assert sorted(own) == sorted(graph.network)


def test_no_line_is_deeper_than_readers_go() -> None:
    assert max(entry.depth for entry in outline(_chain(3000))) == MAX_DEPTH


def test_kinds_and_parts_stand_under_what_they_belong_to(tmp_path: Path) -> None:
    tree = etree.parse(_written(tiny_graph(), "opml", tmp_path))
    assert tree.xpath("//outline[@text='Attention']/outline/@text") == ["MHA"]
    assert tree.xpath("//outline[@text='参数高效微调']/outline/@text") == ["LoRA"]
    assert tree.xpath("//outline[@text='Attention']/@_note") == ["Attention weighs the values by how well keys fit."]


def test_the_outline_tells_relations_in_the_concepts_language(tmp_path: Path) -> None:
    text = _written(tiny_graph(), "markdown", tmp_path).read_text("utf-8")
    assert "  - *contrasts with*: MHA\n" in text
    assert "**参数高效微调** (PEFT) — 参数高效微调只训练少量参数。 (微调/lora.md:2)\n" in text


# --- Obsidian


def test_vault_notes_have_aliases_evidence_and_links(tmp_path: Path) -> None:
    vault = open_vault(_written(tiny_graph(), "obsidian", tmp_path), tmp_path / "vault")
    assert vault.get_front_matter("Attention")["aliases"] == ["注意力机制", "attention layer"]
    assert sorted(vault.get_wikilinks("GQA")) == ["Attention", "MHA", "MHA"]
    assert "> GQA improves on MHA. — attention.md:9" in vault.get_source_text("GQA")
    assert vault.isolated_notes == []


def test_vault_front_matter_keeps_hostile_aliases(tmp_path: Path) -> None:
    vault = open_vault(_written(hostile_graph(), "obsidian", tmp_path), tmp_path / "vault")
    found = {alias for note in vault.md_file_index for alias in vault.get_front_matter(note)["aliases"]}
    # U+FFFD stands for control characters.
    assert {f"{name}!" for name in HOSTILE_NAMES if "\x00" not in name} <= found


def test_file_names_are_safe_on_every_system() -> None:
    names = file_names(
        (str(number), name) for number, name in enumerate((*HOSTILE_NAMES, *HOSTILE_NAMES, "é", "e\u0301", "É"))
    )
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names.values()}) == len(names)
    for name in names.values():
        assert name == name.strip(" .")
        assert not set(name) & set('\\/:*?"<>|#^[]\x00\n')
        assert len(name.encode()) <= 200
        assert name.split(".")[0].casefold() not in {"con", "prn", "aux", "nul"}
    assert safe_name("nul.txt") == "nul_.txt"
    assert safe_name("../../etc/passwd") == "etc passwd"


def test_the_canvas_of_a_large_graph_says_what_it_shows(tmp_path: Path) -> None:
    with zipfile.ZipFile(_written(generated_graph(MAX_CONCEPTS + 1, 300), "obsidian", tmp_path)) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".canvas"))
        canvas = json.loads(archive.read(name))
        files = {card["file"] for card in canvas["nodes"] if card["type"] == "file"}
        assert files < set(archive.namelist())
    assert len(files) == MAX_CONCEPTS
    (notice,) = (card["text"] for card in canvas["nodes"] if card["type"] == "text")
    assert notice == f"The {MAX_CONCEPTS} most important of {MAX_CONCEPTS + 1} concepts"
    ids = {card["id"] for card in canvas["nodes"]}
    assert all({arrow["fromNode"], arrow["toNode"]} <= ids for arrow in canvas["edges"])


# --- Anki


def test_a_deck_imported_again_after_an_edit_updates_its_note_and_adds_none(tmp_path: Path) -> None:
    old, new = tiny_graph(), tiny_graph()
    edited = dataclasses.replace(
        new.concept("attention"), definition=Evidence("attention.md", 3, "Edited."), name="ATTN"
    )
    new.add_concept(edited)
    files = _written(old, "anki", tmp_path, "old"), _written(new, "anki", tmp_path, "new")
    collection = anki_collection(tmp_path, *files)
    notes = {note["Name"]: note for note in map(collection.get_note, collection.find_notes(""))}
    collection.close()
    assert len(notes) == 5
    assert notes["ATTN"]["Explanation"].startswith("<p><b>Edited.</b></p>")


def test_a_card_asks_the_name_and_answers_with_relations_and_source(tmp_path: Path) -> None:
    collection = anki_collection(tmp_path, _written(tiny_graph(), "anki", tmp_path))
    (id,) = collection.find_cards("Name:GQA")
    card = collection.get_card(id)
    question, answer = card.question(), card.answer()
    collection.close()
    assert "GQA" in question
    assert "MHA" not in question
    assert "derives from <b>MHA</b>" in answer


def test_a_concept_without_an_answer_gets_no_card(tmp_path: Path) -> None:
    graph = ConceptGraph(title="a::b")
    graph.add_concept(Concept(id="a", name="a"))
    collection = anki_collection(tmp_path, _written(graph, "anki", tmp_path))
    assert collection.card_count() == 0
    assert "a:b" in {deck.name for deck in collection.decks.all_names_and_ids()} or collection.note_count() == 0
    collection.close()


# --- Mermaid and SVG


def test_a_capped_chart_opens_and_says_so(tmp_path: Path, chromium: Browser) -> None:
    graph = generated_graph(400, 4000)
    file = _written(graph, "mermaid", tmp_path)
    opened = pictures.mermaid(file, chromium)
    shown = len(opened.names) - 1
    assert shown == mermaid_format.MAX_CONCEPTS
    (notice,) = (name for name in opened.names if name.startswith("shows "))
    assert notice == f"shows {shown} of 400 concepts, {opened.relations} of 4000 relations"
    assert len(file.read_text("utf-8")) < 50_000


def test_a_chart_of_names_full_of_escapes_stays_below_mermaids_limit(tmp_path: Path, chromium: Browser) -> None:
    graph = ConceptGraph()
    for number in range(150):
        graph.add_concept(Concept(id=f"c{number:03}", name="<" * 80))
    for number in range(1, 150):
        graph.add_relation(Relation("c000", f"c{number:03}", "uses"))
    file = _written(graph, "mermaid", tmp_path)
    assert len(file.read_text("utf-8")) < 50_000
    assert len(pictures.mermaid(file, chromium).names) == mermaid_format.MAX_CONCEPTS + 1


def test_the_drawing_shows_concepts_apart_and_whole(tmp_path: Path, chromium: Browser) -> None:
    with pictures.offline_page(chromium, _written(tiny_graph(), "svg", tmp_path)) as page:
        boxes = [one.bounding_box() for one in page.locator("circle").all()]
        frame = page.evaluate(
            "() => { const b = document.documentElement.viewBox.baseVal; return [b.width, b.height] }"
        )
    assert all(box is not None for box in boxes)
    corners = {(round(box["x"]), round(box["y"])) for box in boxes if box}
    assert len(corners) == 5
    assert all(0 <= x <= frame[0] and 0 <= y <= frame[1] for x, y in corners)


def test_a_script_in_a_name_does_not_run_in_the_drawing(tmp_path: Path, chromium: Browser) -> None:
    with pictures.offline_page(chromium, _written(hostile_graph(), "svg", tmp_path)) as page:
        assert page.locator("script").count() == 0
