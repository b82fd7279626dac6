"""What a user does with the app, in the words of a user."""

from __future__ import annotations

from typing import Any, cast

from playwright.sync_api import Locator, Page, expect

Point = dict[str, float]


class Explorer:
    """The app in a browser."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def open(self, path: str = "/", **query: str) -> Explorer:
        """Open an address of the app and wait until the graph stands."""
        self.go(path, **query)
        self.page.wait_for_function("globalThis.notegraph && notegraph.network && notegraph.labels.length")
        return self

    def go(self, path: str = "/", **query: str) -> Explorer:
        """Open an address of the app."""
        pairs = "&".join(f"{name}={value}" for name, value in query.items())
        self.page.goto(f"{self.address}{path}{'?' if pairs else ''}{pairs}")
        return self

    def expect_address(self, script: str) -> None:
        """Wait until the parameters in the address are so; it follows the page, a moment later.

        `script` is an expression over `all(name)`, the values of a parameter.
        """
        self.page.wait_for_function(f"(all => {script})(name => new URLSearchParams(location.search).getAll(name))")

    @property
    def card(self) -> Locator:
        """The card."""
        return self.page.locator(".st-key-card")

    @property
    def title(self) -> Locator:
        """The name on the card."""
        return self.card.locator(".ng-name")

    @property
    def box(self) -> Locator:
        """The search box."""
        return self.page.locator(".st-key-search").get_by_role("combobox")

    @property
    def hits(self) -> Locator:
        """The results of the search."""
        return self.page.locator(".st-key-search").get_by_role("option")

    @property
    def count(self) -> Locator:
        """The line that tells how many concepts are shown."""
        return self.page.locator(".ng-count")

    def search(self, text: str) -> None:
        """Type into the search box and choose the first result."""
        self.box.fill(text)
        self.box.press("Enter")

    def node(self, id: str) -> Point:
        """Where a concept is on the screen."""
        script = """id => { const at = notegraph.network.canvasToDOM(notegraph.at(id));
            const area = notegraph.canvas.getBoundingClientRect(); return {x: area.x + at.x, y: area.y + at.y}; }"""
        return cast(Point, self.page.evaluate(script, id))

    def click_node(self, id: str) -> None:
        """Click a concept."""
        at = self.node(id)
        self.page.mouse.click(at["x"], at["y"])

    def shown(self) -> set[str]:
        """Ids of the concepts that are drawn."""
        return set(cast("list[str]", self.page.evaluate("notegraph.nodes.getIds()")))

    def edges(self) -> list[dict[str, Any]]:
        """The edges that are drawn."""
        return cast("list[dict[str, Any]]", self.page.evaluate("notegraph.edges.get()"))

    def view(self) -> dict[str, Any]:
        """Zoom, the middle of the view, and the positions of all drawn concepts."""
        script = """({scale: notegraph.network.getScale(), middle: notegraph.network.getViewPosition(),
            at: notegraph.network.getPositions()})"""
        return cast("dict[str, Any]", self.page.evaluate(script))

    def expect_shown(self, *ids: str) -> None:
        """Wait until some concepts are drawn."""
        self.page.wait_for_function("ids => ids.every(id => notegraph.nodes.get(id))", arg=list(ids))

    def tab(self, name: str) -> None:
        """Open a tab of the card."""
        self.card.get_by_role("tab", name=name).click()

    def expect_title(self, name: str) -> None:
        """Wait until the card is about a concept."""
        expect(self.title).to_have_text(name)
