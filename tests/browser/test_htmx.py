"""htmx comes when a reader turns to what it drives, and nothing that they did before it is lost."""

import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HTMX = "**/htmx-2.min.*.js"
LATE_S = 0.6
ENTRY = "/terms/mlops/"


def delay(page: Page) -> list[str]:
    """Have htmx come late; the list grows by an address whenever it is asked for."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        time.sleep(LATE_S)
        route.continue_()

    page.route(HTMX, answer)
    return asked


def test_whoever_only_reads_an_entry_is_not_sent_it(open_page: OpenPage) -> None:
    page = open_page("/privacy/")
    asked = delay(page)
    visit(page, ENTRY)
    for _ in range(4):
        page.mouse.wheel(0, 600)
    page.locator("[popovertarget]").first.click()
    page.keyboard.press("Escape")
    assert asked == []
    with page.expect_response(HTMX):
        page.locator("#site-search").focus()
    assert len(asked) == 1


def test_an_answer_that_is_sent_before_it_is_here_is_judged_in_place(open_page: OpenPage) -> None:
    page = open_page("/privacy/")
    asked = delay(page)
    visit(page, ENTRY)
    quiz = page.locator("#in-entry")
    quiz.get_by_role("radio").first.check()
    quiz.get_by_role("button", name="Answer").click()
    expect(quiz.locator("[data-next]")).to_be_visible()
    assert len(asked) == 1
    assert page.url.endswith(ENTRY)


def test_a_box_that_is_ticked_before_it_is_here_is_saved(open_page: OpenPage) -> None:
    page = open_page("/privacy/")
    delay(page)
    visit(page, ENTRY)
    box = page.get_by_test_id("checklist").get_by_role("checkbox").first
    with page.expect_response("**/checklist/"):
        box.check()
    visit(page, ENTRY)
    expect(box).to_be_checked()


def test_what_is_typed_before_it_is_here_is_searched(open_page: OpenPage) -> None:
    page = open_page("/privacy/")
    delay(page)
    visit(page, ENTRY)
    page.locator("#site-search").fill("drift")
    expect(page.get_by_role("option").first).to_be_visible()


def test_where_it_cannot_be_had_forms_and_links_go_the_plain_way(open_page: OpenPage) -> None:
    page = open_page("/privacy/")
    page.route(HTMX, lambda route: route.fulfill(status=503))
    visit(page, ENTRY)
    page.get_by_test_id("checklist").get_by_role("checkbox").first.click()
    expect(page.locator("[data-request-error]")).to_be_visible()
    expect(page.get_by_test_id("checklist").get_by_role("checkbox").first).not_to_be_checked()
    with page.expect_navigation():
        page.get_by_role("link", name="Start quiz").click()
    assert page.url.endswith("/quizzes/mlops/")
    page.get_by_role("radio").first.check()
    with page.expect_navigation():
        page.get_by_role("button", name="Answer").click()
    expect(page.locator("[data-next]")).to_be_visible()
