"""A learner's review: what is due, one question after another, and entries that they set aside."""

import datetime
from dataclasses import replace

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.addresses.reading import read_number
from glossary_site.web.limits import limit_posts
from learners.identity import learner_id_of, learner_of
from learners.models import Learner
from quizzes.attempts.attempt_flow import Venue, answer, render_quiz, show
from quizzes.attempts.feedback import feedback_at
from quizzes.attempts.presentation import ask
from quizzes.attempts.progress import Progress
from quizzes.entry_page import due_screen, progress_in_entry
from quizzes.kinds.base import AnswerError
from quizzes.kinds.registry import kind_of
from quizzes.models import SetAsideEntry
from quizzes.reviews.choosing import SIZES
from quizzes.reviews.due import read_due
from quizzes.reviews.in_entry import answer_in_entry, pose_question
from quizzes.reviews.session import gain_of, read_review, set_aside, start_review
from terms.models import Term


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def review(request: HttpRequest) -> HttpResponse:
    """The review under way, else what is due or what the last one gained; a post answers."""
    learner = learner_of(request)
    progress = read_review(learner)
    url = reverse("reviews:review")
    venue = Venue("quizzes/review.html", url, context={"learner": learner})
    if request.method == "POST":
        return answer(request, venue, progress)
    number = read_number(request.GET, "question", progress.total) if progress.total else None
    if number or progress.current:
        return show(request, venue, progress, number)
    screen = _start_screen(learner) if learner else {}
    if not progress.attempt or not _is_of_today(progress):
        return render_quiz(request, venue, Progress(None, None, ()), screen)
    screen["gain"] = gain_of(progress.attempt, progress)
    return show(request, replace(venue, context={**venue.context, **screen}), progress, None)


@posts_from("reviews:review")
@limit_posts
def start(request: HttpRequest) -> HttpResponse:
    """Start a review of as many questions as chosen, unless one is under way; then go to it."""
    learner = learner_of(request)
    progress = read_review(learner)
    size = read_number(request.POST, "size", SIZES[-1]) or SIZES[-1]
    if learner and progress.is_finished:
        start_review(learner, size, after=progress)
    return redirect("reviews:review")


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def in_entry(request: HttpRequest, slug: str, turn: int) -> HttpResponse:
    """Answer the question that the entry `slug` asks, which was answered `turn` times before."""
    term = get_object_or_404(Term.objects.published(), slug=slug)
    sent = request.POST if request.method == "POST" else request.GET
    if "question_id" not in sent:
        return redirect(term)
    learner_id = learner_id_of(request)
    posed = pose_question(learner_id, sent["question_id"], turn) if learner_id else None
    if learner_id is None or posed is None:
        raise Http404("it is not a question that was asked here")
    screen = due_screen(term, posed, turn)
    venue = Venue("quizzes/in_entry.html", screen["url"], context={**screen, "term": term})
    progress = progress_in_entry(posed)
    if request.method != "POST":
        return render_quiz(request, venue, progress, {"asked": ask(progress, posed, sent)})
    try:
        response = kind_of(posed.question).read(posed, sent)
    except AnswerError as error:
        asked = {"asked": ask(progress, posed, sent), "error": str(error)}
        return render_quiz(request, venue, progress, asked, status=422)
    answer_in_entry(learner_id, posed, turn, response)
    return render_quiz(request, venue, progress, {"feedback": feedback_at(progress, 1)})


@posts_from("reviews:review")
@limit_posts
def set_aside_entry(request: HttpRequest) -> HttpResponse:
    """Ask nothing more of an entry, for ever or until tomorrow; then go on with the review."""
    reason = request.POST.get("reason", "")
    if reason not in SetAsideEntry.Reason:
        allowed = ", ".join(SetAsideEntry.Reason.values)
        message = _("“%(reason)s” is no reason to set an entry aside; use one of: %(allowed)s")
        raise BadRequest(message % {"reason": reason[:20], "allowed": allowed})
    term = get_object_or_404(Term.objects.published(), slug=request.POST.get("term", ""))
    if learner := learner_of(request):
        set_aside(learner, term, SetAsideEntry.Reason(reason))
    return redirect("reviews:review")


@posts_from("reviews:review")
@limit_posts
def bring_back(request: HttpRequest) -> HttpResponse:
    """Review an entry again that was set aside."""
    if learner := learner_of(request):
        entry = SetAsideEntry.objects.filter(
            learner=learner, term__slug=request.POST.get("term", "")
        )
        entry.delete()
    return redirect("reviews:review")


def _is_of_today(progress: Progress) -> bool:
    """Whether the review ended today; what it gained is shown until tomorrow."""
    today = timezone.now().date()
    answers = [posed.given for posed in progress.posed if posed.given]
    return any(given.answered_at.astimezone(datetime.UTC).date() == today for given in answers)


def _start_screen(learner: Learner) -> dict[str, object]:
    aside = SetAsideEntry.objects.in_force(timezone.now().date()).filter(learner=learner)
    return {
        "due": read_due(learner.pk),
        "set_aside": aside.select_related("term").order_by("term__title"),
    }
