"""Imports go one way: graph <- extract <- ui <- app; the commands know graph and extract."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

ALLOWED: dict[str, set[str]] = {
    "graph": {"graph"},
    "extract": {"extract", "graph"},
    "ui": {"ui", "extract", "graph"},
    "app.py": {"ui", "extract", "graph"},
    "commands": {"commands", "extract", "graph"},
    "cli.py": {"commands", "extract", "graph"},
}
ROOMS = {"graph", "extract", "ui", "app", "commands", "cli", "tests", "bench"}
HEAVY = {"graph": {"spacy", "streamlit", "markdown_it"}, "extract": {"streamlit"}, "commands": {"spacy", "streamlit"}}
EXCEPTIONS = {"graph/prose.py": {"markdown_it"}}
"""Passages are kept as Markdown; one file of `graph` turns them into pages and cards."""


def _files(room: str) -> list[Path]:
    return [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py"))


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("room", [room for room in ALLOWED if (ROOT / room).exists()])
def test_rooms_import_only_what_lies_below_them(room: str) -> None:
    for file in _files(room):
        wrong = (set(_imports(file)) & ROOMS) - ALLOWED[room]
        assert not wrong, f"{file.relative_to(ROOT)} imports {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("room", HEAVY)
def test_rooms_keep_off_the_libraries_of_other_rooms(room: str) -> None:
    for file in _files(room):
        place = file.relative_to(ROOT).as_posix()
        wrong = set(_imports(file)) & HEAVY[room] - EXCEPTIONS.get(place, set())
        assert not wrong, f"{place} imports {', '.join(sorted(wrong))}"


def _declared(*names: str) -> set[str]:
    lines = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", lines, re.MULTILINE)}


def _distributions(files: list[Path]) -> dict[str, str]:
    """Return the distribution of every library that files import, with one file that does."""
    owners = packages_distributions()
    found = {}
    for file in files:
        named = re.findall(r"_package_file\(\"(\w+)\"", file.read_text(encoding="utf-8"))
        for module in {*_imports(file), *named} - ROOMS - sys.stdlib_module_names:
            for owner in owners.get(module, [f"{module}, which is not installed"])[:1]:
                found[re.sub(r"[-_.]+", "-", owner).lower()] = file.relative_to(ROOT).as_posix()
    return found


def test_requirements_name_every_library_that_the_app_and_the_commands_import() -> None:
    used = _distributions([file for room in ALLOWED for file in _files(room) if file.exists()])
    missing = {name: file for name, file in used.items() if name not in _declared("requirements.txt")}
    assert len(used) > 10
    assert not missing


def test_requirements_name_every_library_that_tests_and_benches_import() -> None:
    used = _distributions(
        [file for room in ("tests", "bench") for file in _files(room) if "node_modules" not in file.parts]
    )
    declared = _declared("requirements.txt", "requirements-dev.txt")
    assert {name: file for name, file in used.items() if name not in declared} == {}


def test_every_room_is_read_at_all() -> None:
    assert all(_files(room) for room in ("graph", "extract", "commands"))
