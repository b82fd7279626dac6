"""Page: the notes that were read, doubts about them, and a temporary notebook of one's own files."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from graph.errors import NotegraphError
from graph.model import ConceptGraph
from ui import card, states, uploads
from ui.events import opened_note, show_later
from ui.extraction import Job
from ui.note import show_note
from ui.notebook import Notebook, make
from ui.passages import plain
from ui.session import TEMPORARY, notebook
from ui.texts import text

_FOLDER, _JOB, _MADE = "temporary folder", "temporary job", "temporary made"


def page() -> None:
    """Show the page."""
    st.title(text("notes_title"), anchor=False)
    left, right = st.columns([1.4, 1], gap="large")
    with left:
        book = notebook()
        if book:
            _summary(book)
            _list(book)
    with right:
        _upload()
    if book and (note := opened_note()):
        show_note(book, *note)


def _summary(book: Notebook) -> None:
    counts = {"notes": len(book.graph.notes), "concepts": len(book.graph), "relations": len(book.relations)}
    st.markdown(text("notes_summary", **counts))
    warnings = book.graph.warnings
    if not warnings:
        st.caption(text("no_warnings"))
        return
    with st.expander(text("warnings", count=len(warnings)), key="warnings"):
        for warning in warnings[:200]:
            place = f"{warning.path}:{warning.line}" if warning.line else warning.path
            st.markdown(f"**{plain(place)}** {plain(warning.message)}")


def _list(book: Notebook) -> None:
    items = [{"id": note.path, "name": note.title or note.path, "detail": note.path} for note in book.graph.notes]
    data = {"title": "", "text": "", "list_title": text("notes_list"), "items": items}
    with st.container(key="note-list"):
        card.part("welcome", data, "notes", lambda event: show_later(str(event.get("id", ""))))


def _upload() -> None:
    st.subheader(text("upload"), anchor=False)
    if TEMPORARY in st.session_state:
        st.info(text("temporary"))
        st.button(text("back_to_notes"), on_click=_back, key="back-to-notes")
        return
    st.caption(text("upload_text"))
    kinds = ["md", "markdown", "txt", "zip"]
    files = st.file_uploader(text("upload_files"), kinds, accept_multiple_files=True, key="upload")
    if files and st.button(text("upload_go"), type="primary", key="upload-go"):
        _start([(file.name, file.getvalue()) for file in files])
    job: Job | None = st.session_state.get(_JOB)
    if job:
        _follow(job)


def _start(files: list[tuple[str, bytes]]) -> None:
    folder = tempfile.TemporaryDirectory(prefix="notegraph-")
    try:
        notes = uploads.lay_out(files, Path(folder.name))
    except NotegraphError as error:
        st.error(plain(str(error)))
        return
    if not notes:
        st.warning(text("state_empty"))
        return
    made: list[Notebook] = []
    root = Path(folder.name)

    def finish(graph: ConceptGraph) -> None:
        made.append(make(graph, root))

    # The folder lives as long as the session: its finaliser removes it.
    st.session_state[_FOLDER], st.session_state[_MADE] = folder, made
    st.session_state[_JOB] = Job(root, done=finish)


def _follow(job: Job) -> None:
    if job.graph is None:
        states.extracting(job, _back)
        return
    del st.session_state[_JOB]
    st.session_state[TEMPORARY] = st.session_state[_MADE][0]
    show_later(page="explore")
    st.rerun()


def _back() -> None:
    for key in (TEMPORARY, _FOLDER, _MADE, _JOB):
        st.session_state.pop(key, None)
