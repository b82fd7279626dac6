"""What the reader looks at, kept in the URL: it can be shared, saved, and gone back to."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from graph.vocabulary import RELATION_KINDS

SHOWN_KINDS = tuple(kind.name for kind in RELATION_KINDS.values() if not kind.hidden)
ORIGINS = ("extracted", "lexicon", "curated")
_SAVED = "last view"


@dataclass(frozen=True, slots=True)
class View:
    """The selected concept and all that decides what is drawn; each field is a URL parameter of its name."""

    concept: str = ""
    """Id or name of the selected concept."""
    link: tuple[str, ...] = ()
    """Ids of the two ends of the selected edge."""
    around: str = ""
    """Id of the concept in the middle; empty for the overview."""
    depth: int = 1
    """Steps from the middle, 1 to 3."""
    direction: str = "both"
    """out | in | both."""
    opened: tuple[str, ...] = ()
    """Concepts whose neighbours are shown too."""
    limit: int = 60
    """Number of concepts of the overview."""
    relation: tuple[str, ...] = SHOWN_KINDS
    """Relation kinds that are drawn."""
    origin: tuple[str, ...] = ORIGINS
    """Origins of the relations that are drawn."""
    confidence: float = 0.0
    """Least confidence of the relations that are drawn."""
    kind: tuple[str, ...] = ()
    """Concept kinds; none for all. The empty kind is called other."""
    community: tuple[str, ...] = ()
    """Communities, each by the id of its most central concept; none for all."""
    note: tuple[str, ...] = ()
    """Paths of source notes; none for all."""
    importance: float = 0.0
    """Least importance of a concept."""
    mode: str = "graph"
    """graph | table."""

    def changed(self, **fields: Any) -> View:
        """Return the view with some fields changed."""
        return dataclasses.replace(self, **fields)

    @property
    def query(self) -> str:
        """The view as the query of a URL."""
        return urlencode(to_params(self), doseq=True)


def current() -> View:
    """Return the view that the URL names."""
    return from_params({name: st.query_params.get_all(name) for name in st.query_params})


def show(view: View) -> None:
    """Put a view into the URL; one step of the browser's history."""
    kept = {"lang": st.query_params["lang"]} if "lang" in st.query_params else {}
    st.session_state[_SAVED] = view
    st.query_params.from_dict({**kept, **to_params(view)})


def keep(view: View) -> None:
    """Have the explorer's page open with a view, when it is shown next."""
    st.session_state[_SAVED] = view


def last() -> View:
    """Return the view that the URL names, else the one that the explorer's page would open with."""
    view = current()
    return view if view.concept or view.around else st.session_state.get(_SAVED, view)


def resume() -> None:
    """Put the last view back into an empty URL, for a reader who comes from another page."""
    saved = st.session_state.get(_SAVED)
    if saved and not set(st.query_params) - {"lang"}:
        show(saved)


def to_params(view: View) -> dict[str, list[str]]:
    """Return the fields that differ from the default, as URL parameters."""
    plain = View()
    changed = {f.name: getattr(view, f.name) for f in dataclasses.fields(view)}
    changed = {name: value for name, value in changed.items() if value != getattr(plain, name)}
    return {name: [str(one) for one in (v if isinstance(v, tuple) else (v,))] or [""] for name, v in changed.items()}


def from_params(params: Mapping[str, list[str]]) -> View:
    """Return the view of URL parameters; what makes no sense is left at its default.

    >>> from_params({"depth": ["2"], "limit": ["many"], "relation": ["is_a", "x"]}).depth
    2
    """
    fields = {name: _read(name, values) for name, values in params.items() if name in View.__dataclass_fields__}
    return View(**{name: value for name, value in fields.items() if value is not None})


def _read(name: str, values: list[str]) -> Any:
    default = getattr(View(), name)
    value = values[-1] if values else ""
    if isinstance(default, tuple):
        allowed = {"relation": tuple(RELATION_KINDS), "origin": ORIGINS}.get(name)
        return tuple(one for one in values if one and (not allowed or one in allowed))
    if isinstance(default, str):
        allowed = {"direction": ("out", "in", "both"), "mode": ("graph", "table")}.get(name)
        return value if not allowed or value in allowed else None
    try:
        return _within(name, type(default)(value))
    except ValueError:
        return None


def _within(name: str, number: float) -> Any:
    least, most = {"depth": (1, 3), "limit": (5, 5000)}.get(name, (0, 1))
    return min(max(number, least), most) if number == number else None
