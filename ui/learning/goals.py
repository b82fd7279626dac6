"""The targets of the path: kept in the URL, chosen by search, never silently dropped."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from graph.errors import UnknownConceptError
from graph.model import Concept, ConceptGraph
from graph.search import SearchIndex
from ui.notebook import Notebook

_LAST = "last targets"


@dataclass(frozen=True, slots=True)
class Goals:
    """What the URL asks for."""

    concepts: tuple[Concept, ...]
    """The targets, in the order of the URL."""
    unknown: tuple[tuple[str, tuple[Concept, ...]], ...]
    """Names that stand for no concept, each with the nearest ones."""

    @property
    def ids(self) -> list[str]:
        """Ids of the targets."""
        return [concept.id for concept in self.concepts]


def current(book: Notebook) -> Goals:
    """Return the targets that the URL names; a reader who comes back from another page finds the last ones."""
    names = st.query_params.get_all("target")
    if not names and st.session_state.get(_LAST):
        names = list(st.session_state[_LAST])
        put(names)
    found: dict[str, Concept] = {}
    unknown = []
    for name in dict.fromkeys(name.strip() for name in names if name.strip()):
        try:
            concept = book.graph.find(name)
            found[concept.id] = concept
        except UnknownConceptError as error:
            unknown.append((name, nearest(book.graph, error)))
    return Goals(tuple(found.values()), tuple(unknown))


def last() -> list[str]:
    """Return the names of the targets that the URL names, else those of the last visit; the URL stays as it is."""
    return st.query_params.get_all("target") or list(st.session_state.get(_LAST, ()))


def nearest(graph: ConceptGraph, error: UnknownConceptError) -> tuple[Concept, ...]:
    """Return the concepts that a name may have meant: by its sound and spelling, else by looks."""
    hits = SearchIndex(graph).search(error.name, limit=3)
    return tuple(hit.concept for hit in hits) or tuple(map(graph.find, error.suggestions))


def within() -> int:
    """Return how many steps before the targets the path begins; 0 for at the very beginning."""
    asked = st.query_params.get("within", "")
    return int(asked) if asked in ("1", "2", "3") else 0


def begin(steps: int) -> None:
    """Have the path begin some steps before the targets."""
    if steps:
        st.query_params["within"] = str(steps)
    else:
        st.query_params.pop("within", None)


def put(names: list[str]) -> None:
    """Put the targets into the URL."""
    kept = {name: st.query_params[name] for name in ("lang", "within") if name in st.query_params}
    st.session_state[_LAST] = tuple(names)
    st.query_params.from_dict({**kept, **({"target": names} if names else {})})


def add(id: str, *, instead: str = "") -> None:
    """Add a target; with `instead`, in the place of a name of the URL."""
    names = [name for name in st.query_params.get_all("target") if name != instead]
    put(list(dict.fromkeys([*names, id])))


def drop(names: tuple[str, ...]) -> None:
    """Remove a target, whichever of its names the URL has."""
    put([name for name in st.query_params.get_all("target") if name not in names])


def later(id: str) -> None:
    """Have the page open with one target, when it is shown next."""
    st.session_state[_LAST] = (id,)
