"""The notebook of this session: the one the app was started with, or a temporary one."""

from __future__ import annotations

import streamlit as st

from graph.errors import GraphFileError
from ui.notebook import Notebook, graph_file, notes_folder, stored
from ui.texts import LANGUAGES, language, text


def notebook() -> Notebook | None:
    """Return the notebook to show; None after saying on the page why there is none."""
    try:
        return stored(graph_file(), notes_folder())
    except GraphFileError as error:
        st.error(str(error))
        return None


def language_switch() -> None:
    """Show the choice of the interface's language at the foot of the sidebar."""
    with st.sidebar:
        st.session_state["language-choice"] = language()
        st.segmented_control(
            text("language"), LANGUAGES, key="language-choice", required=True, on_change=_switch,
            format_func={"zh": "中文", "en": "English"}.__getitem__, label_visibility="collapsed", width="stretch",
        )  # fmt: skip


def _switch() -> None:
    st.session_state["language"] = st.query_params["lang"] = st.session_state["language-choice"]
