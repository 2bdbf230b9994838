"""A quiz in every kind: with the keyboard alone, without JavaScript, and under axe's eyes."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from glossary_site.web import limits
from quizzes.models import QuestionMemory
from tests.browser.answering import answer, fill_in, kind_of
from tests.browser.axe import findings, findings_within
from tests.browser.conftest import OpenPage, visit
from tests.browser.looking import PHONE
from tests.site.showing import answer_quiz

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KINDS = {"single", "number", "multiple", "ordering"}
"""Those of the quiz on MLOps."""

TARGETS = "#quiz label, #quiz button, #quiz a.button"
FOCUS = "document.activeElement.closest('#quiz') ? document.activeElement.tagName : 'outside'"


def small_targets(page: Page) -> list[str]:
    """What a finger could miss: less than 44 pixels high or wide."""
    boxes = [(one, one.bounding_box()) for one in page.locator(TARGETS).all()]
    return [
        f"{one.inner_text()}: {box}"
        for one, box in boxes
        if box and min(box["width"], box["height"]) < 44
    ]


def test_no_step_has_a_barrier_and_the_focus_is_never_lost(open_page: OpenPage) -> None:
    """Around the quiz nothing changes, which test_every_page has looked at."""
    page = open_page("/quizzes/mlops/", reduced_motion="reduce", viewport=PHONE)
    found, kinds = [], set()
    for number in range(1, 7):
        expect(page.get_by_role("heading", name=f"Question {number} of 6")).to_be_visible()
        if number in (2, 5):
            page.get_by_role("button", name="Answer").click()
            page.locator("#quiz-error").wait_for()
            found += findings_within(page, "#quiz")
            assert page.evaluate(FOCUS) == "H3"
        found += small_targets(page)
        kinds.add(answer(page))
        found += findings_within(page, "#quiz") + small_targets(page)
        assert page.evaluate(FOCUS) == "H3"
        expect(page.locator("#live")).to_have_text(re.compile(f"Your answer is .*{number} of 6"))
        page.get_by_test_id("quiz-next").click()
        page.get_by_test_id("quiz-next").wait_for(state="detached")
        assert page.evaluate(FOCUS) == "H3"
    expect(page.get_by_test_id("quiz-score")).to_have_text(re.compile(r"^[0-6] / 6$"))
    assert kinds == KINDS
    page.get_by_role("link", name="The result to share").click()
    page.wait_for_url("**/quizzes/results/**")
    assert found + findings(page) == []


def open_answered(open_page: OpenPage, path: str, questions: int = 6, **options: Any) -> Page:
    """The quiz after so many questions, in the window of who has answered them."""
    learner = Client()
    answer_quiz(learner, path, questions)
    return open_page(path, learner, **options)


def focus_by_tab(page: Page, selector: str) -> None:
    """Press Tab until what `selector` names has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no Tab reaches {selector}")


def answer_by_keyboard(page: Page) -> None:
    match kind_of(page):
        case "single":
            page.keyboard.press("2")
            expect(page.locator("#quiz input[type=radio]").nth(1)).to_be_focused()
        case "multiple":
            page.keyboard.press("1")
            page.keyboard.press("3")
            page.keyboard.press("3")
            page.keyboard.press("2")
            expect(page.locator("#quiz input:checked")).to_have_count(2)
        case "number":
            focus_by_tab(page, "input[name=number]")
            page.keyboard.type("0.125")
            expect(page.locator("input[name=number]")).to_have_value("0.125")
        case "ordering":
            steps = page.locator(".steps__text")
            first, second = steps.nth(0).inner_text(), steps.nth(1).inner_text()
            focus_by_tab(page, "[data-move=down]")
            page.keyboard.press("Enter")
            expect(steps).to_contain_text([second, first])
            expect(page.locator("#live")).to_have_text(f"{first}. Now step 2")
            assert page.evaluate("document.activeElement.dataset.move") == "down"
            focus_by_tab(page, "[data-answer]")
    page.keyboard.press("Enter")
    page.get_by_test_id("quiz-next").wait_for()


def test_the_keyboard_alone_is_enough(open_page: OpenPage) -> None:
    page = open_page("/quizzes/mlops/")
    focus_by_tab(page, "#quiz input[type=radio]")
    for number in range(1, 7):
        expect(page.get_by_role("heading", name=f"Question {number} of 6")).to_be_visible()
        answer_by_keyboard(page)
        assert page.evaluate(FOCUS) == "H3"
        if number % 2:
            focus_by_tab(page, "[data-testid=quiz-next]")
        page.keyboard.press("Enter")
        page.get_by_test_id("quiz-next").wait_for(state="detached")
    expect(page.get_by_test_id("quiz-score")).to_be_visible()
    assert page.evaluate(FOCUS) != "outside"


def test_a_step_that_reaches_the_end_keeps_the_focus(open_page: OpenPage) -> None:
    page = open_answered(open_page, "/quizzes/mlops/", questions=3)
    steps = page.locator(".steps__step")
    text = steps.nth(1).locator(".steps__text").inner_text()
    steps.nth(1).get_by_role("button", name="Move up").press("Enter")
    expect(steps.nth(0)).to_contain_text(text)
    assert page.evaluate("document.activeElement.dataset.move") == "down"
    expect(steps.nth(0).get_by_role("button", name="Move up")).to_be_disabled()
    expect(steps.nth(1).get_by_role("button", name="Move up")).to_be_enabled()


def test_without_javascript_steps_are_moved_and_everything_is_answered(
    open_page: OpenPage,
) -> None:
    page = open_page("/quizzes/mlops/", java_script_enabled=False)
    for number in range(1, 7):
        if kind_of(page) == "ordering":
            steps = page.locator(".steps__text")
            last = steps.nth(4).inner_text()
            page.get_by_role("button", name="Move up").nth(4).click()
            expect(steps.nth(3)).to_have_text(last)
        answer(page)
        expect(page.get_by_role("heading", name=f"Question {number} of 6:")).to_be_visible()
        page.reload()
        page.get_by_test_id("quiz-next").click()
    expect(page.get_by_test_id("quiz-score")).to_have_text(re.compile(r"^[0-6] / 6$"))
    page.get_by_role("button", name="Take it again").click()
    expect(page.get_by_text("Question 1 of 6")).to_be_visible()


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="javascript"),
        pytest.param({"java_script_enabled": False}, id="plain"),
    ],
)
def test_what_was_wrong_is_retried_and_reviewed(
    open_page: OpenPage, options: dict[str, Any]
) -> None:
    page = open_answered(open_page, "/quizzes/model-drift/", **options)
    right = int(page.get_by_test_id("quiz-score").inner_text()[0])
    assert right < 6
    page.get_by_test_id("quiz-retry").click()
    expect(page.get_by_text(f"Question 1 of {6 - right}")).to_be_visible()
    QuestionMemory.objects.filter(stability_d__lt=2).update(due_on=timezone.now().date())
    page.goto("/quizzes/")
    page.get_by_role("main").get_by_role("link", name="Review").click()
    page.get_by_test_id("review-start").get_by_role("button").first.click()
    expect(page.get_by_text(f"Question 1 of {6 - right}")).to_be_visible()
    answer(page)
    page.get_by_test_id("quiz-next").click()
    expect(page).to_have_url(re.compile(r"/review/"))


def test_back_and_a_second_tab_change_nothing(open_page: OpenPage) -> None:
    page = open_page("/quizzes/mlops/")
    second = page.context.new_page()
    visit(second, "/quizzes/mlops/")
    answer(page)
    verdict = page.locator("#quiz h3").inner_text()
    page.reload()
    expect(page.locator("#quiz h3")).to_have_text(verdict)
    second.locator("#quiz input[type=radio]").nth(3).check()
    second.get_by_role("button", name="Answer").click()
    expect(second.locator("#quiz h3")).to_have_text(verdict)
    expect(second.locator("#quiz-progress")).to_contain_text("1 of 6 answered")
    second.get_by_test_id("quiz-next").click()
    expect(second.get_by_text("Question 2 of 6")).to_be_visible()
    second.go_back()
    expect(second.locator("#quiz h3")).to_have_text(verdict)
    expect(second.locator("#quiz-progress")).to_contain_text("1 of 6 answered")
    second.go_forward()
    expect(second.get_by_text("Question 2 of 6")).to_be_visible()


def test_too_many_answers_are_said_and_the_question_stays(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("/quizzes/mlops/")
    answer(page)
    page.get_by_test_id("quiz-next").click()
    expect(page.get_by_text("Question 2 of 6")).to_be_visible()
    monkeypatch.setattr(limits, "PER_ADDRESS", 0)
    fill_in(page)
    given = page.locator("#quiz input:checked").count()
    page.get_by_role("button", name="Answer").click()
    expect(page.locator("#request-notice")).to_contain_text("was not saved")
    expect(page.get_by_text("Question 2 of 6")).to_be_visible()
    expect(page.locator("#quiz input:checked")).to_have_count(given)
    monkeypatch.setattr(limits, "PER_ADDRESS", 100)
    page.get_by_role("button", name="Answer").click()
    page.get_by_test_id("quiz-next").wait_for()
    expect(page.locator("#request-notice")).to_be_empty()
