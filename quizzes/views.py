"""The list of quizzes, a term's quiz, and results to be shared."""

import uuid
from dataclasses import replace

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from glossary_site.page_cache.public import public_page
from glossary_site.registries import QUIZ_LINKS
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.addresses.reading import read_number
from glossary_site.web.limits import limit_posts
from learners.identity import ensure_learner, learner_id_of, learner_of
from quizzes.attempts.attempt_flow import Venue, answer, show
from quizzes.attempts.progress import Progress, progress_of, read_progress
from quizzes.attempts.question_cache import current_quiz
from quizzes.attempts.results import share_result
from quizzes.attempts.starting import start_attempt
from quizzes.entry_page import first_screen
from quizzes.listing import list_quizzes
from quizzes.models import Attempt, Quiz
from quizzes.reviews.due import read_due

QUIZZES_PER_PAGE = 30


@public_page(params=("page",))
@require_safe
def quiz_list(request: HttpRequest) -> HttpResponse:
    """Every term's quiz, with the learner's best and last result, and what is due for review."""
    learner = learner_of(request)
    paginator = Paginator(Quiz.objects.for_list(), QUIZZES_PER_PAGE)
    page = paginator.page(read_number(request.GET, "page", paginator.num_pages) or 1)
    context = {
        "page": page,
        "listed": list_quizzes(page, learner),
        "due": read_due(learner.pk) if learner else None,
    }
    return render(request, "quizzes/quiz_list.html", context)


@public_page(params=("question",), endless=("option", "move"))
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def quiz_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The current question or the result; `?question=` an answered question; a post answers."""
    progress = _read_progress(request, slug)
    venue = _quiz_venue(request, progress)
    if request.method == "POST":
        return answer(request, venue, progress)
    return show(request, venue, progress, read_number(request.GET, "question", progress.total))


@posts_from("quizzes:quiz_detail")
@limit_posts
def first_question(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the question that the entry asks after its explanation, which shows what it was
    worth; without scripts the quiz goes on from there."""
    progress = _read_progress(request, slug)
    venue = _quiz_venue(request, progress)
    if progress.quiz is None:
        raise TypeError("a term's quiz has a version")
    context = {**venue.context, **first_screen(progress.quiz.term)}
    return answer(request, replace(venue, context=context), progress)


@posts_from("quizzes:quiz_detail")
@limit_posts
def quiz_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Start another attempt at the current version, unless one is open; then go to the quiz."""
    quiz, learner = _current_quiz(slug), learner_of(request)
    progress = read_progress(quiz, learner.pk if learner else None)
    if learner and progress.attempt and progress.is_finished:
        start_attempt(learner, list(quiz.questions.all()), quiz=quiz, after=progress.attempt)
    return redirect(quiz)


@posts_from("quizzes:quiz_detail")
@limit_posts
def quiz_retry(request: HttpRequest, slug: str) -> HttpResponse:
    """Start an attempt at what was not right in the one just finished; then go to the quiz."""
    quiz, learner = _current_quiz(slug), learner_of(request)
    progress = read_progress(quiz, learner.pk if learner else None)
    missed = [one.question for one in progress.posed if one.given and not one.given.is_right]
    if learner and progress.attempt and progress.is_finished and missed:
        start_attempt(
            learner,
            missed,
            quiz=progress.quiz,
            kind=Attempt.Kind.RETRY,
            after=progress.attempt,
        )
    return redirect(quiz)


@require_safe
def quiz_result(request: HttpRequest, attempt_id: uuid.UUID) -> HttpResponse:
    """The result of a finished attempt, for anyone who has its link: no name, and no key."""
    shareable = Attempt.objects.exclude(kind=Attempt.Kind.MIXED).select_related("quiz__term")
    attempt = get_object_or_404(shareable, pk=attempt_id)
    progress = progress_of(attempt)
    if not progress.is_finished or not progress.total:
        raise Http404("the attempt is not finished")
    context = {"attempt": attempt, "progress": progress, "result": share_result(progress)}
    return render(request, "quizzes/quiz_result.html", context)


def _quiz_venue(request: HttpRequest, progress: Progress) -> Venue:
    quiz = progress.quiz
    if quiz is None:
        raise TypeError("a term's quiz has a version")

    def begin() -> Attempt:
        questions = [posed.question for posed in progress.posed]
        return start_attempt(ensure_learner(request), questions, quiz=quiz, after=None)

    return Venue(
        "quizzes/quiz_detail.html",
        quiz.get_absolute_url(),
        begin,
        context={"term": quiz.term, "quiz_links": QUIZ_LINKS},
    )


def _read_progress(request: HttpRequest, slug: str) -> Progress:
    progress = read_progress(_current_quiz(slug), learner_id_of(request))
    if not progress.total:
        raise Http404(f"the quiz of {slug!r} has no questions yet")
    return progress


def _current_quiz(slug: str) -> Quiz:
    quiz = current_quiz(slug)
    if quiz is None:
        raise Http404(f"no quiz for {slug!r}")
    return quiz
