"""Every page and component as it is drawn: nothing cut off, overlapping, too small or empty."""

import pytest
from playwright.sync_api import Page

from tests.browser.answering import answer
from tests.browser.conftest import OpenPage, visit
from tests.browser.looking import Looker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = {
    "home": "/",
    "terms": "/terms/",
    "search": "/terms/?q=drift",
    "nothing-found": "/terms/?q=zzz",
    "term": "/terms/mlops/",
    "own-values": "/terms/mlops/benchmarks/?row-0=30&row-1=x",
    "quizzes": "/quizzes/",
    "assessments": "/maturity/",
    "calculator": "/calculator/",
    "calculator-wrong": "/calculator/?share_1=80%25",
    "widget": "/calculator/embed/",
    "advisory": "/advisory/",
    "me": "/me/",
    "privacy": "/privacy/",
    "not-found": "/nothing/",
    "not-understood": "/terms/?page=x",
}


def test_pages_are_drawn_whole(open_page: OpenPage) -> None:
    page = open_page("/")
    looker = Looker(page)
    for name, path in PAGES.items():
        visit(page, path)
        looker.look(name)
    assert looker.found == []


def test_what_a_learner_meets_is_drawn_whole(open_page: OpenPage) -> None:
    page = open_page("/quizzes/mlops/")
    looker = Looker(page)
    looker.look("quiz-question")
    for number in range(1, 7):
        answer(page)
        if number == 1:
            looker.look("quiz-answered")
        page.get_by_test_id("quiz-next").click()
        page.get_by_test_id("quiz-next").wait_for(state="detached")
    looker.look("quiz-result")
    visit(page, "/maturity/mlops/")
    page.locator("#assessment button[type=submit]").first.click()
    page.locator("#assessment .field__error").first.wait_for()
    looker.look("assessment-wrong")
    assess(page)
    looker.look("assessment-result")
    for name, path in {"quizzes-taken": "/quizzes/", "assessment-taken": "/maturity/mlops/",
                       "history-one": "/maturity/mlops/history/", "me-known": "/me/"}.items():  # fmt: skip
        visit(page, path)
        looker.look(name)
    visit(page, "/maturity/mlops/teams/")
    page.get_by_label("Name of the team").fill("Fraud detection")
    page.get_by_test_id("team-form").get_by_role("button").click()
    page.locator("#invitation").wait_for()
    looker.look("team-new")
    visit(page, "/terms/llmops/")
    page.get_by_test_id("reader-level").wait_for()
    looker.look("term-level", is_long=True)
    assert looker.found == []


def assess(page: Page) -> None:
    """Say of every statement that nobody knows, up to the result."""
    for number in range(1, 8):
        page.get_by_text(f"Dimension {number} of 7").first.wait_for()
        for choice in page.locator("#assessment input[value=dont_know]").all():
            choice.check()
        page.locator("#assessment button[type=submit]").first.click()
    page.get_by_test_id("level").wait_for()


def test_components_are_drawn_whole(open_page: OpenPage) -> None:
    page = open_page("/styleguide/")
    looker = Looker(page)
    looker.look("styleguide", is_long=True)
    shown = page.locator(".specimen__body:not(:has(> datalist:only-child))")
    heights = shown.evaluate_all(
        "bodies => bodies.map((body) => body.getBoundingClientRect().height)"
    )
    assert len(heights) > 60
    assert min(heights) >= 20
    assert looker.found == []
