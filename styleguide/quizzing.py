"""A term's quiz: its teaser, a question, what an answer was worth, the result."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from learners.models import Learner
from quizzes.attempts import record_answer, start_attempt
from quizzes.models import Quiz
from quizzes.progress import Progress, ask, read_progress, read_result, review
from styleguide.specimens import Section, Specimen, Title
from terms.models import Term

QUIZ = "quizzes/_quiz.html"
TEASER = "quizzes/_quiz_teaser.html"


def quiz_section(term: Term) -> Section:
    """The quiz of `term`, answered rightly and wrongly in turn."""
    quiz = Quiz.objects.current().select_related("term").get(term=term)
    fresh = read_progress(quiz, None)
    done = _answered(quiz)
    asked = {"asked": ask(fresh, 1)}
    wrong = _gettext("Choose one of the options.")
    return Section(
        "quiz",
        _("Quiz"),
        (
            Specimen("quiz-teaser", _("Teaser"), TEASER, {"term": term, "quiz": quiz}),
            Specimen("quiz-none", _("No quiz yet"), TEASER, {"term": term}),
            _screen("quiz-question", _("A question"), fresh, asked),
            _screen("quiz-error", _("Sent without an answer"), fresh, asked | {"error": wrong}),
            _screen("quiz-right", _("Answered rightly"), done, {"review": review(done, 1)}),
            _screen("quiz-wrong", _("Answered wrongly"), done, {"review": review(done, 2)}),
            _screen("quiz-result", _("Result"), done, {"result": read_result(done)}),
        ),
    )


def _screen(key: str, title: Title, progress: Progress, screen: Mapping[str, object]) -> Specimen:
    quiz = progress.quiz
    context = {"progress": progress, "term": quiz.term, "url": quiz.get_absolute_url()}
    return Specimen(key, title, QUIZ, {**context, **screen})


def _answered(quiz: Quiz) -> Progress:
    """A finished attempt: the first answer right, the second wrong, and so on."""
    learner = Learner.objects.create()
    attempt = start_attempt(learner, quiz, after=None)
    for place, question in enumerate(quiz.questions.all()):
        option = question.options.filter(is_right=place % 2 == 0).first()
        if option:
            record_answer(attempt, option)
    return read_progress(quiz, learner)
