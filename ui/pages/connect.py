"""Page: how two concepts are connected, and how they compare."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.card import head
from graph.model import Concept, Relation
from graph.paths import Connection, connections
from ui import card, components, index
from ui.compare import Comparison, compare, contrasts
from ui.events import PAIR, handle, opened_note, show_later
from ui.note import show_note
from ui.notebook import Notebook
from ui.passages import plain
from ui.session import notebook
from ui.texts import language, text, texts

_EXAMPLES = 8


def page() -> None:
    """Show the page."""
    book = notebook()
    if book is None:
        return
    st.title(text("connect_title"), anchor=False)
    st.caption(text("connect_intro"))
    with st.container(key="pair"):
        a, b = _chosen(book)
    with st.container(key="card-wide"):
        if a and b and a == b:
            st.info(text("same_concept"))
        elif a and b:
            _connections(book, a, b)
            _comparison(book, a, b, compare(book.graph, a.id, b.id))
        elif not (a or b):
            _examples(book)
    if note := opened_note():
        show_note(book, *note)


def _pair() -> tuple[str, str]:
    """Ids of the two concepts: the URL's, else those that another page asked for."""
    if PAIR in st.session_state:
        a, b = st.session_state.pop(PAIR)
        _put(a, b)
    return st.query_params.get("a", ""), st.query_params.get("b", "")


def _put(a: str, b: str) -> None:
    kept = {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
    st.query_params.from_dict({**kept, **{name: id for name, id in (("a", a), ("b", b)) if id}})


def _chosen(book: Notebook) -> tuple[Concept | None, Concept | None]:
    pair = _pair()
    found = [book.graph.concept(id) if id in book.graph else None for id in pair]
    for column, place, label in zip(st.columns(2), (0, 1), ("first", "second"), strict=True):
        with column:
            st.markdown(f"**{text(label)}**")
            _search(book, place, found[place])
    return found[0], found[1]


def _search(book: Notebook, place: int, chosen: Concept | None) -> None:
    data = {"index": index.for_notebook(book), "rev": book.mark, "slash": False, "keep": True,
            "value": chosen.name if chosen else "", "texts": texts("search", "no_result")}  # fmt: skip
    components.search(data, key=f"pair-{place}", on_event=partial(_choose, place))


def _choose(place: int, event: components.Event) -> None:
    pair = [st.query_params.get("a", ""), st.query_params.get("b", "")]
    pair[place] = str(event.get("id", ""))
    _put(*pair)


def _examples(book: Notebook) -> None:
    """Offer the most important pairs that the notes contrast, to a reader who has chosen nothing yet."""
    pairs = contrasts(book.graph)[:_EXAMPLES]
    items = [{"id": f"{a.id} {b.id}", "name": f"{a.name} – {b.name}"} for a, b in pairs]
    data = {"title": "", "text": "", "list_title": text("contrasted") if items else "", "items": items}
    ids = {item["id"]: (a.id, b.id) for item, (a, b) in zip(items, pairs, strict=True)}
    card.part("welcome", data, "examples", lambda event: _put(*ids[str(event.get("id", ""))]))


def _report(event: components.Event) -> None:
    """A concept picked here opens on the explorer's page."""
    if event.get("type") == "pick":
        show_later(page="explore", concept=str(event["id"]))
    else:
        handle(event)


def _connections(book: Notebook, a: Concept, b: Concept) -> None:
    chains = connections(book.graph, a.id, b.id)
    if not chains:
        st.info(text("no_connection"))
        return
    st.subheader(text("connections", count=len(chains), hops=len(chains[0])), anchor=False)
    for place, chain in enumerate(chains):
        title = " → ".join(plain(book.graph.concept(id).name) for id in (a.id, *(hop.target for hop in chain)))
        with st.expander(title, expanded=place == 0, key=f"chain-{place}"):
            _chain(book, chain, place)


def _chain(book: Notebook, chain: Connection, place: int) -> None:
    groups = [group for hop in chain for group in _told(book, hop.source, hop.relations)]
    card.part("relations", {"groups": groups}, f"chain-{place}-hops", _report)


def _told(book: Notebook, id: str, relations: tuple[Relation, ...]) -> list[dict[str, object]]:
    """Relations of a hop, each under the name of the concept that it starts from."""
    name = book.graph.concept(id).name
    return [{**group, "label": f"{name} {group['label']}"} for group in card.told(book, id, relations)]


def _comparison(book: Notebook, a: Concept, b: Concept, found: Comparison) -> None:
    st.subheader(text("compare"), anchor=False)
    for column, concept, place in zip(st.columns(2, gap="large"), (a, b), (0, 1), strict=True):
        with column:
            group = book.groups[book.group_of[concept.id]]
            card.part("head", {"card": head(concept, group, language())}, f"compare-{place}", _report)
    if found.contrast:
        _part(book, text("contrast"), a, found.contrast, "contrast")
    if found.common:
        _part(book, text("common"), a, tuple(mine for mine, _ in found.common), "common")
    else:
        st.caption(text("nothing_common"))
    columns = st.columns(2, gap="large")
    for column, concept, only in zip(columns, (a, b), (found.first, found.second), strict=True):
        with column:
            _part(book, text("only_of", name=plain(concept.name)), concept, only, f"only-{concept is a}")


def _part(book: Notebook, title: str, concept: Concept, relations: tuple[Relation, ...], key: str) -> None:
    st.markdown(f"#### {title}")
    card.part("relations", {"groups": card.told(book, concept.id, relations)}, f"compare-{key}", _report)
