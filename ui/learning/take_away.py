"""The path as a file: a study plan and an Anki deck."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from time import time

import streamlit as st

from graph import study_plan
from graph.paths import LearningPath
from ui.notebook import Notebook
from ui.texts import language, text


def buttons(book: Notebook, path: LearningPath) -> None:
    """Show the download buttons."""
    plan = partial(_plan, book, path, language())
    deck = partial(_deck, book, path, language())
    with st.container(horizontal=True, key="take-away", gap="small"):
        _button("plan_go", plan, f"{_name(path)}.md", "text/markdown", "plan-go", ":material/checklist:")
        _button("deck_go", deck, f"{_name(path)}.apkg", "application/apkg", "deck-go", ":material/style:")


def _button(label: str, data: Callable[[], bytes], file: str, mime: str, key: str, icon: str) -> None:
    st.download_button(
        text(label), data=data, file_name=file, mime=mime, key=key, on_click="ignore", icon=icon,
        help=text(f"{label}_help"),
    )  # fmt: skip


def _name(path: LearningPath) -> str:
    names = "-".join(target.id for target in path.targets[:2])
    kept = "".join(letter if letter.isalnum() or letter in "-_+." else "-" for letter in names)
    return f"{text('path_file')}-{kept[:60]}"


def _plan(book: Notebook, path: LearningPath, to: str) -> bytes:
    return study_plan.as_markdown(book.graph, path, language=to).encode("utf-8", "replace")


def _deck(book: Notebook, path: LearningPath, to: str) -> bytes:
    from graph.path_deck import as_anki  # genanki takes a while to load, and most visits need none

    return as_anki(book.graph, path, language=to, time=time())
