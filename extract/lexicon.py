"""What data/lexicon and data/settings.yaml hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import NotegraphError

DATA = Path(__file__).resolve().parent.parent / "data"
"""The data folder."""


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of data/lexicon/words/NAME.yaml, a YAML mapping of headings to words separated by spaces."""
    groups = read_yaml(DATA / "lexicon" / "words" / f"{name}.yaml")
    return frozenset(word.replace("_", " ") for words in groups.values() for word in str(words).split())


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file; NotegraphError names file and line where it is broken."""
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise NotegraphError(f"cannot read: {error.strerror}", place=str(path), remedy="restore the file") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path}:{mark.line + 1}" if mark else str(path)
        raise NotegraphError(f"not YAML ({getattr(error, 'problem', error)})", place=place, remedy="mend it") from error


@cache
def _settings() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(DATA / "settings.yaml")
    return found


def setting(name: str) -> Any:
    """Return a setting of data/settings.yaml; NotegraphError where it is missing."""
    try:
        return _settings()[name]
    except KeyError:
        raise NotegraphError(f"setting {name!r} is missing", place="data/settings.yaml", remedy="restore it") from None
