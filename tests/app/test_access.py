"""The app for everyone: no serious violation that axe-core finds, in light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.app.explorer import Explorer

_PAGES = ("/?concept=注意力机制", "/?mode=table", "/connect?a=lora&b=显存", "/notes", "/?concept=qlora&around=lora")


@pytest.mark.parametrize("explorer", [{}, {"color_scheme": "dark"}], indirect=True, ids=["light", "dark"])
def test_axe_finds_no_serious_violation(explorer: Explorer) -> None:
    for address in _PAGES:
        explorer.go(address)
        explorer.page.locator(".ng-name, .ng-welcome").first.wait_for()
        explorer.page.wait_for_timeout(400)
        found = Axe().run(explorer.page).response["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        assert not serious, [(address, one["id"], one["nodes"][0]["html"]) for one in serious]
