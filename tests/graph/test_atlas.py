"""The map of a graph on disk: the same as made anew, sooner, and never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph import atlas as module
from graph import store
from graph.atlas import Atlas, atlas, mark_of
from graph.communities import Community, communities
from graph.model import ConceptGraph
from tests import samples


@pytest.fixture
def graph() -> ConceptGraph:
    """A graph whose names are hard to write down."""
    return samples.hostile_graph()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever communities are computed."""
    calls: list[int] = []

    def count(graph: ConceptGraph) -> tuple[Community, ...]:
        calls.append(1)
        return communities(graph)

    monkeypatch.setattr("graph.atlas.communities", count)
    return calls


def _mark(graph: ConceptGraph) -> str:
    return mark_of(store.dumps(graph))


def _kept(folder: Path) -> Path:
    (file,) = (folder / "maps").glob("*.json")
    return file


def test_a_map_is_computed_once_and_read_back_the_same(graph: ConceptGraph, counted: list[int], tmp_path: Path) -> None:
    first = atlas(graph, mark=_mark(graph), folder=tmp_path)
    assert atlas(graph, mark=_mark(graph), folder=tmp_path) == first == atlas(graph)
    assert len(counted) == 2
    assert first.positions.keys() == set(graph.network)


def test_another_content_has_another_map(graph: ConceptGraph, counted: list[int], tmp_path: Path) -> None:
    atlas(graph, mark=_mark(graph), folder=tmp_path)
    atlas(samples.tiny_graph(), mark=_mark(samples.tiny_graph()), folder=tmp_path)
    assert len(counted) == 2
    assert len(list((tmp_path / "maps").iterdir())) == 2


@pytest.mark.parametrize("broken", ["", "{}", "cut", "swapped", "old form", "a folder"])
def test_a_broken_file_counts_as_missing_and_is_made_anew(
    graph: ConceptGraph, counted: list[int], tmp_path: Path, broken: str
) -> None:
    first = atlas(graph, mark=_mark(graph), folder=tmp_path)
    file = _kept(tmp_path)
    _break(file, broken, tmp_path)
    assert atlas(graph, mark=_mark(graph), folder=tmp_path) == first
    assert len(counted) >= 2
    if broken != "a folder":
        before = len(counted)
        assert atlas(graph, mark=_mark(graph), folder=tmp_path) == first
        assert len(counted) == before, "the broken file was replaced"


def _break(file: Path, how: str, folder: Path) -> None:
    content = file.read_bytes()
    if how == "cut":
        file.write_bytes(content[: len(content) // 2])
    elif how == "swapped":
        atlas(samples.tiny_graph(), mark=_mark(samples.tiny_graph()), folder=folder)
        other = next(one for one in file.parent.iterdir() if one != file)
        other.replace(file)
    elif how == "old form":
        module._write(file, Atlas((), {}))
    elif how == "a folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_text(how)


def test_a_folder_that_cannot_be_written_only_keeps_nothing(graph: ConceptGraph, tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("a file in the way")
    assert atlas(graph, mark=_mark(graph), folder=tmp_path) == atlas(graph)


def test_only_the_maps_used_last_stay(graph: ConceptGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 3)
    for number in range(5):
        atlas(graph, mark=str(number), folder=tmp_path)
        for file in (tmp_path / "maps").iterdir():
            os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 10**9))
    assert len(list((tmp_path / "maps").iterdir())) == 3


def test_an_empty_graph_has_an_empty_map(tmp_path: Path) -> None:
    assert atlas(ConceptGraph(), mark="0", folder=tmp_path) == Atlas((), {})
