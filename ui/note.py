"""The whole note, with one passage marked."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.notebook import Notebook
from ui.passages import plain, safe_markdown
from ui.texts import text


def read_note(root: Path, path: str) -> str | None:
    """Return the text of a note inside the notes folder; None where there is none."""
    base = root.resolve()
    try:
        file = (base / path).resolve()
        return _decoded(file.read_bytes()) if file.is_relative_to(base) else None
    except OSError:
        return None


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def show_note(book: Notebook, path: str, line: int, end: int) -> None:
    """Open a dialog with the note, the lines from `line` to `end` marked."""
    st.dialog(path, width="large")(_note)(book, path, line, end)


def _note(book: Notebook, path: str, line: int, end: int) -> None:
    content = read_note(book.root, path)
    if content is None:
        st.warning(text("note_gone", path=plain(path)))
        return
    lines = content.splitlines()
    st.caption(text("lines", start=line, end=max(end, line)))
    for key, start, stop in (("before", 0, line - 1), ("marked", line - 1, max(end, line)), ("after", end, len(lines))):
        stretch = "\n".join(lines[start:stop])
        if stretch.strip():
            with st.container(key=f"note-{key}"):
                st.markdown(safe_markdown(stretch, path, book.root, text("missing_image")))
