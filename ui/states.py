"""What the page shows while there is no graph: why, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from ui.extraction import Job
from ui.passages import plain
from ui.texts import text

_STAGES = ("concepts", "relations", "learning order", "graph")


def _state(icon: str, title: str, lead: str) -> None:
    st.markdown(f"### :material/{icon}: {title}")
    st.markdown(lead)


def no_folder(root: Path) -> None:
    """Say that the notes folder is missing."""
    with st.container(key="state"):
        _state("folder_off", text("state_no_folder"), text("state_no_folder_text", path=plain(str(root))))


def empty(root: Path) -> None:
    """Say that the folder holds no notes."""
    with st.container(key="state"):
        _state("note_stack_add", text("state_empty"), text("state_empty_text", path=plain(str(root))))


def no_concepts() -> None:
    """Say that the notes gave no concept."""
    with st.container(key="state"):
        _state("search_off", text("state_no_concepts"), text("state_no_concepts_text"))


def broken(error: str, start: Callable[[], None]) -> None:
    """Say that graph.json cannot be read, and offer to make it anew."""
    with st.container(key="state"):
        _state("broken_image", text("state_broken"), plain(error))
        st.button(text("remake"), on_click=start, type="primary", key="remake")


def failed(error: str) -> None:
    """Say that the page could not be shown."""
    with st.container(key="state"):
        _state("error", text("state_page"), plain(error) or text("state_page_text"))


def extracting(job: Job, start: Callable[[], None]) -> None:
    """Show how far an extraction is, or how it ended."""
    with st.container(key="state"):
        if job.running or job.graph is not None:
            _state("hourglass_top", text("extracting_start"), "")
            st.fragment(_progress, run_every=0.4)(job)
        elif job.cancelled:
            _state("cancel", text("cancelled"), "")
            st.button(text("retry"), on_click=start, type="primary", key="retry")
        else:
            _state("error", text("state_failed"), plain(job.error))
            st.button(text("retry"), on_click=start, type="primary", key="retry")


def _progress(job: Job) -> None:
    if not job.running:
        st.rerun()
    share = job.done / job.total if job.total else 0.0
    label = text("extracting", label=_stage(job.label), done=job.done, total=job.total) if job.total else ""
    st.progress(min(share, 1.0), label or " ")
    st.button(text("cancel"), on_click=job.cancel, key="cancel")


def _stage(label: str) -> str:
    """Name what the extraction is at: one of its stages, or a note."""
    return text(f"stage_{label}") if label in _STAGES else plain(label)
