"""Make the pictures of docs/: python scripts/screenshots.py [ADDRESS] takes them from a running app, or starts one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture."""

    name: str
    """File name without ending."""
    address: str
    """Path and query in the app."""
    dark: bool = False
    """Whether the browser asks for dark."""
    phone: bool = False
    """Whether the screen is 390 pixels wide."""


SHOTS = (
    Shot("explorer", "/?lang=zh&concept=LoRA"),
    Shot("explorer-en", "/?lang=en&concept=LoRA"),
    Shot("explorer-dark", "/?lang=zh&concept=LoRA", dark=True),
    Shot("focus", "/?lang=zh&concept=LoRA&around=lora"),
    Shot("table", "/?lang=en&concept=LoRA&mode=table"),
    Shot("phone", "/?lang=zh&concept=LoRA", phone=True),
    Shot("phone-dark-en", "/?lang=en&concept=LoRA", dark=True, phone=True),
)


def main() -> None:
    """Take all pictures."""
    DOCS.mkdir(exist_ok=True)
    with _app() as address, sync_playwright() as playwright:
        names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        program = next((path for name in names if (path := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        for shot in SHOTS:
            _take(browser, address, shot)
        browser.close()


def _take(browser: Browser, address: str, shot: Shot) -> None:
    size = {"width": 390, "height": 844} if shot.phone else {"width": 1440, "height": 900}
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address + shot.address)
    page.locator(".ng-table, .ng-ground canvas").first.wait_for(timeout=120_000)
    page.locator(".ng-name").wait_for(timeout=30_000)
    page.wait_for_timeout(1500)
    page.screenshot(path=DOCS / f"{shot.name}.png", full_page=False)
    context.close()


@contextmanager
def _app() -> Iterator[str]:
    if len(sys.argv) > 1:
        yield sys.argv[1].rstrip("/")
        return
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}"
    finally:
        server.terminate()


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no server at {url}")


if __name__ == "__main__":
    main()
