"""What axe finds after a part of a page was swapped, and on the page of all components: nothing."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage, visit
from tests.browser.test_accessibility import OF_COLOUR, RULES, findings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OF_A_WHOLE_PAGE = ("heading-order", "landmark-unique")
"""The style guide shows the same fragment in several states, with the headings and landmarks that a
page has once."""

MEASURED = ("target-size",)
"""Of components at every width, by test_screenshots."""

RULES_OF_COMPONENTS = RULES | {
    "rules": {rule: {"enabled": False} for rule in (*OF_A_WHOLE_PAGE, *MEASURED, *OF_COLOUR)}
}


def test_no_component_has_a_barrier(open_page: OpenPage) -> None:
    page = open_page("/styleguide/", reduced_motion="reduce")
    assert findings(page, RULES_OF_COMPONENTS) == []


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
    found += findings(page)
    visit(page, "/terms/")
    for words, heading in {"drift": "for “drift”", "zzz": "No entry is called"}.items():
        page.get_by_role("searchbox").fill(words)
        expect(page.locator("#results-title")).to_contain_text(heading)
        found += findings(page)
    visit(page, "/terms/mlops/")
    page.locator("#checklist input[type=checkbox]").first.check()
    expect(page.locator("#checklist-progress")).to_have_text("1 of 5 done")
    found += findings(page)
    page.route("**/checklist/", lambda route: route.fulfill(status=503))
    page.locator("#checklist input[type=checkbox]").nth(1).click()
    expect(page.locator("[data-request-error]")).to_be_visible()
    assert found + findings(page) == []


def test_a_form_that_waits_can_be_read(open_page: OpenPage) -> None:
    page = open_page("/calculator/?preset=mlops", reduced_motion="reduce")
    held: list[Route] = []
    page.route("**/calculator/?*", lambda route: held.append(route))
    page.locator("input[name=price_3]").press_sequentially("0")
    button = page.locator(".htmx-request .button[type=submit]").first
    expect(button).to_have_css("cursor", "progress")
    assert findings(page) == []
    for route in held:
        route.continue_()
    page.locator(".htmx-request").first.wait_for(state="detached")
