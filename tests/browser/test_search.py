"""The search box and the results, by keyboard alone, by phone, and without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import findings_within
from tests.browser.conftest import OpenPage

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
    expect(page.get_by_role("main")).to_contain_text("Did you mean")
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
    expect(results).to_contain_text("No entry is called “modle drift”")
    expect(results.get_by_role("link", name="Model drift").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=modle"))


def test_the_box_is_a_plain_form_without_javascript(open_page: OpenPage) -> None:
    page = open_page("/advisory/", java_script_enabled=False)
    page.get_by_role("banner").get_by_role("searchbox").fill("model drift")
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    expect(page.get_by_test_id("search-results")).to_contain_text("Model drift")


def test_open_suggestions_have_no_barrier(open_page: OpenPage) -> None:
    page = open_page("/", reduced_motion="reduce")
    page.keyboard.press("/")
    page.keyboard.type("model")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    found = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.get_by_role("option").first).to_be_visible()
        found += findings_within(page, ".site-header")
    assert found == []


@pytest.fixture
def slow_answers(open_page: OpenPage) -> Iterator[Page]:
    """The home page, where an answer to the box comes once a test lets it come by its query."""
    page = open_page("/")
    page.keyboard.press("/")
    yield page
    page.unroute_all(behavior="ignoreErrors")


def hold_back(page: Page, query: str) -> list[Route]:
    """The requests for the suggestions of `query`, none of which is answered yet."""
    held: list[Route] = []
    page.route(re.compile(rf"/suggestions/\?q={query}$"), lambda route: held.append(route))
    return held


def test_arrow_and_enter_never_go_to_what_was_listed_before(slow_answers: Page) -> None:
    page = slow_answers
    held = hold_back(page, "semantic")
    page.keyboard.type("ai")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ControlOrMeta+a")
    with page.expect_request("**/suggestions/?q=semantic"):
        page.keyboard.type("semantic")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("combobox")).not_to_have_attribute(
        "aria-activedescendant", re.compile(".*")
    )
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/terms/\?q=semantic"))
    assert len(held) == 1


def test_an_answer_that_comes_late_is_not_shown(slow_answers: Page) -> None:
    page = slow_answers
    held = hold_back(page, "cost")
    with page.expect_request("**/suggestions/?q=cost"):
        page.keyboard.type("cost")
    with page.expect_event("request", lambda request: "q=drift" in request.url):
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("drift")
    for route in held:
        route.abort() if page.is_closed() else route.continue_()
    expect(page.get_by_role("option").first).to_contain_text("drift", ignore_case=True)
    expect(page.get_by_role("option").filter(has_text="Cost of")).to_have_count(0)


def test_a_cleared_box_opens_nothing(slow_answers: Page) -> None:
    page = slow_answers
    hold_back(page, "")
    page.keyboard.type("ai")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    expect(page.get_by_role("option").first).to_be_hidden()
    for key in ("ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        expect(page.get_by_role("option").first).to_be_hidden()
        expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
