"""Going through an attempt, at a term's quiz or in a review: asking, answering, looking back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from glossary_site.web.http import absolute_url, render_page, wants_fragment
from quizzes.attempts.feedback import feedback_at
from quizzes.attempts.presentation import ask
from quizzes.attempts.progress import Progress, load_keys, progress_of
from quizzes.attempts.results import next_attempts, read_result
from quizzes.attempts.starting import record_answer
from quizzes.kinds.base import AnswerError
from quizzes.kinds.registry import kind_of
from quizzes.models import Attempt, PosedQuestion


@dataclass(frozen=True)
class Venue:
    """Where an attempt is taken: its page, its address, and how a first answer begins one.

    `context` is for its templates.
    """

    page: str
    url: str
    begin: Callable[[], Attempt] | None = None
    context: Mapping[str, Any] = field(default_factory=dict)


def show(
    request: HttpRequest, venue: Venue, progress: Progress, number: int | None
) -> HttpResponse:
    """The answered question `number`, else what comes next: a question, or the result."""
    if number and (feedback := feedback_at(progress, number)):
        return render_quiz(request, venue, progress, {"feedback": feedback})
    return _show_next(request, venue, progress, sent=request.GET)


def answer(request: HttpRequest, venue: Venue, progress: Progress) -> HttpResponse:
    """Store the posted answer and show what it was worth; the first answer stands."""
    posed = progress.find(request.POST.get("question_id", ""), request.GET.get("question", ""))
    if posed is None:
        return _refuse_unknown(request, venue, progress)
    if not progress.showed(posed, request.POST.get("attempt", "")):
        message = _(
            "The answer was for an attempt that is over, or that is not yours. Nothing was "
            "changed; this is where you are now."
        )
        return _show_next(request, venue, progress, error=message, status=409)
    load_keys(progress, [posed])
    try:
        response = kind_of(posed.question).read(posed, request.POST)
    except AnswerError as error:
        if posed.given:  # There is nothing to mend: the answer that stands is shown.
            return _show_answer(request, venue, progress, posed)
        screen = {"asked": ask(progress, posed, request.POST), "error": str(error)}
        return render_quiz(request, venue, progress, screen, status=422)
    if progress.attempt is None and venue.begin:
        progress = progress_of(venue.begin())
        posed = progress.at(posed.number)
        load_keys(progress, [posed])
    if progress.attempt is None:
        raise TypeError("an answer belongs to an attempt")
    standing = posed.given or record_answer(progress.attempt, posed, response)
    if progress.is_review and not standing.is_right:  # It is asked again at the end.
        progress = progress_of(progress.attempt)
        posed = progress.at(posed.number)
        load_keys(progress, [posed])
    is_counted = standing.response == response
    return _show_answer(request, venue, progress, posed, is_counted=is_counted)


def render_quiz(
    request: HttpRequest,
    venue: Venue,
    progress: Progress,
    screen: Mapping[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    """The quiz with one screen in it: `asked`, `feedback` or `result`, and perhaps an `error`."""
    context = {
        "progress": progress,
        "url": venue.url,
        "canonical_url": absolute_url(request, venue.url),
        **venue.context,
        **screen,
    }
    return render_page(request, venue.page, "quizzes/_quiz.html", context, status=status)


def _show_next(
    request: HttpRequest,
    venue: Venue,
    progress: Progress,
    *,
    sent: QueryDict | None = None,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    """The question to answer now, or the result where all are answered."""
    screen = {"error": error} | next_screen(progress, sent=sent)
    return render_quiz(request, venue, progress, screen, status=status)


def next_screen(progress: Progress, *, sent: QueryDict | None = None) -> dict[str, object]:
    """What `quizzes/_quiz.html` shows of the question to answer now, or else of the result."""
    if progress.current:
        return {"asked": ask(progress, progress.current, sent)}
    result = read_result(progress)
    buttons = next_attempts(progress, result)
    return {"result": result, "next_attempts": buttons}


def _refuse_unknown(request: HttpRequest, venue: Venue, progress: Progress) -> HttpResponse:
    """422 with the question to answer now; 400 where all are answered."""
    if progress.current is None:
        key = request.POST.get("question_id", "")[:20]
        message = _("“%(key)s” is not a question of this quiz; all of its own are answered")
        raise BadRequest(message % {"key": key})
    message = _(
        "The answer was for a question that is not asked here; the quiz may have changed since you "
        "opened it. This is the one to answer now."
    )
    return _show_next(request, venue, progress, error=message, status=422)


def _show_answer(
    request: HttpRequest,
    venue: Venue,
    progress: Progress,
    posed: PosedQuestion,
    *,
    is_counted: bool = True,
) -> HttpResponse:
    """The answer that stands; with 409 and a reason where another one was sent and not counted."""
    if is_counted and not wants_fragment(request):
        return redirect(f"{venue.url}?question={posed.number}")
    screen: dict[str, object] = {"feedback": feedback_at(progress, posed.number), "is_new": True}
    if is_counted:
        return render_quiz(request, venue, progress, screen)
    screen["error"] = _(
        "You had already answered this question, perhaps in another tab. The first answer stands, "
        "and what you just sent was not counted."
    )
    return render_quiz(request, venue, progress, screen, status=409)
