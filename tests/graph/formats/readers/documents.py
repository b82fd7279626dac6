"""Readers of the formats that are documents: markdown-it, pandoc, lxml, obsidiantools, Anki itself."""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pypandoc
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.import_export_pb2 import ImportAnkiPackageUpdateCondition
from lxml import etree
from markdown_it import MarkdownIt
from obsidiantools.api import Vault

from tests.graph.formats.readers._opened import Opened


def markdown(file: Path) -> Opened:
    """Open with markdown-it; a bold text is a concept's own place. No HTML, link or image may arise from any text."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("strikethrough").parse(file.read_text("utf-8"))
    inner = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in (*tokens, *inner)}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "fence", "s_open"}, kinds
    starts = [place for place, token in enumerate(inner) if token.type == "strong_open"]
    return Opened([_until_close(inner, start) for start in starts], None)


def _until_close(tokens: list[Any], start: int) -> str:
    text = ""
    for token in tokens[start + 1 :]:
        if token.type == "strong_close":
            return text
        text += token.content
    raise AssertionError("bold text without an end")


def opml(file: Path) -> Opened:
    """Open with pandoc, which must find as many lines as lxml."""
    outlines = etree.parse(file).findall(".//body//outline")
    blocks = json.loads(pypandoc.convert_file(str(file), "json", format="opml"))["blocks"]
    assert sum(block["t"] == "Header" for block in blocks) == len(outlines)
    lines = [outline.get("text", "") for outline in outlines]
    return Opened([line for line in lines if not line.startswith("↑↓ ")], None)


def obsidian(file: Path) -> Opened:
    """Open the vault with obsidiantools; no link may lead nowhere, and the canvas must hold the same concepts."""
    with tempfile.TemporaryDirectory() as folder:
        vault = open_vault(file, Path(folder))
        assert vault.nonexistent_notes == []
        notes = [Path(folder) / path for path in vault.md_file_index.values()]
        names = [_heading(note.read_text("utf-8")) for note in notes]
        canvases = vault.canvas_content_index.values()
        assert [sum(card["type"] == "file" for card in canvas.get("nodes", [])) for canvas in canvases] == [len(notes)]
        links = sum(
            vault.get_wikilink_counts(note)[other]
            for note in vault.md_file_index
            for other in vault.get_wikilink_counts(note)
        )
    return Opened(names, links)


def open_vault(file: Path, folder: Path) -> Vault:
    """Return the unpacked vault."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return Vault(folder).connect().gather()


def _heading(note: str) -> str:
    tokens = MarkdownIt("commonmark").parse(note.split("\n---\n", 1)[1])
    assert tokens[0].type == "heading_open"
    return "".join(child.content for child in tokens[1].children or ())


def anki(file: Path) -> Opened:
    """Import the deck twice with Anki's own engine, which must find nothing new the second time."""
    with tempfile.TemporaryDirectory() as folder:
        collection = anki_collection(Path(folder), file, file)
        names = [collection.get_note(id)["Name"] for id in collection.find_notes("")]
        assert collection.card_count() == len(names)
        collection.close()
    return Opened(names, None)


def anki_collection(folder: Path, *files: Path) -> Collection:
    """Return a fresh collection that imported the packages one after the other, always updating notes."""
    collection = Collection(str(folder / "collection.anki2"))
    always = ImportAnkiPackageUpdateCondition.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS
    options = ImportAnkiPackageOptions(merge_notetypes=True, update_notes=always, update_notetypes=always)
    for file in files:
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=options))
    return collection
