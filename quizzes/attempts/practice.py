"""What a learner still has to practise: questions whose last answer was not wholly right."""

import secrets

from learners.models import Learner
from quizzes.models import Answer, Question, Quiz

PRACTICE_LENGTH = 10
"""The most questions of one practice."""


def missed_questions(learner: Learner | None) -> list[Question]:
    """As the current quizzes ask them, whatever term they belong to, in their order.

    Only the last answer counts, wherever it was given: a right one takes the question out.
    """
    if learner is None:
        return []
    answers = Answer.objects.filter(posed__attempt__learner=learner).order_by("answered_at", "pk")
    question = "posed__question"
    rows = answers.values_list(f"{question}__quiz__term_id", f"{question}__key", "earned", "worth")
    is_right = {(term_id, key): earned == worth for term_id, key, earned, worth in rows}
    missed = {name for name, right in is_right.items() if not right}
    if not missed:
        return []
    questions = Question.objects.filter(
        quiz__in=Quiz.objects.current(), key__in={key for _, key in missed}
    ).select_related("quiz")
    ordered = questions.order_by("quiz__term_id", "position")
    return [one for one in ordered if (one.quiz.term_id, one.key) in missed]


def mix(questions: list[Question]) -> list[Question]:
    """At most `PRACTICE_LENGTH` of them, in a new order each time."""
    return secrets.SystemRandom().sample(questions, min(len(questions), PRACTICE_LENGTH))
