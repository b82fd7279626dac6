"""The pages of the app: a new page is a module here and a line in `PAGES`."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st

from graph.errors import NotegraphError
from ui import states
from ui.events import GO
from ui.pages import connect, explore, export, learn, notes
from ui.session import language_switch
from ui.texts import text

_LOG = logging.getLogger(__name__)

PAGES: dict[str, tuple[Callable[[], None], str]] = {
    "explore": (explore.page, ":material/hub:"),
    "learn": (learn.page, ":material/route:"),
    "connect": (connect.page, ":material/conversion_path:"),
    "notes": (notes.page, ":material/description:"),
    "export": (export.page, ":material/ios_share:"),
}
"""Name (also the key of its title, and its address) -> function and icon, in the order of the menu."""


def run() -> None:
    """Show the menu and the page that the address names."""
    pages = {
        name: st.Page(show, title=text(f"page_{name}"), icon=icon, url_path=name, default=name == "explore")
        for name, (show, icon) in PAGES.items()
    }
    chosen = st.navigation(list(pages.values()), position="top")
    if target := st.session_state.pop(GO, None):
        st.switch_page(pages[target])
    try:
        chosen.run()
    except NotegraphError as error:
        states.failed(str(error))
    except Exception:  # a bug: the reader gets a sentence, the log gets the rest
        _LOG.exception("page %s", chosen.title)
        states.failed("")
    language_switch()
