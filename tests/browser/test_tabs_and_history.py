"""Two tabs of one reader, Back and Forward, and controls that need a script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.answering import answer
from tests.browser.conftest import OpenPage, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def tick(page: Page, place: int, progress: str) -> None:
    page.locator("#checklist input[type=checkbox]").nth(place).click()
    expect(page.locator("#checklist-progress")).to_have_text(progress)


def test_a_tick_in_an_old_tab_keeps_those_of_another(open_page: OpenPage) -> None:
    first = open_page("/terms/mlops/")
    second = first.context.new_page()
    visit(second, "/terms/mlops/")
    tick(first, 0, "1 of 5 done")
    tick(first, 1, "2 of 5 done")
    tick(second, 3, "3 of 5 done")
    tick(first, 0, "2 of 5 done")
    first.reload()
    boxes = first.locator("#checklist input[type=checkbox]")
    assert [box.is_checked() for box in boxes.all()] == [False, True, False, True, False]


def test_a_tick_that_is_taken_back_at_once_is_taken_back(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/")
    box = page.locator("#checklist input[type=checkbox]").first
    box.dblclick()
    expect(page.locator("#checklist-form.htmx-request")).to_have_count(0)
    expect(page.locator("#checklist-progress")).to_have_text("0 of 5 done")
    page.reload()
    expect(page.locator("#checklist input:checked")).to_have_count(0)


def test_back_and_forward_leave_a_whole_page(open_page: OpenPage) -> None:
    page = open_page("/quizzes/mlops/")
    answer(page)
    page.get_by_test_id("quiz-next").click()
    page.get_by_test_id("quiz-form").wait_for()
    for go, title in (
        (page.go_back, "Question 1 of 6: "),
        (page.go_forward, "Question 2 of 6"),
        (page.go_back, "Question 1 of 6: "),
    ):
        go()
        expect(page.locator("#quiz h3")).to_contain_text(title)
        expect(page.locator("#site-search")).to_have_attribute("role", "combobox")
    page.goto("/terms/?q=drift")
    page.locator("html[data-ready]").wait_for()
    page.locator("#search").fill("model routing")
    expect(page).to_have_url(re.compile("q=model"))
    page.get_by_test_id("search-results").get_by_role("link").first.click()
    page.go_back()
    expect(page.locator("#search")).to_have_value("model routing")


def test_number_keys_choose_without_a_click(open_page: OpenPage) -> None:
    page = open_page("/quizzes/model-drift/")
    options = page.locator(".quiz__option input")
    page.keyboard.press("2")
    expect(options.nth(1)).to_be_checked()
    page.locator(".quiz__stem").click()
    page.keyboard.press("1")
    expect(options.nth(0)).to_be_checked()
    page.locator("#site-search").fill("")
    page.keyboard.press("2")
    expect(options.nth(0)).to_be_checked()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def test_what_needs_a_script_is_offered_where_scripts_run(
    open_page: OpenPage, options: dict[str, Any]
) -> None:
    page = open_page("/terms/mlops/", **options)
    expect(page.get_by_role("button", name="Copy link")).to_have_count(0 if options else 1)


def test_an_address_that_may_not_be_copied_is_shown(open_page: OpenPage) -> None:
    page = open_page("/terms/mlops/")
    shown: list[tuple[str, str]] = []
    page.on("dialog", lambda one: (shown.append((one.message, one.default_value)), one.dismiss()))
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("true")
    assert [(message, address[-13:]) for message, address in shown] == [
        ("Copy link", "/terms/mlops/")
    ]
    expect(page.get_by_text("Link copied")).to_have_count(0)
