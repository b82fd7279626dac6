"""The interview drill: questions that the notes answer, one at a time."""

from __future__ import annotations

from typing import Any

import streamlit as st

from graph.card import evidence
from graph.drill import Question, drill
from graph.prose import to_html
from ui import components
from ui.learning.report import handle
from ui.notebook import Notebook
from ui.passages import safe_markdown
from ui.texts import language, text, texts

_MOST = 60
_TEXTS = ("drill_label", "drill_show", "drill_next", "drill_back", "drill_again", "drill_wrong", "drill_right",
          "drill_not", "drill_answer", "drill_done", "drill_of", "drill_knew", "drill_knew_not", "open_at",
          "from_lexicon")  # fmt: skip


def show(book: Notebook, ids: list[str]) -> None:
    """Show the drill about some concepts, in their order."""
    questions = drill(book.graph, ids)[:_MOST]
    if not questions:
        st.info(text("drill_none"))
        return
    told = [_told(book, question) for question in questions]
    rev = " ".join([language(), *(question.id for question in questions)])
    components.drill({"questions": told, "rev": rev, "texts": texts(*_TEXTS)}, key="drill", on_event=handle)


def _told(book: Notebook, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": question.wording(language()),
        "options": [{"id": option.id, "name": option.name} for option in question.options],
        "answer": question.answers[0].id if question.answers else "",
        "answers": text("comma").join(answer.name for answer in question.answers),
        "quotes": [evidence(quote) for quote in question.quotes],
        "html": _passage(book, question),
    }


def _passage(book: Notebook, question: Question) -> str:
    passage = question.passage
    if passage is None:
        return ""
    return to_html(safe_markdown(passage.text, passage.path, book.root, text("missing_image")), images=True)
