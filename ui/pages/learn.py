"""Page: what to learn, in which order, for the targets of the reader, and what is known already."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.paths import LearningPath, learning_path
from graph.prerequisites import bottlenecks, prerequisites, ready_now, unlocks
from graph.reading_time import CHARACTERS_A_MINUTE, SECONDS_A_FIGURE, WORDS_A_MINUTE, total_seconds
from ui import components
from ui.events import opened_note
from ui.learning import choose, drill, goals, memory, rows, take_away
from ui.learning import map as path_map
from ui.learning.goals import Goals
from ui.learning.memory import Memory
from ui.learning.report import handle, opened, selected
from ui.note import show_note
from ui.notebook import Notebook
from ui.passages import plain
from ui.session import notebook, watch
from ui.texts import text, texts

_STEP_TEXTS = ("known_tick", "read", "goal_set", "goal_sign", "needs_one", "open_at", "from_lexicon", "only_mentioned",
               "has_it", "passage_coming", "in_explorer")  # fmt: skip
_FIRST = 40
_LONG = 12
"""A path of more steps asks where to begin."""
_ALL = "learn all"


def page() -> None:
    """Show the page."""
    book = notebook()
    if book is None:
        return
    st.title(text("learn_title"), anchor=False)
    found, known = goals.current(book), memory.recall(book)
    with st.container(key="learn"):
        choose.panel(book, found, known)
        if found.concepts:
            _path(book, found, known)
        else:
            _welcome(book, known)
    if note := opened_note():
        show_note(book, *note)
    watch(book)


def _path(book: Notebook, found: Goals, known: Memory) -> None:
    whole = [step.concept.id for step in learning_path(book.graph, found.ids).steps]
    left = learning_path(book.graph, found.ids, known=known.ids)
    beyond = _beyond(book, found, whole)
    path = learning_path(book.graph, found.ids, known=known.ids | beyond)
    _remarks(path)
    if len(left.steps) > _LONG or goals.within():
        _begin(len(left.steps) - len(path.steps))
    if path.steps:
        _summary(book, path)
        path_map.show(book, path, known.ids, selected())
    _tabs(
        {
            "tab_path": lambda: _steps(book, path, whole, known),
            "tab_needs": lambda: _needs(book, found, known),
            "tab_unlocks": lambda: _unlocks(book, found, known),
            "tab_ready": lambda: _ready(book, known),
            "tab_bottlenecks": lambda: _bottlenecks(book, known),
            "tab_drill": lambda: drill.show(book, [id for id in whole if id not in beyond]),
        }
    )


def _beyond(book: Notebook, found: Goals, whole: list[str]) -> set[str]:
    """Return what lies further before the targets than the reader wants to begin; nothing by default."""
    if not goals.within():
        return set()
    near = {id for target in found.ids for id in prerequisites(book.graph, target, depth=goals.within())}
    return set(whole) - near - set(found.ids)


def _begin(left_out: int) -> None:
    st.session_state["within"] = goals.within()
    with st.container(horizontal=True, vertical_alignment="center", key="learn-begin"):
        st.segmented_control(
            text("begin"), [0, 3, 2, 1], key="within", required=True, on_change=_begin_at,
            format_func=lambda steps: text("begin_near", count=steps) if steps else text("begin_all"),
        )  # fmt: skip
        if left_out:
            st.caption(text("begin_left_out", count=left_out))


def _begin_at() -> None:
    goals.begin(int(st.session_state["within"]))


def _welcome(book: Notebook, known: Memory) -> None:
    """Show where one could begin, while there is no target."""
    _tabs(
        {
            "tab_targets": lambda: _proposals(book, known),
            "tab_ready": lambda: _ready(book, known),
            "tab_bottlenecks": lambda: _bottlenecks(book, known),
            "tab_drill": lambda: drill.show(book, [concept.id for concept in book.ranked[:150]]),
        }
    )


def _tabs(parts: dict[str, Callable[[], None]]) -> None:
    """Show tabs; only the open one is computed."""
    labels = [text(name) for name in parts]
    for tab, show in zip(st.tabs(labels, key="learn-tabs", on_change="rerun"), parts.values(), strict=True):
        if tab.open:
            with tab:
                show()


def _remarks(path: LearningPath) -> None:
    for concept in path.already_known:
        with st.container(horizontal=True, vertical_alignment="center", key=f"done-{concept.id}"):
            st.success(text("target_known", name=plain(concept.name)), icon=":material/check_circle:")
    if path.already_known and not path.steps:
        st.caption(text("target_known_hint"))
    for concept in path.without_order:
        st.info(text("target_alone", name=plain(concept.name)), icon=":material/info:")


def _summary(book: Notebook, path: LearningPath) -> None:
    seconds = total_seconds(step.concept for step in path.steps)
    figures = {"characters": CHARACTERS_A_MINUTE, "words": WORDS_A_MINUTE, "seconds": SECONDS_A_FIGURE}
    with st.container(horizontal=True, vertical_alignment="center", key="learn-sum"):
        one = "path_sum_one" if len(path.steps) == 1 else "path_sum"
        st.markdown(text(one, count=len(path.steps), time=rows.minutes(seconds)), help=text("time_help", **figures))
        take_away.buttons(book, path)


def _steps(book: Notebook, path: LearningPath, whole: list[str], known: Memory) -> None:
    made = rows.step_rows(book, path, known.ids)
    shown = made if st.session_state.get(_ALL) or len(made) <= _FIRST + 5 else made[:_FIRST]
    done = [rows.row(book.graph.concept(id), known.ids, goal=False) for id in whole if id in known.ids]
    _list(book, [("", shown), (text("known_on_path"), done)], "steps")
    if len(shown) < len(made):
        st.button(text("all_steps", count=len(made)), key="all-steps", on_click=_show_all)


def _show_all() -> None:
    st.session_state[_ALL] = True


def _needs(book: Notebook, found: Goals, known: Memory) -> None:
    parts = []
    for target in found.concepts:
        reached = prerequisites(book.graph, target.id)
        made = rows.counted(book, reached.items(), known.ids, "steps_away")
        parts.append((text("needs_of", name=target.name), made))
    _list(book, parts, "needs", nothing=text("no_needs"))


def _unlocks(book: Notebook, found: Goals, known: Memory) -> None:
    parts = []
    for target in found.concepts:
        reached = list(unlocks(book.graph, target.id).items())[:100]
        parts.append((text("unlocks_of", name=target.name), rows.counted(book, reached, known.ids, "steps_on")))
    _list(book, parts, "unlocks", nothing=text("no_unlocks"))


def _ready(book: Notebook, known: Memory) -> None:
    ready = ready_now(book.graph, known.ids)[:60]
    made = [rows.row(concept, known.ids, detail=_opens(book, concept.id)) for concept in ready]
    _list(book, [(text("ready_intro" if known.concepts else "ready_intro_none"), made)], "ready", text("no_ready"))


def _opens(book: Notebook, id: str) -> str:
    count = len(unlocks(book.graph, id, depth=1))
    return text("opens", count=count) if count else ""


def _bottlenecks(book: Notebook, known: Memory) -> None:
    made = rows.counted(book, _most_unlocking(book), known.ids, "needed_for")
    _list(book, [(text("bottleneck_intro"), made)], "bottlenecks",
          text("no_order_at_all"))  # fmt: skip


@st.cache_data(show_spinner=False, max_entries=4, hash_funcs={Notebook: lambda book: book.mark})
def _most_unlocking(book: Notebook) -> list[tuple[str, int]]:
    return [(concept.id, count) for concept, count in bottlenecks(book.graph, limit=15)]


def _proposals(book: Notebook, known: Memory) -> None:
    """Offer the important concepts that have something to learn before them; without any, the most important ones."""
    with_needs = [(c, len(prerequisites(book.graph, c.id))) for c in book.ranked[:200] if c.id not in known.ids]
    best = [(concept.id, count) for concept, count in with_needs if count][:12]
    if best:
        _list(book, [(text("proposals"), rows.counted(book, best, known.ids, "needs_count"))], "proposals")
        return
    made = [rows.row(concept, known.ids) for concept in book.ranked[:12] if concept.id not in known.ids]
    _list(book, [(text("proposals_plain"), made)], "proposals", text("no_order_at_all"))


def _list(book: Notebook, parts: list[tuple[str, list[rows.Row]]], key: str, nothing: str = "") -> None:
    """Mount a list of rows in parts, each with its title."""
    shown = [(title, rows.with_passages(book, made, opened())) for title, made in parts if made]
    if not shown:
        if nothing:
            st.info(nothing)
        return
    groups = [{"title": title, "rows": made} for title, made in shown]
    data = {"groups": groups, "selected": selected(), "texts": texts(*_STEP_TEXTS)}
    components.steps(data, key=f"list-{key}", on_event=handle)
