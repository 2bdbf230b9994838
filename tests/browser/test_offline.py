"""Without a connection a page of our own stands in; with it the site goes on."""

import re

import pytest
from playwright.sync_api import Route, expect

from glossary_site.web import offline
from tests.browser.conftest import OpenPage, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BAR_IS_SEEN = """() => {
    const { content, scale } = getComputedStyle(document.body, "::before");
    return content !== "none" && parseFloat(scale) > 0.2;
}"""


def test_a_page_that_cannot_be_fetched_says_so_and_comes_back(open_page: OpenPage) -> None:
    page = open_page("/terms/")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    page.goto("/calculator/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    expect(page.get_by_text("No answer of yours is lost")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.button')).minHeight") == "44px"
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cost calculator")


def test_a_new_worker_has_the_new_page(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("/terms/")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.evaluate("fetch('/offline/').then((answer) => answer.text())")
    monkeypatch.setattr(offline, "render_to_string", lambda *_: "<h1>New words</h1>")
    page.evaluate(
        """async () => {
            const changed = new Promise((done) =>
                navigator.serviceWorker.addEventListener("controllerchange", done));
            await (await navigator.serviceWorker.ready).update();
            await changed;
        }"""
    )
    page.context.set_offline(True)
    page.goto("/calculator/")
    expect(page.get_by_role("heading", level=1)).to_have_text("New words")


def test_a_form_that_was_sent_without_a_connection_leads_on(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    page.locator("form[action='/advisory/from/'] button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    page.wait_for_url("**/advisory/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_failed_fragment_is_said_in_place(open_page: OpenPage) -> None:
    page = open_page("/terms/")
    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("drift")
    notice = page.locator("[data-request-error]")
    expect(notice).to_contain_text("Check your connection")
    page.context.set_offline(False)
    page.get_by_role("searchbox").fill("model")
    expect(notice).to_be_hidden()
    visit(page, "/")


@pytest.mark.parametrize("status", [None, 429, 503])
def test_what_was_not_saved_is_not_ticked(open_page: OpenPage, status: int | None) -> None:
    page = open_page("/terms/mlops/")
    to_notice = {"HX-Retarget": "#request-notice", "HX-Reswap": "innerHTML"}
    if status:
        page.route("**/checklist/", lambda one: one.fulfill(status=status, headers=to_notice))
    page.context.set_offline(status is None)
    boxes = page.locator("#checklist input[type=checkbox]")
    boxes.nth(1).click()
    expect(boxes.nth(1)).not_to_be_checked()
    page.context.set_offline(False)
    page.unroute("**/checklist/")
    boxes.nth(1).click()
    expect(page.locator("#checklist-progress")).to_have_text("1 of 5 done")
    expect(boxes.nth(1)).to_be_checked()


@pytest.mark.parametrize("reduced_motion", ["no-preference", "reduce"])
def test_what_takes_long_shows_a_bar(open_page: OpenPage, reduced_motion: str) -> None:
    page = open_page("/calculator/?preset=mlops", reduced_motion=reduced_motion)
    held: list[Route] = []
    page.route("**/calculator/?*", lambda route: held.append(route))
    page.locator("input[name=price_3]").press_sequentially("0")
    page.wait_for_function(BAR_IS_SEEN)
    assert held
    for route in held:
        route.continue_()
    page.wait_for_function(f"() => !({BAR_IS_SEEN})()")
    assert not page.evaluate(BAR_IS_SEEN)


def test_the_worker_keeps_nothing_that_was_read(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    visit(page, "/me/")
    kept = page.evaluate(
        """async () => {
            const found = [];
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                    found.push(new URL(request.url).pathname);
            return found.sort();
        }"""
    )
    names = [re.sub(r"\.[0-9a-f]{12}\.", ".", path) for path in kept]
    assert names == ["/offline/", "/static/css/site.css", "/static/img/icon.svg"]
