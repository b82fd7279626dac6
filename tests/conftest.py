"""What every test needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _main_module_stays() -> Iterator[None]:
    """Streamlit's AppTest leaves its page as `__main__`, which worker processes started later would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
