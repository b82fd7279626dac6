"""What an independent program found in an export."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[4]
NODE_READERS = ROOT / "tests" / "node"


@dataclass(frozen=True, slots=True)
class Opened:
    """Counts and names, as the reader tells them; None for what the format does not hold."""

    names: Sequence[str]
    """Name of each concept, in any order."""
    relations: int | None
    """Number of relations."""


def node(kind: str, file: Path) -> Any:
    """Return what the program of tests/node reads from a file."""
    command = [program("node"), "read.cjs", kind, str(file)]
    found = subprocess.run(command, cwd=NODE_READERS, capture_output=True, text=True, timeout=120)
    assert found.returncode == 0, f"{kind}: {found.stderr[-2000:]}"
    return json.loads(found.stdout)


def program(name: str) -> str:
    """Return the path of an installed program; its absence is a failure, because a skipped reader proves nothing."""
    found = shutil.which(name)
    assert found, f"{name} is not on the PATH; `make test` installs it"
    return found
