"""A learner's newest attempt at a term's quiz, read by one statement, as each answer needs it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection

from quizzes.models import Answer, Attempt, PosedQuestion

_NEWEST = """
SELECT attempt.id, attempt.quiz_id, attempt.kind, attempt.number,
       posed.id, posed.question_id, posed.number, posed.seed,
       answer.id, answer.response, answer.earned, answer.worth
FROM quizzes_attempt attempt
JOIN quizzes_posedquestion posed ON posed.attempt_id = attempt.id
LEFT JOIN quizzes_answer answer ON answer.posed_id = posed.id
WHERE attempt.id = (
    SELECT newest.id
    FROM quizzes_attempt newest
    JOIN quizzes_quiz quiz ON quiz.id = newest.quiz_id
    WHERE newest.learner_id = %s AND quiz.term_id = %s
    ORDER BY newest.started_at DESC, newest.number DESC
    LIMIT 1
)
ORDER BY posed.number
"""
_ATTEMPT = ("id", "quiz_id", "kind", "number")
_POSED = ("id", "question_id", "number", "seed")
_ANSWER = ("id", "response", "earned", "worth")


def read_newest(
    learner_id: uuid.UUID, term_id: int
) -> tuple[Attempt | None, tuple[PosedQuestion, ...]]:
    """The attempt and what it poses in order, each with its answer; None before the first attempt.

    The ORM would take longer to write the statement than the database takes to answer it.
    """
    key = Attempt.learner.field.get_db_prep_value(learner_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [key, term_id])
        rows = cursor.fetchall()
    if not rows:
        return None, ()
    pk = Attempt.id.field.to_python(rows[0][0])
    attempt = Attempt.from_db(connection.alias, _ATTEMPT, (pk, *rows[0][1:4]))
    attempt.learner_id = learner_id
    return attempt, tuple(_posed(attempt, row) for row in rows)


def _posed(attempt: Attempt, row: Sequence[Any]) -> PosedQuestion:
    posed = PosedQuestion.from_db(connection.alias, _POSED, row[4:8])
    posed.attempt = attempt
    answer = Answer.from_db(connection.alias, _ANSWER, row[8:]) if row[8] is not None else None
    # As select_related does it: that there is none is known too.
    PosedQuestion._meta.get_field("answer").set_cached_value(posed, answer)
    return posed
