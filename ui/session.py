"""The notebook of this session: the one the app was started with, or a temporary one; and why there is none."""

from __future__ import annotations

import streamlit as st

from ui import index, states
from ui.library import Library, library
from ui.notebook import Notebook, note_files
from ui.texts import LANGUAGES, language, text

TEMPORARY = "temporary notebook"
_EVERY = 2.0
"""Seconds between two looks at the notes folder."""


def notebook() -> Notebook | None:
    """Return the notebook to show; None after showing on the page why there is none, and what to do."""
    temporary: Notebook | None = st.session_state.get(TEMPORARY)
    if temporary:
        return temporary
    shelf = library()
    book = _opened(shelf)
    if book is None:
        _none(shelf)
    elif not len(book.graph):
        states.no_concepts()
        return None
    return book


def _opened(shelf: Library) -> Notebook | None:
    """Open the notebook; the first time, with a word that it takes a moment."""
    if shelf.book:
        return shelf.open()
    with st.spinner(text("loading")):
        book = shelf.open()
        if book:
            index.for_notebook(book)
    return book


def watch(book: Notebook) -> None:
    """Look after edits of the notes while the page stays open, and show the new graph when it is made."""
    if TEMPORARY not in st.session_state:
        st.fragment(_look, run_every=_EVERY)(book.mark)


def _look(mark: str) -> None:
    shelf = library()
    shelf.watch()
    book = shelf.open()
    if book and book.mark != mark:
        st.session_state["updated"] = True
        st.rerun()


def _none(shelf: Library) -> None:
    """Show why there is no notebook, or make it."""
    if shelf.error and not (shelf.job and shelf.job.running):
        states.broken(shelf.error, shelf.start)
    elif not shelf.root.is_dir():
        states.no_folder(shelf.root)
    elif not note_files(shelf.root):
        states.empty(shelf.root)
        st.fragment(_wait_for_notes, run_every=_EVERY)()
    else:
        if shelf.job is None:
            shelf.start()
        if shelf.job:
            states.extracting(shelf.job, shelf.start)


def _wait_for_notes() -> None:
    if note_files(library().root):
        st.rerun()


def language_switch() -> None:
    """Show the choice of the interface's language."""
    with st.container(key="language"):
        st.session_state["language-choice"] = language()
        st.segmented_control(
            text("language"), LANGUAGES, key="language-choice", required=True, on_change=_switch,
            format_func={"zh": "中文", "en": "English"}.__getitem__, label_visibility="collapsed",
        )  # fmt: skip


def _switch() -> None:
    st.session_state["language"] = st.query_params["lang"] = st.session_state["language-choice"]
