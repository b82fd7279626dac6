"""Events of the browser reach the page, whatever state the session is in."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from ui import components
from ui.components import Event


def _mounting(monkeypatch: pytest.MonkeyPatch, session: dict[str, Any]) -> tuple[list[Event], list[bool]]:
    """Mount a search box that reports a pick before its page runs; return the events and the reruns that followed."""
    events: list[Event] = []
    reruns: list[bool] = []
    fake = SimpleNamespace(session_state=session, rerun=lambda: reruns.append(True))
    monkeypatch.setattr(components, "st", fake)

    def mounted(key: str, data: dict[str, Any], on_event_change: Callable[[], None]) -> dict[str, Any]:
        on_event_change()
        return {"event": {"id": "lora"}}

    monkeypatch.setattr(components, "_SEARCH", mounted)
    components.search({}, key="box", on_event=events.append)
    return events, reruns


def test_an_event_is_handed_on_before_the_page_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    events, reruns = _mounting(monkeypatch, {"box": {"event": {"id": "lora"}}})
    assert events == [{"id": "lora"}]
    assert not reruns


def test_an_event_of_a_component_without_state_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    session: dict[str, Any] = {}
    events, reruns = _mounting(monkeypatch, session)
    assert events == [{"id": "lora"}]
    assert reruns == [True]
    assert not any(session.values())


def test_a_change_without_an_event_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    events, reruns = _mounting(monkeypatch, {"box": {"event": None}})
    assert not events
    assert not reruns
