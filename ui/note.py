"""The whole note, with one passage marked."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui import components
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
    first = _front_matter(lines)
    st.caption(text("lines", start=line, end=max(end, line)))
    if first:
        st.code("\n".join(lines[:first]), language="yaml")
    before = (min(first, line - 1), line - 1)
    for key, (start, stop) in {
        "before": before, "marked": (line - 1, max(end, line)), "after": (max(end, line), len(lines))
    }.items():  # fmt: skip
        stretch = "\n".join(lines[start:stop])
        if stretch.strip():
            with st.container(key=f"note-{key}"):
                if key == "marked":
                    components.arrive(f"{path}:{line}", key="arrive")
                st.markdown(safe_markdown(stretch, path, book.root, text("missing_image")))


def _front_matter(lines: list[str]) -> int:
    """Return the number of lines that the front matter takes; Markdown would read its end as the mark of a heading.

    >>> _front_matter(["---", "title: x", "---", "# A"]), _front_matter(["# A", "---"])
    (3, 0)
    """
    if not lines or lines[0].strip() != "---":
        return 0
    return next((n + 1 for n, line in enumerate(lines[1:60], 1) if line.strip() in ("---", "...")), 0)
