"""One server and one browser for all tests of a worker; a request that leaves this computer fails the test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.app import notebook
from tests.app.explorer import Explorer

ROOT = Path(__file__).parents[2]
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
_LOCAL = ("http://localhost", "ws://localhost", "http://127.0.0.1", "data:", "blob:", "file:", "about:")

Serve = Callable[..., str]

expect.set_options(timeout=40_000)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Use the browser of the system where there is one."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next((path for name in names if (path := shutil.which(name))), None)
    return {"args": _ARGUMENTS, **({"executable_path": found} if found else {})}


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start the app on a notes folder and a graph file; give its address."""
    servers = []

    def start(notes: Path, graph: Path) -> str:
        port = _free_port()
        log = (tmp_path_factory.mktemp("log") / "server.log").open("wb")
        environment = {**os.environ, "NOTEGRAPH_NOTES": str(notes), "NOTEGRAPH_GRAPH": str(graph)}
        environment["XDG_CACHE_HOME"] = str(tmp_path_factory.getbasetemp() / "cache")
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        servers.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log))
        _wait(f"http://localhost:{port}/_stcore/health")
        return f"http://localhost:{port}"

    yield start
    for server in servers:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the test notebook."""
    made = tmp_path_factory.mktemp("notebook")
    notebook.write(made)
    return made


@pytest.fixture(scope="session")
def address(serve: Serve, folder: Path) -> str:
    """The address of the app on the test notebook."""
    return serve(folder / "notes", folder / "graph.json")


@pytest.fixture(scope="session")
def make_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page; pages with the same options share a context, which spares loading the app's scripts each time."""
    contexts: dict[str, BrowserContext] = {}

    def make(**options: Any) -> Page:
        wanted = {"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", "reduced_motion": "reduce", **options}
        key = repr(sorted(wanted.items()))
        if key not in contexts:
            contexts[key] = browser.new_context(**wanted)
        page = contexts[key].new_page()
        page.set_default_timeout(40_000)
        return page

    yield make
    for context in contexts.values():
        context.close()


@pytest.fixture
def explorer(make_page: Callable[..., Page], address: str, request: pytest.FixtureRequest) -> Iterator[Explorer]:
    """The app on the test notebook; parametrize indirectly with options of the browser context."""
    page = make_page(**getattr(request, "param", {}))
    away, errors = watch(page)
    yield Explorer(page, address)
    page.close()
    assert not away
    assert not errors


def watch(page: Page) -> tuple[list[str], list[str]]:
    """Return two lists that fill with requests that leave this computer, and with script errors."""
    away: list[str] = []
    errors: list[str] = []
    page.on("request", lambda one: None if one.url.startswith(_LOCAL) else away.append(one.url))
    page.on("websocket", lambda one: None if one.url.startswith(_LOCAL) else away.append(one.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    return away, errors


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"no server at {url}")
