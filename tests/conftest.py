"""What every test needs."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the cache of whoever runs the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(autouse=True)
def _main_module_stays() -> Iterator[None]:
    """Streamlit's AppTest leaves its page as `__main__`, which worker processes started later would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
