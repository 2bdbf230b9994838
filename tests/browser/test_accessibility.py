"""What axe finds after a part of a page was swapped: nothing. Whole pages are looked at in test_every_page."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.axe import COLOUR, findings, findings_within
from tests.browser.conftest import OpenPage, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_like_others_but_for_its_colour_is_found(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/", reduced_motion="reduce")
    other = page.locator("#explanation .prose > p").nth(1)
    other.evaluate("(one) => { one.style.color = 'light-dark(#ddd, #fff)'; }")
    assert [one.split(": ")[1] for one in findings(page)] == [COLOUR]
    other.evaluate("(one) => { one.style.color = 'light-dark(#000, #333)'; }")
    assert [one.split(": ")[1] for one in findings(page)] == [COLOUR]


def test_no_swap_leaves_a_barrier(open_page: OpenPage) -> None:
    path = "/calculator/?hit_rate=20%25&lookup_usd=0.001"
    page = open_page(path, reduced_motion="reduce")
    result, price = page.get_by_test_id("calc-result"), page.locator("input[name=price_3]")
    price.press_sequentially("0")
    expect(page).to_have_url(re.compile("price_3="))
    found = findings(page)
    price.fill("much")
    expect(result.locator("[data-field=price_3]")).to_be_visible()
    page.locator(".htmx-request").wait_for(state="detached")
    found += findings(page)
    price.fill("2.00")
    expect(result.locator(".calc-result__summary")).to_be_visible()
    result.locator("summary").first.click()
    found += findings_within(page, "#calc-result")
    visit(page, "/terms/")
    for words, heading in {"drift": "for “drift”", "zzz": "No entry is called"}.items():
        page.get_by_role("searchbox").fill(words)
        expect(page.locator("#results-title")).to_contain_text(heading)
        found += findings_within(page, "#term-results")
    visit(page, "/terms/mlops/")
    page.locator("#checklist input[type=checkbox]").first.check()
    expect(page.locator("#checklist-progress")).to_have_text("1 of 5 done")
    found += findings_within(page, "#checklist")
    page.route("**/checklist/", lambda route: route.fulfill(status=503))
    page.locator("#checklist input[type=checkbox]").nth(1).click()
    expect(page.locator("[data-request-error]")).to_be_visible()
    assert found + findings_within(page, "[data-request-error]") == []


def test_a_form_that_waits_can_be_read(open_page: OpenPage) -> None:
    page = open_page("/calculator/?preset=mlops", reduced_motion="reduce")
    held: list[Route] = []
    page.route("**/calculator/?*", lambda route: held.append(route))
    page.locator("input[name=price_3]").press_sequentially("0")
    button = page.locator(".htmx-request .button[type=submit]").first
    expect(button).to_have_css("cursor", "progress")
    assert findings_within(page, ".calc-form") == []
    for route in held:
        route.continue_()
    page.locator(".htmx-request").first.wait_for(state="detached")
