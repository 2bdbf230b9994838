"""Without a connection a page of our own stands in; with it the site goes on."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_page_that_cannot_be_fetched_says_so_and_comes_back(open_page: OpenPage) -> None:
    page = open_page("/terms/")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.context.set_offline(True)
    page.goto("/calculator/")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are offline")
    assert page.evaluate("getComputedStyle(document.querySelector('.button')).minHeight") == "44px"
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cost calculator")


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
