"""The small style sheet that Streamlit's own parts need."""

from __future__ import annotations

from pathlib import Path

import streamlit as st


def apply() -> None:
    """Add the style sheet to the page; it holds nothing from the notes."""
    st.html(Path(__file__).with_name("style.css"))
