"""Answering a question of any kind in a browser, and being there as somebody who has answered before."""

from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from learners.identity import SESSION_KEY
from learners.models import Learner
from quizzes.models import QuestionMemory, Quiz

KINDS = ("ordering", "number", "multiple", "single")


def kind_of(page: Page) -> str:
    """The kind of the question on the page, by its controls; true or false is a single choice."""
    form = page.get_by_test_id("quiz-form")
    form.wait_for()
    controls = {
        "ordering": "[data-steps]",
        "number": "input[name=number]",
        "multiple": "input[type=checkbox]",
        "single": "input[type=radio]",
    }
    return next(kind for kind in KINDS if form.locator(controls[kind]).count())


def fill_in(page: Page) -> str:
    """Give an answer with the mouse, without sending it; says the kind of the question."""
    form, kind = page.get_by_test_id("quiz-form"), kind_of(page)
    if kind == "number":
        form.locator("input[name=number]").fill("0.2")
    elif kind == "multiple":
        form.locator("input[type=checkbox]").nth(0).check()
        form.locator("input[type=checkbox]").nth(1).check()
    elif kind == "single":
        form.locator("input[type=radio]").first.check()
    return kind


def answer(page: Page) -> str:
    """Fill in the form and send it; says the kind of the question."""
    kind = fill_in(page)
    page.get_by_test_id("quiz-form").get_by_role("button", name="Answer").click()
    page.get_by_test_id("quiz-next").wait_for()
    return kind


def remember(quiz: Quiz) -> Learner:
    """Somebody who has every question of the quiz to review today."""
    learner, today = Learner.objects.create(), timezone.now().date()
    for question in quiz.questions.all():
        QuestionMemory.objects.create(
            learner=learner, term=quiz.term, key=question.key, answer_digest=question.answer_digest,
            stability_d=1, difficulty=5, reviewed_on=today, due_on=today, reviews=1,
        )  # fmt: skip
    return learner


def visitor(learner: Learner) -> Client:
    """The learner, for `open_page`."""
    client = Client()
    session = client.session
    session[SESSION_KEY] = str(learner.pk)
    session.save()
    return client
