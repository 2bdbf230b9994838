"""The list of quizzes, and a quiz: asking, answering, looking back, the result."""

from collections.abc import Mapping

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from glossary_site.http import absolute_url, render_page, wants_fragment
from learners.identity import ensure_learner, learner_of
from quizzes.attempts import record_answer, start_attempt
from quizzes.forms import AnswerForm
from quizzes.listing import list_quizzes
from quizzes.models import Quiz
from quizzes.progress import Progress, ask, read_progress, read_result, review

QUIZZES_PER_PAGE = 30


@require_safe
def quiz_list(request: HttpRequest) -> HttpResponse:
    """Every term's quiz, with the learner's best and last result."""
    paginator = Paginator(Quiz.objects.for_list(), QUIZZES_PER_PAGE)
    page = paginator.page(_number(request, "page", paginator.num_pages) or 1)
    context = {"page": page, "listed": list_quizzes(page, learner_of(request))}
    return render(request, "quizzes/quiz_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def quiz_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The current question or the result; `?question=` an answered question; a post answers."""
    progress = read_progress(_current_quiz(slug), learner_of(request))
    if not progress.questions:
        raise Http404(f"the quiz of {slug!r} has no questions yet")
    if request.method == "POST":
        return _answer(request, progress)
    number = _number(request, "question", progress.total)
    return _render_quiz(request, progress, _screen(progress, number))


@require_POST
def quiz_again(request: HttpRequest, slug: str) -> HttpResponse:
    """Start another attempt at the current version, unless one is open; then go to the quiz."""
    quiz = _current_quiz(slug)
    learner = learner_of(request)
    progress = read_progress(quiz, learner)
    if learner and progress.attempt and progress.is_finished:
        start_attempt(learner, quiz, after=progress.attempt)
    return redirect(quiz)


def _answer(request: HttpRequest, progress: Progress) -> HttpResponse:
    """Store the posted answer and show what it was worth; the first answer stands."""
    form = AnswerForm(request.POST, progress.questions)
    number = progress.number_of(form.asked) if form.asked else progress.current_number
    if number is None:
        key = request.POST.get("question", "")[:80]
        raise BadRequest(f"{key!r} is not a question of this quiz; all of its own are answered")
    if not progress.is_answered(number):
        if not form.is_valid():
            context = {"asked": ask(progress, number), "error": form.message}
            return _render_quiz(request, progress, context, status=422)
        attempt = progress.attempt or start_attempt(
            ensure_learner(request), progress.quiz, after=None
        )
        answer = record_answer(attempt, form.cleaned_data["option"])
        progress = progress.after(attempt, answer)
    if wants_fragment(request):
        return _render_quiz(request, progress, {"review": review(progress, number)})
    return redirect(f"{progress.quiz.get_absolute_url()}?question={number}")


def _screen(progress: Progress, number: int | None) -> Mapping[str, object]:
    """What the quiz shows: the answered question `number`, else what comes next."""
    if number and progress.is_answered(number):
        return {"review": review(progress, number)}
    if progress.current_number:
        return {"asked": ask(progress, progress.current_number)}
    return {"result": read_result(progress)}


def _render_quiz(
    request: HttpRequest,
    progress: Progress,
    screen: Mapping[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    url = progress.quiz.get_absolute_url()
    context = {
        "progress": progress,
        "term": progress.quiz.term,
        "url": url,
        "canonical_url": absolute_url(request, url),
        **screen,
    }
    return render_page(
        request, "quizzes/quiz_detail.html", "quizzes/_quiz.html", context, status=status
    )


def _current_quiz(slug: str) -> Quiz:
    quiz = Quiz.objects.current().filter(term__slug=slug).select_related("term").first()
    if quiz is None:
        raise Http404(f"no quiz for {slug!r}")
    return quiz


def _number(request: HttpRequest, name: str, last: int) -> int | None:
    """The number from 1 to `last` that the address gives as `name`; None where it gives none.

    Raises BadRequest for what is no number, Http404 for one out of range.
    """
    text = request.GET.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadRequest(f"{name}={text[:20]} is not a number; use 1 to {last}")
    if not 1 <= int(text) <= last:
        raise Http404(f"there is no {name} {text}; they go from 1 to {last}")
    return int(text)
