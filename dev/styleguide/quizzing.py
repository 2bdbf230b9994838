"""A term's quiz: a question of each kind, what answers were worth, the result."""

import datetime
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from dev.styleguide.specimens import Section, Specimen, Title
from learners.models import Learner
from paths.mixed_check import to_read_again
from paths.models import Path
from quizzes.attempts.feedback import feedback_at
from quizzes.attempts.presentation import ask
from quizzes.attempts.progress import Progress, load_keys, progress_of, read_progress
from quizzes.attempts.results import next_attempts, read_result
from quizzes.attempts.starting import record_answer, start_attempt
from quizzes.entry_page import due_screen, first_screen, progress_in_entry
from quizzes.kinds.number import exact_number
from quizzes.kinds.options import write_positions
from quizzes.kinds.registry import KINDS
from quizzes.memory.mastery import TermMastery
from quizzes.models import PosedQuestion, Question, Quiz
from quizzes.reviews.choosing import Candidate
from quizzes.reviews.due import Due
from terms.models import Term

QUIZ = "quizzes/_quiz.html"
IN_ENTRY = "quizzes/_in_entry.html"
MASTERY = "includes/_mastery.html"


def quiz_section(term: Term) -> Section:
    """The quiz of `term`, answered rightly and wrongly in turn."""
    quiz = Quiz.objects.current().select_related("term").get(term=term)
    fresh = read_progress(quiz, None)
    done = _answered(fresh)
    wrong = _gettext("Choose one of the options.")
    asked = {"asked": ask(fresh, fresh.at(1)), "error": wrong}
    result = read_result(done)
    buttons = next_attempts(done, result)
    return Section(
        "quiz",
        _("Quiz"),
        (
            _screen("quiz-error", _("Sent without an answer"), fresh, asked),
            *_screens_by_kind(fresh, done),
            _screen("quiz-result", _("Result"), done, {"result": result, "next_attempts": buttons}),
            *_in_entry(term, fresh, done),
            *_review_starts(),
            *_check_results(done),
        ),
    )


def _in_entry(term: Term, fresh: Progress, done: Progress) -> Iterator[Specimen]:
    """The question after an explanation: of the entry's quiz, of another term; and answered."""
    posed = done.at(1)
    due = {**due_screen(term, posed, 1), "asked": ask(progress_in_entry(posed), posed)}
    first = {**first_screen(term), "progress": fresh, "asked": ask(fresh, fresh.at(1))}
    for key, title, screen in (
        ("first", _("The first question, in its entry"), first),
        ("due", _("A question that is due, in an entry that uses its term"), due),
    ):
        yield Specimen(f"in-entry-{key}", title, IN_ENTRY, {"in_entry": screen})
    mastery = TermMastery(0.64, asked=5, questions=6, due=2)
    yield Specimen("mastery", _("How much is recalled"), MASTERY, {"mastery": mastery})


def _review_starts() -> Iterator[Specimen]:
    """What stands before a review: something due, after weeks away, nothing due, nothing yet."""
    due = [Candidate(Question(), 0, 0.8)] * 12
    day = datetime.date(2026, 3, 14)
    for key, title, screen in (
        ("review", _("A review to start"), Due(due, None, is_restart=False)),
        ("review-restart", _("A review after weeks away"), Due(due, None, is_restart=True)),
        ("review-later", _("Nothing is due today"), Due((), day, is_restart=False)),
        ("review-none", _("Nothing to review yet"), None),
    ):
        yield Specimen(key, title, QUIZ, {"due": screen})


def _check_results(done: Progress) -> Iterator[Specimen]:
    """What stands below the result of a path's check: before it is shared, and since."""
    path = Path.objects.current().first()
    if path is None:
        return
    context = {"path": path, "read_again": to_read_again(done)}
    shared = "https://example.org/paths/results/4iTqKk3mXw0/"
    for key, title, url in (
        ("check-result", _("Below the result of a check"), ""),
        ("check-shared", _("The same with a page to share"), shared),
    ):
        yield Specimen(key, title, "paths/_check_result.html", context | {"shared_url": url})


def _screens_by_kind(fresh: Progress, done: Progress) -> Iterator[Specimen]:
    """The first question of each kind, asked and answered; then one answered the other way."""
    for key, kind in KINDS.items():
        posed = [one for one in done.posed if one.question.kind == key]
        for place, one in enumerate(posed[:2]):
            if place == 0:
                asked = {"asked": ask(fresh, fresh.at(one.number))}
                yield _screen(f"quiz-{key}", kind.label, fresh, asked)
            answered = _("Answered rightly") if _is_to_be_right(one) else _("Answered wrongly")
            feedback = {"feedback": feedback_at(done, one.number)}
            yield _screen(f"quiz-{key}-{one.number}", answered, done, feedback)


def _screen(key: str, title: Title, progress: Progress, screen: Mapping[str, object]) -> Specimen:
    if progress.quiz is None:
        raise TypeError("a term's quiz has a version")
    context = {"progress": progress, "term": progress.quiz.term, "url": "#quiz"}
    return Specimen(key, title, QUIZ, {**context, **screen})


def _answered(fresh: Progress) -> Progress:
    """A finished attempt: the first answer right, the second wrong, and so on."""
    questions = [posed.question for posed in fresh.posed]
    attempt = start_attempt(Learner.objects.create(), questions, quiz=fresh.quiz, after=None)
    progress = progress_of(attempt)
    load_keys(progress, progress.posed)
    for posed in progress.posed:
        record_answer(attempt, posed, _response(posed))
    return progress_of(attempt)


def _is_to_be_right(posed: PosedQuestion) -> bool:
    return posed.number % 2 == 1


def _response(posed: PosedQuestion) -> str:
    """A right answer to a question with an odd number, a wrong one to the others."""
    is_right, question = _is_to_be_right(posed), posed.question
    if question.kind == "number":
        return str(exact_number(posed) + (0 if is_right else 1))
    options = list(question.options.all())
    if question.kind == "ordering":
        return write_positions(one.position for one in (options if is_right else options[::-1]))
    return write_positions(one.position for one in options if one.is_right == is_right)
