"""Reviews that are taken along: asked, scored and kept without a connection, and sent later, once."""

import datetime
import json

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from quizzes.models import LoggedReview, QuestionMemory
from tests.browser.answering import answer
from tests.browser.conftest import OpenPage, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTIONS = 6
SIGN = ".site-header__waiting"
KEPT = """async () => {
    const addresses = [];
    for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) addresses.push(new URL(url).pathname);
    return { addresses, databases: (await indexedDB.databases()).map(({ name }) => name) };
}"""


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """The review page of a learner who has answered a quiz, all of which is due today."""
    page = open_page("/quizzes/mlops/")
    for _ in range(QUESTIONS):
        answer(page)
        page.get_by_test_id("quiz-next").click()
    page.get_by_test_id("quiz-score").wait_for()
    QuestionMemory.objects.update(due_on=timezone.now().date())
    visit(page, "/review/")
    return page


def take(page: Page) -> None:
    page.get_by_role("button", name="Take the next seven days with me").click()
    expect(page.locator("[data-taken]")).to_contain_text("6 questions and 1 entry are with you")


def go_offline(page: Page) -> None:
    page.context.set_offline(True)
    page.goto("/review/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review without a connection")
    page.get_by_test_id("quiz-form").wait_for()


def logged() -> int:
    return LoggedReview.objects.filter(origin="review").count()


def test_a_day_without_a_connection(page: Page) -> None:
    take(page)
    go_offline(page)
    for _ in range(QUESTIONS):
        answer(page)
        page.get_by_test_id("quiz-next").click()
    page.screenshot(path="/tmp/off1.png")
    expect(page.locator(SIGN)).to_have_text("Answers that wait for a connection: 6")
