"""The head of the Learn page: which targets, and what is known already."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph import known as store
from graph.errors import NotegraphError
from graph.model import Concept
from ui import components, index
from ui.components import Event
from ui.learning import goals, memory
from ui.learning.goals import Goals
from ui.learning.memory import Memory
from ui.notebook import Notebook
from ui.passages import plain
from ui.session import TEMPORARY
from ui.texts import text, texts

_UPLOAD_ERROR = "known upload error"


def panel(book: Notebook, found: Goals, known: Memory) -> None:
    """Show both searches, what was chosen, and what is wrong with it."""
    left, right = st.columns(2, gap="medium")
    with left, st.container(key="goals"):
        st.markdown(f"**{text('goals')}**")
        _search(book, "goal-search", lambda event: goals.add(str(event.get("id", ""))), "goal_search")
        _chips(found)
    with right, st.container(key="known"):
        st.markdown(f"**{text('known')}**")
        _search(book, "known-search", lambda event: _know(book, str(event.get("id", ""))), "known_search")
        _known(book, known)
    _unknown(found)
    _troubles(known)


def _search(book: Notebook, key: str, act: Callable[[Event], None], label: str) -> None:
    wanted = {**texts("no_result"), "search": text(label)}
    data = {"index": index.for_notebook(book), "rev": book.mark, "slash": key == "goal-search", "keep": False,
            "value": "", "texts": wanted}  # fmt: skip
    components.search(data, key=key, on_event=act)


def _chips(found: Goals) -> None:
    if not found.concepts:
        st.caption(text("goals_none"))
        return
    with st.container(horizontal=True, gap="small", key="goal-chips"):
        for concept in found.concepts:
            st.button(
                f"{plain(concept.name)} ✕", key=f"goal-{concept.id}", on_click=goals.drop,
                args=((concept.id, *concept.names),), help=text("goal_drop", name=concept.name),
            )  # fmt: skip


def _unknown(found: Goals) -> None:
    for place, (name, near) in enumerate(found.unknown):
        with st.container(border=True, key=f"unknown-{place}"):
            st.markdown(f":material/help: {text('unknown_text', name=plain(name))}")
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(text("did_you_mean" if near else "unknown_hint"), width="content")
                for concept in near:
                    st.button(plain(concept.name), key=f"meant-{place}-{concept.id}", on_click=_instead,
                              args=(concept, name))  # fmt: skip
                st.button(text("goal_forget"), key=f"forget-{place}", type="tertiary", on_click=goals.drop,
                          args=((name,),))  # fmt: skip


def _instead(concept: Concept, name: str) -> None:
    goals.add(concept.id, instead=name)


def _know(book: Notebook, id: str) -> None:
    memory.mark(book, book.graph.concept(id), known=True)


def _known(book: Notebook, known: Memory) -> None:
    label = text("known_list", count=len(known.concepts)) if known.concepts else text("known_none")
    with st.popover(label, key="known-list", width="content"):
        for concept in known.concepts:
            st.checkbox(plain(concept.name), value=True, key=f"known-{concept.id}-{len(known.names)}",
                        on_change=_forget, args=(book, concept))  # fmt: skip
        _files(book, known)


def _forget(book: Notebook, concept: Concept) -> None:
    memory.mark(book, concept, known=False)


def _files(book: Notebook, known: Memory) -> None:
    where = text("known_temporary") if TEMPORARY in st.session_state else text("known_where")
    st.caption(where)
    st.download_button(
        text("known_download"), data=store.dumps(known.names), file_name="known.yaml", mime="application/yaml",
        key="known-download", on_click="ignore", icon=":material/download:", disabled=not known.names,
    )  # fmt: skip
    st.file_uploader(text("known_upload"), ["yaml", "yml"], key="known-upload", on_change=_uploaded, args=(book,))


def _uploaded(book: Notebook) -> None:
    """Add the names of an uploaded file to those that are known."""
    st.session_state.pop(_UPLOAD_ERROR, None)
    file = st.session_state.get("known-upload")
    if file is None:
        return
    try:
        memory.keep(book, add=store.parse(file.getvalue(), file.name))
    except NotegraphError as error:
        st.session_state[_UPLOAD_ERROR] = str(error)


def _troubles(known: Memory) -> None:
    if known.trouble:
        st.warning(text("known_trouble", error=plain(known.trouble)), icon=":material/lock:")
    if error := st.session_state.get(_UPLOAD_ERROR):
        st.warning(plain(error))
    if known.strange:
        names = text("comma").join(plain(name) for name in known.strange[:5])
        st.caption(text("known_strange", names=names, count=len(known.strange)))
