"""Answers that were given before there were kinds of questions are still there afterwards.

On PostgreSQL, tests/site/test_migrating.py carries over a thousand attempts.
"""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from quizzes.models import Answer, Attempt, Option, PosedQuestion

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def before() -> Iterator[MigrationExecutor]:
    """The database as 0001 left it."""
    executor = MigrationExecutor(connection)
    executor.migrate([("quizzes", "0001_initial")])
    yield executor
    call_command("migrate", verbosity=0)


def test_attempts_and_answers_are_carried_over(before: MigrationExecutor) -> None:
    leaves = before.loader.graph.leaf_nodes
    apps = before.loader.project_state(
        [("quizzes", "0001_initial"), *leaves("terms"), *leaves("learners")]
    ).apps
    term = apps.get_model("terms", "Term").objects.create(
        slug="mlops",
        title="MLOps",
        updated_on="2026-11-22",
        category=apps.get_model("terms", "Category").objects.create(slug="c", title="C"),
    )
    quiz = apps.get_model("quizzes", "Quiz").objects.create(term=term)
    questions = [
        apps.get_model("quizzes", "Question").objects.create(
            quiz=quiz, key=f"question-{number}", position=number, stem="Why?", section="faq"
        )
        for number in (1, 2)
    ]
    options = {
        (question.position, place): apps.get_model("quizzes", "Option").objects.create(
            question=question, position=place, text="It", reason="So.", is_right=place == 2
        )
        for question in questions
        for place in (1, 2)
    }
    learner = apps.get_model("learners", "Learner").objects.create()
    attempt = apps.get_model("quizzes", "Attempt").objects.create(learner=learner, quiz=quiz)
    for question, place in zip(questions, (2, 1), strict=True):
        apps.get_model("quizzes", "Answer").objects.create(
            attempt=attempt, question=question, option=options[question.position, place]
        )
    unfinished = apps.get_model("quizzes", "Attempt").objects.create(
        learner=learner, quiz=quiz, number=2
    )

    call_command("migrate", verbosity=0)

    rows = Answer.objects.order_by("posed__number").values_list("response", "earned", "worth")
    assert list(rows) == [("2", 1, 1), ("1", 0, 1)]
    assert PosedQuestion.objects.filter(attempt=unfinished.pk, answer=None).count() == 2
    assert Attempt.objects.get(number=1).posed.get(number=2).seed == 0
    assert len(set(Option.objects.values_list("code", flat=True))) == 4
