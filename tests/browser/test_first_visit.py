"""What a first visit to an entry costs the reader's line, counted by the browser, and what moves in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from dev.bench.servers import Server
from tests.prepared import copy_folder
from tests.site.servers import running_server
from tests.site.test_weight import MOST_BYTES

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = {"width": 390, "height": 844}
MOVED = """() => new Promise((done) => {
    let moved = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) moved += entry.value; })
        .observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => setTimeout(() => done(moved), 100));
})"""


@pytest.fixture
def server(loaded_folder: Path, tmp_path: Path) -> Iterator[Server]:
    """The site as operators start it: compressed, behind its page cache."""
    with running_server(copy_folder(loaded_folder, tmp_path / "var"), tmp_path / "log") as server:
        yield server


def weigh(session: CDPSession) -> dict[str, int]:
    """Bytes on the wire by address, headers too; grows while pages are loaded."""
    addresses: dict[str, str] = {}
    weights: dict[str, int] = {}

    def answered(event: dict[str, Any]) -> None:
        addresses[event["requestId"]] = event["response"]["url"]

    def finished(event: dict[str, Any]) -> None:
        weights[addresses.get(event["requestId"], "?")] = event["encodedDataLength"]

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return weights


def read(page: Page, address: str) -> float:
    """Opens the address and waits until nothing more comes; how far something moved."""
    page.goto(address)
    page.locator("html[data-ready]").wait_for()
    page.wait_for_load_state("networkidle")
    return float(page.evaluate(MOVED))


def test_a_first_visit_is_light_and_nothing_moves(browser: Browser, server: Server) -> None:
    for slug in ("mlops", "model-routing", "ai-unit-economics"):
        page = browser.new_page(viewport=PHONE)
        weights = weigh(page.context.new_cdp_session(page))
        moved = read(page, f"{server.url}/terms/{slug}/")
        names = [address.rpartition("/")[2].partition(".")[0] for address in weights]
        assert {"site", "page", "term"} <= set(names)
        assert not {"reading-serif", "reading-sans", "htmx-2"} & set(names)
        assert sum(weights.values()) <= MOST_BYTES, weights
        with page.expect_event("requestfinished", lambda one: "reading-sans" in one.url):
            page.mouse.wheel(0, 300)
        assert (moved, read(page, f"{server.url}/terms/{slug}/")) == (0, 0)
        page.close()
