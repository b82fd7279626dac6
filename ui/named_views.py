"""Views saved by name, in a small file beside graph.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs

import streamlit as st

from graph.files import write_atomically
from ui.notebook import graph_file
from ui.texts import text
from ui.view import View, current, from_params, show


def views_file() -> Path:
    """Return where the named views are kept."""
    return graph_file().with_name("views.json")


def load(path: Path) -> dict[str, str]:
    """Return the saved views: name -> query; empty where the file is missing or broken."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(query) for name, query in data.items()} if isinstance(data, dict) else {}


def save(path: Path, views: dict[str, str]) -> None:
    """Write the saved views."""
    write_atomically(path, (json.dumps(views, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())


def panel(view: View) -> None:
    """Show the saved views, and the box that saves the present one."""
    with st.expander(text("views"), key="views"):
        saved = load(views_file())
        for place, name in enumerate(sorted(saved)):
            left, right = st.columns([5, 1], vertical_alignment="center")
            left.button(name, key=f"view-{place}", width="stretch", on_click=_open, args=(saved[name],))
            right.button("✕", key=f"drop-{place}", help=text("view_delete"), on_click=_drop, args=(name,))
        if not saved:
            st.caption(text("view_none"))
        st.text_input(text("view_name"), key="view-name", max_chars=60)
        st.button(text("view_save"), key="view-save", on_click=_keep, args=(view,), width="stretch")


def _open(query: str) -> None:
    show(from_params(parse_qs(query)))


def _drop(name: str) -> None:
    save(views_file(), {key: query for key, query in load(views_file()).items() if key != name})


def _keep(_view: View) -> None:
    name = cast(str, st.session_state["view-name"]).strip()
    if name:
        save(views_file(), {**load(views_file()), name: current().query})
        st.session_state["view-name"] = ""
