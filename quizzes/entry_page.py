"""What the page of an entry asks: its quiz, and one question after the explanation.

That is a question that is due, of a term that the entry uses; where there is none, the first one of
the entry's own quiz, as long as that has not begun. The quiz then waits at its place behind a
button, so that no page asks the same twice.
"""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from quizzes.attempts.attempt_flow import next_screen
from quizzes.attempts.presentation import ask
from quizzes.attempts.progress import Progress, read_progress
from quizzes.models import PosedQuestion, Quiz
from quizzes.reviews.in_entry import find_due_question
from terms.models import Term


def questions_on_page(term: Term, learner_id: uuid.UUID | None) -> dict[str, Any]:
    """For templates: `in_entry` is asked after the explanation, `quiz_on_page` in its section."""
    progress = _read_quiz(term, learner_id)
    has_place = bool(term.explanation_html)
    if has_place and learner_id and (found := find_due_question(term.pk, learner_id)):
        posed, turn = found
        in_entry = due_screen(term, posed, turn) | {"asked": ask(progress_in_entry(posed), posed)}
    elif has_place and progress.current and progress.attempt is None:
        first = first_screen(term) | next_screen(progress)
        return {"in_entry": first | {"progress": progress}}
    else:
        in_entry = {}
    if not progress.total:
        return {"in_entry": in_entry}
    on_page = {"progress": progress, "url": reverse("quizzes:quiz_detail", args=[term.slug])}
    on_page |= {"is_on_page": True} | next_screen(progress)
    return {"in_entry": in_entry, "quiz_on_page": on_page}


def _read_quiz(term: Term, learner_id: uuid.UUID | None) -> Progress:
    """Where the learner stands in the entry's quiz; nothing to answer where it has none."""
    quiz = Quiz.objects.current().filter(term=term).first()
    if quiz is None:
        return Progress(None, None, ())
    quiz.term = term
    return read_progress(quiz, learner_id)


def progress_in_entry(posed: PosedQuestion) -> Progress:
    """The one question as something to go through, outside any attempt."""
    return Progress(None, None, (posed,))


def first_screen(term: Term) -> dict[str, Any]:
    """What `quizzes/_quiz.html` needs to ask a question of the entry's own quiz in it."""
    return _in_entry(term, reverse("quizzes:first_question", args=[term.slug]))


def due_screen(term: Term, posed: PosedQuestion, turn: int) -> dict[str, Any]:
    """What `quizzes/_quiz.html` needs to ask a question that is due in the entry `term`."""
    url = reverse("reviews:in_entry", args=[term.slug, turn])
    own = {"heading": _("Before you read on"), "progress": progress_in_entry(posed)}
    return _in_entry(term, url) | own


def _in_entry(term: Term, url: str) -> dict[str, Any]:
    read_on = f"{term.get_absolute_url()}#read-on"
    return {"quiz_id": "in-entry", "url": url, "read_on": read_on}
