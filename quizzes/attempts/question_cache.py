"""Quizzes as a process keeps them in memory, since everyone is asked the same.

Options, and with them the key, are kept apart from questions, so that a page before the answer has
none within reach.
"""

from collections.abc import Mapping, Sequence

from glossary_site.page_cache.content_version import cache_until_content_change
from quizzes.models import PosedQuestion, Question, Quiz

Questions = Mapping[int, Question]


def _read_current(slug: str) -> Quiz | None:
    return Quiz.objects.current().filter(term__slug=slug).select_related("term").first()


def _read_questions(quiz_id: int) -> Questions:
    return Question.objects.filter(quiz=quiz_id).for_taking().in_bulk()


def _read_keys(quiz_id: int) -> Questions:
    questions = Question.objects.filter(quiz=quiz_id).for_taking()
    return questions.prefetch_related("options").in_bulk()


current_quiz = cache_until_content_change(_read_current)
"""The current version of the quiz of the term with that slug, and the term; None without one."""

questions_of = cache_until_content_change(_read_questions)
"""The questions of the version with that id, in their order, by id; without their options."""

_keys_of = cache_until_content_change(_read_keys)


def give_questions(posed: Sequence[PosedQuestion], quiz_id: int, *, with_key: bool = False) -> None:
    """Give the questions of an attempt at that version their texts, and only `with_key` options.

    A question that is newer than what this process keeps is read from the database.
    """
    kept, read = (_keys_of, _read_keys) if with_key else (questions_of, _read_questions)
    questions = kept(quiz_id)
    if any(one.question_id not in questions for one in posed):
        questions = read(quiz_id)
    for one in posed:
        one.question = questions[one.question_id]
