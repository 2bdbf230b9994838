"""A course in a learning platform holds the site in a frame: choosing, learning, and the score."""

import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect

from exchange.lti import scores
from tests.browser.answering import answer
from tests.browser.conftest import OpenPage
from tests.exchange.lti.conftest import register
from tests.exchange.lti.platform import LearningPlatform, running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUIZ = "/quizzes/mlops/"


@pytest.fixture
def moodle(site: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[LearningPlatform]:
    """A platform on another site than ours; scores wait for the command."""
    monkeypatch.setattr(scores, "deliver_soon", lambda: None)
    with running() as one:
        register(one)
        one.site = site
        one.tool_keys = Client().get("/lti/jwks").json()
        yield one


@pytest.mark.parametrize("has_scripts", [True, False])
def test_from_a_frame_to_a_window_to_a_score(
    open_page: OpenPage, moodle: LearningPlatform, has_scripts: bool
) -> None:
    moodle.under_way = {"target": QUIZ}
    page = open_page("/healthz", java_script_enabled=has_scripts)
    page.goto(f"{moodle.origin}/course")
    frame = page.frame_locator("iframe")
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Open in a new window").click()
    window = opened.value
    if not has_scripts:
        window.get_by_role("button", name="Go on").click()
    expect(window).to_have_url(re.compile(f"{QUIZ}$"))
    for _question in range(6):
        answer(window)
        window.get_by_test_id("quiz-next").click()
    expect(window.get_by_test_id("quiz-score")).to_be_visible()
    call_command("send_scores")
    [score] = moodle.scores["1"]
    assert score["userId"] == "ada"
    assert score["scoreMaximum"] == 6


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_teacher_chooses_within_the_frame(
    open_page: OpenPage, moodle: LearningPlatform, has_scripts: bool
) -> None:
    moodle.under_way = {"target": "/lti/pick"}
    page = open_page("/healthz", java_script_enabled=has_scripts)
    page.goto(f"{moodle.origin}/course")
    frame = page.frame_locator("iframe")
    if not has_scripts:
        frame.get_by_role("button", name="Go on").click()
    frame.get_by_label("Search terms").fill("mlops")
    frame.get_by_role("button", name="Search").click()
    frame.locator(f'input[value="{QUIZ}"]').check()
    frame.get_by_role("button", name="Add to the course").click()
    if not has_scripts:
        frame.get_by_role("button", name="Back to Moodle").click()
    expect(frame.get_by_role("heading", name="Added 1")).to_be_visible()
    assert [item["url"] for item in moodle.returned] == [f"{moodle.site}{QUIZ}"]
