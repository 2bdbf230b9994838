"""The search box and the results, by keyboard alone, by phone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.test_accessibility import findings_by_scheme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_suggestions_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/quizzes/")
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search terms")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("model")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute(
        "aria-activedescendant", options.nth(0).get_attribute("id") or ""
    )
    page.keyboard.press("ArrowUp")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile(".*"))
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_value("model")
    page.keyboard.press("ArrowDown")
    target = options.nth(0).get_attribute("href") or "nowhere"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(target)))


def test_enter_without_a_choice_searches(open_page: OpenPage) -> None:
    page = open_page("/")
    page.keyboard.press("/")
    page.keyboard.type("model drift")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/terms/\?q=model"))
    expect(page.get_by_test_id("search-results").locator("mark").first).to_be_visible()


def test_a_suggestion_can_be_clicked(open_page: OpenPage) -> None:
    page = open_page("/", viewport={"width": 360, "height": 740}, has_touch=True)
    page.get_by_role("combobox").tap()
    page.keyboard.type("modle drift")
    expect(page.get_by_role("banner")).to_contain_text("Did you mean")
    page.get_by_role("option").first.tap()
    expect(page).to_have_url(re.compile(r"/terms/model-drift/"))


def test_a_slash_in_a_field_is_a_slash(open_page: OpenPage) -> None:
    page = open_page("/terms/")
    field = page.get_by_role("main").get_by_role("searchbox")
    field.press_sequentially("a/b")
    expect(field).to_have_value("a/b")
    expect(field).to_be_focused()
    page.wait_for_load_state("networkidle")


def test_leaving_the_box_closes_it(open_page: OpenPage) -> None:
    page = open_page("/terms/")
    page.keyboard.press("/")
    page.keyboard.type("drift")
    expect(page.get_by_role("option").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    expect(page.get_by_role("option").first).to_be_hidden()


def test_results_come_while_typing(open_page: OpenPage) -> None:
    page = open_page("/terms/")
    page.get_by_role("main").get_by_role("searchbox").press_sequentially("modle drift")
    results = page.get_by_test_id("search-results")
    expect(results).to_contain_text("Nothing was found for “modle drift”")
    expect(results.get_by_role("link", name="Model drift").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=modle"))


def test_the_box_is_a_plain_form_without_javascript(open_page: OpenPage) -> None:
    page = open_page("/advisory/", java_script_enabled=False)
    page.get_by_role("banner").get_by_role("searchbox").fill("model drift")
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    expect(page.get_by_test_id("search-results")).to_contain_text("Model drift")


@pytest.mark.parametrize("width", [320, 1280])
def test_open_suggestions_and_results_have_no_barrier(open_page: OpenPage, width: int) -> None:
    page = open_page("/", reduced_motion="reduce", viewport={"width": width, "height": 800})
    page.keyboard.press("/")
    page.keyboard.type("model")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    found = findings_by_scheme(page)
    for path in ("/terms/?q=latency+drift", "/terms/?q=modle+drift", "/terms/?q=qqqq"):
        page.goto(path)
        found += findings_by_scheme(page)
    assert found == []
