"""Page: the graph or a part of it as a file, and what changed since an earlier one."""

from __future__ import annotations

import io
from pathlib import PurePath
from urllib.parse import parse_qs

import streamlit as st

from graph.diff import diff
from graph.diff_text import diff_text
from graph.errors import NotegraphError
from graph.formats import Format, format_named, formats
from graph.model import ConceptGraph
from graph.neighbourhood import neighbourhood, subgraph
from graph.paths import learning_path
from graph.vocabulary import RELATION_KINDS
from ui.learning import goals
from ui.notebook import Notebook
from ui.passages import plain
from ui.scene import select
from ui.session import notebook, watch
from ui.texts import language, text
from ui.view import View, from_params, last

Part = tuple[str, ...]
"""What to export: whole | view, its query | near, depth, id | path, ids."""

_WHOLE: Part = ("whole",)
_ALL = (View().relation, View().origin, View().confidence)
_ASKED = "asked export"
_PREVIEW_LINES, _PREVIEW_LETTERS, _PREVIEW_BYTES = 14, 160, 20_000
_CHANGES = 400
"""Lines of a difference that are shown; all of them are in the file."""


def page() -> None:
    """Show the page."""
    book = notebook()
    if book is None:
        return
    st.title(text("export_title"), anchor=False)
    left, right = st.columns([1.2, 1], gap="large")
    with left:
        _export(book)
    with right:
        _changes(book)
    watch(book)


def _export(book: Notebook) -> None:
    st.subheader(text("export"), anchor=False)
    titles = {part: _part_title(book, part) for part in _parts(book)}
    part = st.selectbox(text("export_what"), list(titles), format_func=titles.__getitem__, key="export-part")
    found = formats()
    name = st.selectbox(
        text("export_format"), list(found), format_func=lambda one: found[one].title, key="export-format"
    )
    format = found[name]
    st.caption(_losses(format))
    asked = (book.mark, part, name)
    if st.button(text("export_make"), key="export-make"):
        st.session_state[_ASKED] = asked
    if st.session_state.get(_ASKED) == asked:
        with st.spinner(text("export_making")):
            data = _written(book, part, name)
        _file(data, format, _file_name(part, format))


def _parts(book: Notebook) -> list[Part]:
    """Return what there is to choose from: what the reader looked at last, and the last targets."""
    found = [_WHOLE]
    view = last()
    if _is_a_part(book, view):
        found.append(("view", view.query))
    if view.concept in book.graph and not view.around:
        found.append(("near", str(view.depth), view.concept))
    if targets := [id for id in goals.last() if id in book.graph]:
        found.append(("path", *targets))
    return found


def _is_a_part(book: Notebook, view: View) -> bool:
    """Whether the explorer shows less than the whole graph."""
    return (view.relation, view.origin, view.confidence) != _ALL or len(select(book, view).concepts) < len(book.graph)


def _part_title(book: Notebook, part: Part) -> str:
    if part[0] == "view":
        return text("export_view", count=len(_seen(book, part[1])))
    if part[0] == "near":
        return text("export_near", name=book.graph.concept(part[2]).name, depth=part[1])
    if part[0] == "path":
        return text("export_path", names=", ".join(book.graph.concept(id).name for id in part[1:]))
    return text("export_whole", title=book.graph.title, count=len(book.graph))


def _losses(format: Format) -> str:
    loses = format.loses_zh if language() == "zh" else format.loses_en
    return text("export_loses", what=plain(loses)) if loses else text("export_lossless")


@st.cache_data(show_spinner=False, max_entries=6, hash_funcs={Notebook: lambda book: book.mark})
def _written(book: Notebook, part: Part, name: str) -> bytes:
    graph = _seen(book, part[1]) if part[0] == "view" else _graph(book.graph, part)
    return _bytes(graph, format_named(name))


def _seen(book: Notebook, query: str) -> ConceptGraph:
    """Return the concepts that the explorer shows, and the relations that pass its filters."""
    selection = select(book, from_params(parse_qs(query, keep_blank_values=True)))
    seen = ConceptGraph(book.graph.title, book.graph.notes, book.graph.warnings)
    for concept in selection.concepts:
        seen.add_concept(concept)
    for relation in selection.relations:
        if relation.source in seen and relation.target in seen:
            seen.add_relation(relation)
    return seen


def _graph(graph: ConceptGraph, part: Part) -> ConceptGraph:
    if part[0] == "near":
        return subgraph(graph, neighbourhood(graph, [part[2]], depth=int(part[1])), kinds=tuple(RELATION_KINDS))
    if part[0] == "path":
        steps = learning_path(graph, list(part[1:])).steps
        return subgraph(graph, [step.concept.id for step in steps], kinds=tuple(RELATION_KINDS))
    return graph


def _bytes(graph: ConceptGraph, format: Format) -> bytes:
    buffer = io.BytesIO()
    format.write(graph, buffer)
    return buffer.getvalue()


def _file(data: bytes, format: Format, name: str) -> None:
    st.markdown(text("export_ready", name=plain(name), size=_size(len(data))))
    if preview := _preview(data):
        st.code(preview, language=None, height=320)
    st.download_button(
        text("export_go"), data=data, file_name=name, mime=format.media_type, key="export-go", on_click="ignore",
        type="primary",
    )  # fmt: skip


def _file_name(part: Part, format: Format) -> str:
    names = {"near": part[2:], "path": part[1:3]}.get(part[0], ())
    kept = "-".join("".join(letter if letter.isalnum() or letter in "-_+." else "-" for letter in id) for id in names)
    return f"notegraph{'-' if kept else ''}{kept[:60]}{format.extension}"


def _size(count: int) -> str:
    """Return a number of bytes for people.

    >>> _size(999), _size(1500), _size(2_340_000)
    ('999 B', '1.5 KB', '2.3 MB')
    """
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.1f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _preview(data: bytes) -> str:
    r"""Return the first lines of a text, long ones cut; nothing for other files.

    >>> _preview("学习\n".encode()), _preview(b"PK\x00\x01")
    ('学习', '')
    """
    start = data[:_PREVIEW_BYTES]
    if b"\0" in start:
        return ""
    lines = start.decode("utf-8", "ignore").splitlines()
    shown = [line if len(line) <= _PREVIEW_LETTERS else line[:_PREVIEW_LETTERS] + "…" for line in lines]
    more = ["…"] if len(lines) > _PREVIEW_LINES or len(data) > len(start) else []
    return "\n".join(shown[:_PREVIEW_LINES] + more)


def _changes(book: Notebook) -> None:
    st.subheader(text("changes"), anchor=False)
    st.caption(text("changes_intro"))
    readable = {format.extension: format for format in formats().values() if format.read}
    file = st.file_uploader(text("changes_file"), [ending[1:] for ending in readable], key="changes-file")
    if file is None:
        return
    format = readable.get(PurePath(file.name).suffix.lower())
    if format is None:
        st.error(text("changes_unknown", name=plain(file.name), endings=" ".join(readable)))
        return
    try:
        with st.spinner(text("changes_making")):
            told = _told(book, format.name, file.getvalue(), language())
    except NotegraphError as error:
        st.error(text("changes_broken", name=plain(file.name), format=plain(format.title)))
        st.caption(plain(error.problem))
        return
    _show(told)


@st.cache_data(show_spinner=False, max_entries=4, hash_funcs={Notebook: lambda book: book.mark})
def _told(book: Notebook, name: str, data: bytes, to: str) -> str:
    """Tell what changed since an export, in what its format holds; nothing where there is no difference."""
    read = format_named(name).read
    if read is None:
        return ""
    old = read(data)
    # What a format cannot hold is no change: the graph of today goes through it too.
    new = read(_bytes(book.graph, format_named(name))) if format_named(name).loses_en else book.graph
    found = diff(old, new)
    return diff_text(found, language=to) if found else ""


def _show(told: str) -> None:
    if not told:
        st.success(text("changes_none"), icon=":material/check_circle:")
        return
    lines = told.rstrip("\n").split("\n")
    st.code("\n".join(lines[:_CHANGES]), language="diff", height=420)
    if len(lines) > _CHANGES:
        st.caption(text("changes_more", count=len(lines) - _CHANGES))
    st.download_button(
        text("changes_go"), data=told.encode("utf-8", "replace"), file_name="notegraph-changes.txt",
        mime="text/plain", key="changes-go", on_click="ignore",
    )  # fmt: skip
