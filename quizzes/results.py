"""A learner's results over all quizzes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from learners.models import Learner
from quizzes.models import Attempt, Quiz


@dataclass(frozen=True)
class QuizResult:
    """A quiz in the list: how often it was finished, the best score and the last one."""

    quiz: Quiz
    finished: int
    best: int | None
    last: int | None


def list_results(learner: Learner | None) -> list[QuizResult]:
    """Every current quiz with `learner`'s finished attempts at any version of it."""
    quizzes = (
        Quiz.objects.current()
        .select_related("term__category")
        .annotate(question_count=Count("questions"))
        .order_by("term__title")
    )
    scores = _scores_by_term(learner)
    return [_result(quiz, scores.get(quiz.term_id, [])) for quiz in quizzes]


def _result(quiz: Quiz, scores: list[int]) -> QuizResult:
    best = max(scores) if scores else None
    return QuizResult(quiz, len(scores), best, scores[-1] if scores else None)


def _scores_by_term(learner: Learner | None) -> dict[int, list[int]]:
    """The scores of finished attempts by term, oldest first."""
    if learner is None:
        return {}
    attempts = (
        Attempt.objects.filter(learner=learner)
        .annotate(
            answered=Count("answers", distinct=True),
            asked=Count("quiz__questions", distinct=True),
            right=Count("answers", filter=Q(answers__option__is_right=True), distinct=True),
        )
        .order_by("started_at")
        .values_list("quiz__term", "answered", "asked", "right")
    )
    scores: dict[int, list[int]] = {}
    for term, answered, asked, right in attempts:
        if answered == asked:
            scores.setdefault(term, []).append(right)
    return scores
