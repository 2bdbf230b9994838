"""The assessment in a browser: what is left to answer, by keyboard and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, visit
from tests.browser.test_accessibility import findings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_closed_gate_shortens_the_way_and_the_focus_stays(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops/")
    first = page.locator("#assessment input[value=not_yet]").first
    first.focus()
    page.keyboard.press("Space")
    expect(page.locator("#level-note-3")).to_contain_text("Optional: gate 2 is closed")
    expect(page.locator("#level-note-2")).to_be_empty()
    expect(first).to_be_focused()
    assert findings(page) == []
    visit(page, "/maturity/mlops/?dimension=delivery")
    expect(page.get_by_test_id("level-group").nth(0)).to_have_attribute("open", "")
    expect(page.get_by_test_id("level-group").nth(1)).not_to_have_attribute("open", "")


def test_without_javascript_a_closed_gate_asks_no_more(open_page: OpenPage) -> None:
    page = open_page("/maturity/mlops/", java_script_enabled=False)
    group = page.get_by_test_id("level-group").nth(0)
    for choice in group.locator("input[value=not_yet]").all():
        choice.check()
    page.locator("#assessment-form button[type=submit]").click()
    expect(page.get_by_text("Dimension 2 of 7")).to_be_visible()
