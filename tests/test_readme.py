"""README and CONTRIBUTING stay true.  usage: python -m tests.test_readme  (writes the README's table of formats)"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from commands.main import app
from graph.formats import formats
from graph.vocabulary import RELATION_KINDS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
START, END = "<!-- formats: written by `python -m tests.test_readme` -->", "<!-- end of formats -->"
ROOMS = ("graph", "extract", "data", "ui", "commands", "tests", "bench", "docs", ".streamlit", "app.py", "cli.py")


def formats_table() -> str:
    """Return the README's table of formats."""
    rows = (f"| `{f.name}` | {f.title} | `{f.extension}` | {f.loses_en or 'nothing'} |" for f in formats().values())
    return "\n".join(["| name | format | file | cannot hold |", "|---|---|---|---|", *rows])


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _paths(text: str) -> list[str]:
    """Return the paths of the project that a text names in backticks or links to; examples in capitals are no paths."""
    named = re.findall(r"`([\w./-]+)`", text) + re.findall(r"\]\(([\w./-]+)\)", text)
    return [path for path in named if path.split("/")[0] in ROOMS and "NAME" not in path]


def test_readme_names_every_command() -> None:
    names = [command.name for command in app.registered_commands]
    missing = [name for name in names if f"`python cli.py {name}" not in _text("README.md")]
    assert len(names) >= 10
    assert not missing


def test_readme_names_no_command_and_no_option_that_does_not_exist() -> None:
    commands: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
    options = {
        option
        for command in commands.values()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    text = _text("README.md") + _text("CONTRIBUTING.md")
    assert set(re.findall(r"python cli\.py ([a-z]+)", text)) == set(commands)
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", _text("README.md"))) <= options | {"--strict"}


def test_readme_table_of_formats_is_up_to_date() -> None:
    table = _text("README.md").split(START)[1].split(END)[0].strip()
    assert table == formats_table(), "run: python -m tests.test_readme"


def test_readme_names_every_relation_kind() -> None:
    assert all(f"\n| {kind} | " in _text("README.md") for kind in RELATION_KINDS)


def test_readme_names_every_setting() -> None:
    sources = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "extract").rglob("*.py"), *(ROOT / "commands").rglob("*.py")]
    used = {name for path in sources for name in re.findall(r"\bNOTEGRAPH_[A-Z]+", path.read_text(encoding="utf-8"))}
    set_by_make = set(re.findall(r"^([A-Z]+) \?=", _text("Makefile"), re.MULTILINE))
    assert used
    assert {name for name in used | set_by_make if f"`{name}`" not in _text("README.md")} == set()


def test_readme_starts_with_the_picture_and_the_two_commands() -> None:
    first_screen = "\n".join(_text("README.md").splitlines()[:20])
    assert "docs/explorer.png" in first_screen
    assert first_screen.count("make app") == 2


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_path_that_is_named_exists(name: str) -> None:
    paths = _paths(_text(name))
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_make_target_that_is_named_exists() -> None:
    named = set(re.findall(r"make ([a-z]+)\b", re.sub(r"[^`]*```sh|```[^`]*", "", _text("README.md"))))
    named |= set(re.findall(r"`make ([a-z]+)", _text("README.md") + _text("CONTRIBUTING.md")))
    targets = set(re.findall(r"^([a-z-]+):", _text("Makefile"), re.MULTILINE))
    assert named
    assert named <= targets


def _write_table() -> None:
    head, rest = _text("README.md").split(START)
    README.write_text(f"{head}{START}\n\n{formats_table()}\n\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    _write_table()
