"""Texts of the interface, in Chinese and English: those of `texts.yaml` here and those of graph, search and card."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import streamlit as st
import yaml

from graph.card import texts as shared_texts

LANGUAGES = ("zh", "en")


def language() -> str:
    """Return the language of the interface: the choice in the URL or session, else the browser's."""
    asked = st.query_params.get("lang") or st.session_state.get("language")
    if asked in LANGUAGES:
        st.session_state["language"] = asked
        return cast(str, asked)
    return "zh" if (st.context.locale or "zh").lower().startswith("zh") else "en"


def text(key: str, **values: object) -> str:
    """Return a text in the language of the interface, its {names} filled in."""
    return _texts()[key][language()].format(**values) if values else _texts()[key][language()]


def texts(*keys: str) -> dict[str, str]:
    """Return some texts by key, for a component."""
    return {key: text(key) for key in keys}


@cache
def _texts() -> dict[str, dict[str, str]]:
    return {**shared_texts(), **yaml.safe_load(Path(__file__).with_name("texts.yaml").read_text("utf-8"))}
