"""A path over six terms, four of which ask questions, and what readers do on it."""

from typing import Any

import pytest
from django.test import Client

from paths.models import Path, PathStep
from quizzes.models import Attempt, Option, PosedQuestion
from tests.quizzes.answering import RIGHT
from tests.world import make_quiz, make_term

URL = "/paths/engineer/"
CHECK = f"{URL}check/"
SLUGS = ("zero", "one", "two", "three", "four", "five")
"""The first two ask nothing."""


@pytest.fixture
def path() -> Path:
    return make_path()


def make_path(**changes: Any) -> Path:
    fields = {
        "slug": "engineer",
        "title": "Run it",
        "role": "Engineers",
        "summary": "From here to there.",
        "end": "You can do it.",
        "content_digest": "x",
    }
    path = Path.objects.create(**fields | changes)
    for position, slug in enumerate(SLUGS, start=1):
        term = make_term(slug=slug, title=slug.capitalize(), abbreviation="")
        if position > 2:
            make_quiz(term)
        reason = f"It is number {position}."
        PathStep.objects.create(path=path, position=position, term=term, reason=reason)
    return path


def posed_in(client: Client) -> Any:
    """The questions of the client's newest check, in their order."""
    learner = client.session["learner_id"]
    attempt = Attempt.objects.filter(learner=learner, kind="mixed").order_by("-number")[0]
    return PosedQuestion.objects.filter(attempt=attempt).order_by("number")


def answer_next(client: Client, place: int = RIGHT) -> Any:
    """Answer the question of the check that comes next."""
    posed = posed_in(client).filter(answer=None)[0]
    code = Option.objects.get(question=posed.question_id, position=place).code
    data = {"question_id": posed.question_id, "attempt": posed.attempt_id, "option": code}
    return client.post(f"{CHECK}?question={posed.number}", data)


def finish_check(client: Client, *, wrong: int = 0) -> None:
    """Begin a check and answer all of it, the first `wrong` questions wrongly."""
    client.post(f"{CHECK}start/")
    for number in range(posed_in(client).filter(answer=None).count()):
        answer_next(client, 1 if number < wrong else RIGHT)
