"""A browser for the formats that browsers open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Yield the system's Chromium, or Playwright's own where the system has none."""
    system = next(filter(None, map(shutil.which, _NAMES)), None)
    browser = playwright.chromium.launch(executable_path=system, args=["--no-sandbox"])
    yield browser
    browser.close()
