"""The explorer in a real browser: python bench/explorer.py [sample | SIZE]…; prints times, bytes and frames a second.

1. A click on a concept until its card stands, against the same page without the graph (the table of five rows), on the
   sample notebook and on generated ones.
2. The first usable graph of generated, scale-free notebooks: at the very first opening, after a restart, and in a
   session more; at 1,000 against pyvis's own page with physics on.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).parents[1]))

import networkx as nx
from playwright.sync_api import Browser, Page, sync_playwright
from pyvis.network import Network

from graph import store
from graph.model import Concept, ConceptGraph, Passage, Relation
from graph.vocabulary import CONCEPT_KINDS, TYPED_KINDS

ROOT = Path(__file__).parents[1]
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_READY = "globalThis.notegraph && notegraph.network && notegraph.labels.length"
_PATIENCE = 180.0
"""Seconds after which pyvis's page is given up."""
_CLICKS = 15
_IN_REACH = """notegraph.ranked.filter(node => {
  const p = notegraph.network.canvasToDOM(notegraph.at(node.id)), box = notegraph.canvas.getBoundingClientRect();
  const stage = notegraph.canvas.getRootNode().elementFromPoint(box.x + p.x, box.y + p.y);
  return stage === notegraph.canvas && notegraph.network.getNodeAt(p) === node.id;
}).map(node => node.name)"""
"""Names of the concepts that nothing else covers."""
_DRAG = """async () => {
  const box = notegraph.canvas.getBoundingClientRect(), target = notegraph.ground.firstChild;
  const fire = (type, x) => target.dispatchEvent(new PointerEvent(type, { pointerId: 1, clientX: x, bubbles: true,
    clientY: box.y + box.height - 20, buttons: type === 'pointerup' ? 0 : 1, pointerType: 'mouse' }));
  let frames = 0, on = true;
  const count = () => {
    if (!on) return;
    fire('pointermove', box.x + 40 + (++frames * 7) % 300);
    requestAnimationFrame(count);
  };
  fire('pointerdown', box.x + 40);
  const start = performance.now();
  requestAnimationFrame(count);
  await new Promise(done => setTimeout(done, 1500));
  on = false;
  fire('pointerup', box.x + 40);
  return frames * 1000 / (performance.now() - start);
}"""


def main(names: list[str]) -> None:
    """Run all measurements."""
    with sync_playwright() as playwright:
        program = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        for name in names:
            with tempfile.TemporaryDirectory() as folder:
                _measure(browser, Path(folder), _sample() if name == "sample" else _scale_free(int(name)))
        browser.close()


def _measure(browser: Browser, folder: Path, graph: ConceptGraph) -> None:
    size = len(graph)
    _lay_out(folder, graph)
    with _app(folder) as address:
        cold, _, _ = _first(browser, address)
    with _app(folder) as address:
        again, _, _ = _first(browser, address)
        print(f"{size:6} concepts: very first opening {cold:.2f} s, first after a restart {again:.2f} s")
        for limit in (60, 1000):
            seconds, size_bytes, frames = _first(browser, f"{address}/?limit={limit}")
            print(f"  {min(limit, size):4} shown: first graph {seconds:.2f} s", end="")
            print(f", {size_bytes / 1e6:.2f} MB, {frames:.0f} frames/s while dragging")
            if size == limit == 1000:
                slow = _physics(browser, folder, graph)
                print(f"  pyvis's own page with physics: {slow:.1f} s, {slow / seconds:.0f} times as long")
        with_graph, bare = _clicks(browser, address)
        print(f"  click to card: {with_graph:.3f} s, without the graph {bare:.3f} s, ratio {with_graph / bare:.2f}")


def _first(browser: Browser, url: str) -> tuple[float, int, float]:
    """Seconds until the graph stands, bytes of the session, and frames a second while dragging."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    received = [0]
    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: _add(received, data)))
    start = time.perf_counter()
    page.goto(url)
    page.wait_for_function(_READY, timeout=_PATIENCE * 1000)
    seconds = time.perf_counter() - start
    page.wait_for_timeout(800)
    frames = cast(float, page.evaluate(_DRAG))
    page.close()
    return seconds, received[0], frames


def _add(total: list[int], data: bytes | str) -> None:
    total[0] += len(data)


def _clicks(browser: Browser, address: str) -> tuple[float, float]:
    """Median seconds from a click to the card: on the graph, and on a table of five rows.

    The two take turns, so that what else the machine does weighs on both.
    """
    graph, bare = (browser.new_page(viewport={"width": 1440, "height": 900}) for _ in range(2))
    graph.goto(f"{address}/?limit=60")
    graph.wait_for_function(_READY)
    bare.goto(f"{address}/?limit=5&mode=table")
    bare.locator(".ng-table").wait_for()
    bare.wait_for_timeout(1500)
    names = cast("list[str]", graph.evaluate(_IN_REACH))[:5]
    pairs = [(_pick(graph, names[n % len(names)]), _press(bare, n % 5)) for n in range(_CLICKS)]
    graph.close()
    bare.close()
    return statistics.median(one for one, _ in pairs), statistics.median(one for _, one in pairs)


def _pick(page: Page, name: str) -> float:
    page.bring_to_front()
    script = """name => {
      const node = notegraph.ranked.find(one => one.name === name);
      const p = notegraph.network.canvasToDOM(notegraph.at(node.id));
      const box = notegraph.canvas.getBoundingClientRect();
      return [box.x + p.x, box.y + p.y];
    }"""
    x, y = page.evaluate(script, name)
    start = time.perf_counter()
    page.mouse.click(x, y)
    return _card(page, name, start)


def _press(page: Page, place: int) -> float:
    page.bring_to_front()
    cell = page.locator(".ng-table tbody tr").nth(place).get_by_role("button")
    name, area = cell.inner_text(), cell.bounding_box()
    if not area:
        raise LookupError(name)
    start = time.perf_counter()
    page.mouse.click(area["x"] + 4, area["y"] + 4)
    return _card(page, name, start)


def _card(page: Page, name: str, start: float) -> float:
    """Seconds since `start` until the card has a name; then let the page come to rest."""
    page.locator(".ng-name").get_by_text(name, exact=True).wait_for()
    seconds = time.perf_counter() - start
    page.wait_for_timeout(700)
    return seconds


def _physics(browser: Browser, folder: Path, graph: ConceptGraph) -> float:
    """Seconds until pyvis's default page has settled."""
    net = Network(directed=True, cdn_resources="in_line")
    net.add_nodes([concept.id for concept in graph.concepts()])
    net.add_edges([(relation.source, relation.target) for relation in graph.relations()])
    text = net.generate_html().replace("return network;", "window.network = network; return network;")
    text = text.replace("drawGraph();", "drawGraph(); network.once('stabilized', () => { window.settled = true; });")
    (folder / "pyvis.html").write_text(text, "utf-8")
    page = browser.new_page()
    page.route("http*://**", lambda route: route.abort())
    start = time.perf_counter()
    page.goto(f"file://{folder}/pyvis.html", wait_until="commit")
    try:
        page.wait_for_function("window.settled === true", timeout=_PATIENCE * 1000)
    except Exception:
        print(f"  (given up after {_PATIENCE:.0f} s)")
    seconds = time.perf_counter() - start
    page.close()
    return seconds


def _scale_free(size: int) -> ConceptGraph:
    """Return a generated notebook whose degrees follow a power law."""
    shape = nx.powerlaw_cluster_graph(size, 2, 0.3, seed=1)
    most = max(degree for _, degree in shape.degree())
    kinds = list(CONCEPT_KINDS)
    graph = ConceptGraph(title=f"{size}")
    for node in shape:
        passage = Passage("notes.md", 1, 1, "section", ("Notes",), f"Concept {node} is explained here.")
        graph.add_concept(Concept(f"c{node}", f"概念 {node}", "zh", kinds[node % len(kinds)], passages=(passage,),
                                  mentions=3, importance=round(shape.degree(node) / most, 4)))  # fmt: skip
    for a, b in shape.edges:
        graph.add_relation(Relation(f"c{b}", f"c{a}", TYPED_KINDS[(a + b) % len(TYPED_KINDS)]))
    return graph


def _sample() -> ConceptGraph:
    """Return the graph of the sample notebook."""
    from extract.pipeline import Options, extract

    return extract([ROOT / "data" / "notes"], Options())


def _lay_out(folder: Path, graph: ConceptGraph) -> None:
    (folder / "notes").mkdir()
    (folder / "notes" / "notes.md").write_text("# Notes\n", "utf-8")
    store.save(graph, folder / "graph.json")


@contextmanager
def _app(folder: Path) -> Iterator[str]:
    """Start a server of a folder, with a cache of its own."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = int(probe.getsockname()[1])
    environment = {
        **os.environ,
        "NOTEGRAPH_NOTES": str(folder / "notes"),
        "NOTEGRAPH_GRAPH": str(folder / "graph.json"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait()


def _wait(url: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"no server at {url}")


if __name__ == "__main__":
    main(sys.argv[1:] or ["sample", "300", "1000", "5000", "20000"])
