"""The small style sheet that Streamlit's own parts need."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from ui.texts import text


def apply() -> None:
    """Add the style sheet to the page, with the words that Streamlit itself has only in English."""
    st.html(Path(__file__).with_name("style.css"))
    size = text("file_size", size=st.get_option("server.maxUploadSize"))
    words = {"--ng-choose-files": text("file_choose"), "--ng-file-size": size}
    st.html(
        "<style>:root {"
        + "".join(f"{name}: {json.dumps(word, ensure_ascii=False)};" for name, word in words.items())
        + "}</style>"
    )
