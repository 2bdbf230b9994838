"""Going through an attempt, at a term's quiz or at practice: asking, answering, looking back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from glossary_site.web.http import absolute_url, render_page, wants_fragment
from quizzes.attempts.answer_parsing import AnswerError, read_address, read_answer
from quizzes.attempts.progress import (
    Progress,
    ask_again,
    load_keys,
    progress_of,
    read_result,
    review_at,
)
from quizzes.attempts.starting import record_answer
from quizzes.models import Attempt, PosedQuestion


@dataclass(frozen=True)
class Venue:
    """Where an attempt is taken: its page, its address, and how a first answer begins one."""

    page: str
    url: str
    begin: Callable[[], Attempt] | None = None
    context: Mapping[str, Any] = field(default_factory=dict)


def show(
    request: HttpRequest, venue: Venue, progress: Progress, number: int | None
) -> HttpResponse:
    """The answered question `number`, else what comes next: a question, or the result.

    Steps that the address gives in an order are shown in it, with one of them moved.
    """
    review = review_at(progress, number) if number else None
    if review:
        return render_quiz(request, venue, progress, {"review": review})
    if progress.current:
        asked = ask_again(progress, progress.current, given=_moved(request))
        return render_quiz(request, venue, progress, {"asked": asked})
    return _render_result(request, venue, progress)


def answer(request: HttpRequest, venue: Venue, progress: Progress) -> HttpResponse:
    """Store the posted answer and show what it was worth; the first answer stands."""
    address = read_address(request.POST)
    posed = progress.find(address.question_id) if address else None
    if address is None or posed is None:
        return _refuse_unknown(request, venue, progress)
    if not progress.showed(posed, address.attempt_id):
        return _refuse_stale(request, venue, progress)
    load_keys(progress, [posed])
    try:
        response = read_answer(request.POST, posed)
    except AnswerError as error:
        return _ask_again(request, venue, progress, posed, str(error))
    if progress.attempt is None and venue.begin:
        progress = progress_of(venue.begin())
        posed = progress.find(posed.question_id) or posed
        load_keys(progress, [posed])
    standing = posed.given or record_answer(posed, response)
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
    """The quiz with one screen in it: `asked`, `review` or `result`, and perhaps an `error`."""
    context = {
        "progress": progress,
        "url": venue.url,
        "canonical_url": absolute_url(request, venue.url),
        **venue.context,
        **screen,
    }
    return render_page(request, venue.page, "quizzes/_quiz.html", context, status=status)


def _render_result(
    request: HttpRequest, venue: Venue, progress: Progress, *, error: str = "", status: int = 200
) -> HttpResponse:
    screen = {"result": read_result(progress), "error": error}
    return render_quiz(request, venue, progress, screen, status=status)


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
    return _ask_again(request, venue, progress, progress.current, message, is_answer_kept=False)


def _refuse_stale(request: HttpRequest, venue: Venue, progress: Progress) -> HttpResponse:
    """409 with what comes next, for a page of an attempt that is over, or somebody else's."""
    message = _(
        "The answer was for an attempt that is over, or that is not yours. Nothing was changed; "
        "this is where you are now."
    )
    if progress.current is None:
        return _render_result(request, venue, progress, error=message, status=409)
    return _ask_again(
        request, venue, progress, progress.current, message, status=409, is_answer_kept=False
    )


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
    screen: dict[str, object] = {"review": review_at(progress, posed.number), "is_new": True}
    if is_counted:
        return render_quiz(request, venue, progress, screen)
    screen["error"] = _(
        "You had already answered this question, perhaps in another tab. The first answer stands, "
        "and what you just sent was not counted."
    )
    return render_quiz(request, venue, progress, screen, status=409)


def _ask_again(
    request: HttpRequest,
    venue: Venue,
    progress: Progress,
    posed: PosedQuestion,
    message: str,
    *,
    status: int = 422,
    is_answer_kept: bool = True,
) -> HttpResponse:
    """The question with what is wrong, and with what was sent, so that it can be mended.

    Where it has an answer there is nothing to mend: that answer is shown.
    """
    if posed.given:
        return _show_answer(request, venue, progress, posed)
    given = request.POST.getlist("option") if is_answer_kept else ()
    number = request.POST.get("number", "")[:60] if is_answer_kept else ""
    asked = ask_again(progress, posed, given=given, given_number=number)
    screen = {"asked": asked, "error": message}
    return render_quiz(request, venue, progress, screen, status=status)


def _moved(request: HttpRequest) -> list[str]:
    """The steps as the address orders them, with `move=<code>-up` or `-down` carried out."""
    codes = request.GET.getlist("option")
    code, _dash, direction = request.GET.get("move", "").rpartition("-")
    if code in codes and direction in ("up", "down"):
        place = codes.index(code)
        target = place + (-1 if direction == "up" else 1)
        if 0 <= target < len(codes):
            codes[place], codes[target] = codes[target], codes[place]
    return codes
