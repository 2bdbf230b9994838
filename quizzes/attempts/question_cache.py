"""Quizzes as a process keeps them in memory, since everyone is asked the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from glossary_site.page_cache.content_version import cache_until_content_change
from quizzes.models import PosedQuestion, Question, Quiz

Questions = Mapping[int, Question]


def _read_current(slug: str) -> Quiz | None:
    return Quiz.objects.current().filter(term__slug=slug).select_related("term").first()


def _read_questions(quiz_id: int) -> Questions:
    rows = Question.objects.filter(quiz=quiz_id).for_taking()
    return {question.pk: question for question in rows}


def _read_keys(quiz_id: int) -> Questions:
    rows = Question.objects.filter(quiz=quiz_id).for_taking().prefetch_related("options")
    return {question.pk: question for question in rows}


current_quiz = cache_until_content_change(_read_current)
"""The current version of the quiz of the term with that slug, and the term; None without one."""

questions_of = cache_until_content_change(_read_questions)
"""The questions of the version with that id, in their order, by id; without their options."""

_keys_of = cache_until_content_change(_read_keys)


def give_questions(posed: Sequence[PosedQuestion], quiz_id: int) -> None:
    """Give what was posed of that version its questions, without their options."""
    _give(posed, quiz_id, questions_of, _read_questions)


def give_keys(posed: Sequence[PosedQuestion], quiz_id: int) -> None:
    """Give what was posed of that version its questions with their options, and so with the key."""
    _give(posed, quiz_id, _keys_of, _read_keys)


def _give(
    posed: Sequence[PosedQuestion],
    quiz_id: int,
    kept: Callable[[int], Questions],
    read: Callable[[int], Questions],
) -> None:
    """A question that is newer than what this process keeps is read from the database."""
    questions = kept(quiz_id)
    if any(one.question_id not in questions for one in posed):
        questions = read(quiz_id)
    for one in posed:
        one.question = questions[one.question_id]
