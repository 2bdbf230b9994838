"""The script with what it asks for, the widgets of entries and quizzes, and how to use them."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from exchange.embedding.labels import labels_record
from exchange.embedding.script import embed_script
from glossary_site.page_cache.public import public_page
from glossary_site.web.addresses.reading import read_number
from glossary_site.web.embedding import embeddable
from glossary_site.web.http import absolute_url, site_origin
from glossary_site.web.limits import limit_posts
from quizzes.attempts.feedback import feedback_at
from quizzes.attempts.presentation import ask
from quizzes.attempts.progress import Progress
from quizzes.kinds.base import AnswerError
from quizzes.kinds.registry import kind_of
from quizzes.models import Answer, PosedQuestion, Quiz
from terms.markdown.plain import plain_text
from terms.models import Term

HOUR_S, YEAR_S = 3600, 31_536_000


def _for_all(response: HttpResponse) -> HttpResponse:
    """Let any page read the response."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


@public_page()
@require_safe
@cache_control(public=True, max_age=HOUR_S)
def embed_js(_request: HttpRequest) -> HttpResponse:
    """The script under the address that stays."""
    return _for_all(HttpResponse(embed_script().text, content_type="text/javascript"))


@public_page()
@require_safe
@cache_control(public=True, max_age=YEAR_S, immutable=True)
def versioned_js(_request: HttpRequest, version: str) -> HttpResponse:
    """The script under the address of this version; 404 for one that is no more."""
    script = embed_script()
    if version != script.version:
        raise Http404(f"the script is in version {script.version} by now")
    return _for_all(HttpResponse(script.text, content_type="text/javascript"))


@public_page()
@require_safe
@cache_control(public=True, max_age=HOUR_S)
def labels_json(_request: HttpRequest) -> HttpResponse:
    """Every name that is linked, and the rules for its case."""
    return _for_all(JsonResponse(labels_record(reverse("terms:term_list"))))


@public_page()
@require_safe
@cache_control(public=True, max_age=HOUR_S)
def card_json(_request: HttpRequest, slug: str) -> HttpResponse:
    """What a link on another page says when it is pointed at: plain text."""
    term = get_object_or_404(Term.objects.for_list(), slug=slug)
    told = {
        "title": term.title,
        "category": term.category.title,
        "text": plain_text(term.tldr_html),
    }
    return _for_all(JsonResponse(told))


@public_page()
@require_safe
def embed(request: HttpRequest) -> HttpResponse:
    """How to use all of it, with lines to copy."""
    script = embed_script()
    quiz = Quiz.objects.for_list().first() if "quizzes" in settings.MODULES else None
    term = quiz.term if quiz else Term.objects.published().order_by("title_key").first()
    slug = term.slug if term else "term"

    def address(name: str, *given: str) -> str:
        return absolute_url(request, reverse(f"exchange:{name}", args=given))

    context = {
        "script": script,
        "origin": site_origin(request),
        "term": term,
        "slug": slug,
        "script_url": address("embed_js"),
        "versioned_url": address("versioned_js", script.version),
        "entry_url": address("entry_embed", slug),
        "page_url": absolute_url(request, reverse("terms:term_detail", args=[slug])),
        "host_script_url": absolute_url(request, f"{settings.STATIC_URL}js/widget-host.js"),
        "oembed_url": address("oembed"),
        "vale_url": address("vale_zip"),
    }
    if quiz:
        title = gettext("Quiz: %(title)s") % {"title": quiz.term.short_title}
        context |= {"quiz_url": address("quiz_embed", quiz.term.slug), "quiz_title": title}
    return render(request, "exchange/embed.html", context)


@public_page()
@embeddable
@require_safe
def entry_embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The short answer of an entry for another page's frame."""
    term = get_object_or_404(Term.objects.for_list(), slug=slug)
    return _framed(request, "exchange/entry_embed.html", {"term": term})


@embeddable
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def quiz_embed(request: HttpRequest, slug: str) -> HttpResponse:
    """A question of the quiz for another page's frame; an answer is explained and kept nowhere."""
    progress = _whole_quiz(slug)
    number = read_number(request.GET, "question", last=progress.total) or _moved_in(
        progress, request
    )
    posed, status, context = progress.at(number), 200, dict[str, Any]()
    if request.method == "POST":
        try:
            posed.answer = _answered(posed, request)
        except AnswerError as error:
            status, context = 422, {"error": str(error)}
    if feedback := feedback_at(progress, number):
        term_url = feedback.term.get_absolute_url()
        context |= {"feedback": feedback, "read_on": "" if feedback.next_number else term_url}
    else:
        sent = request.POST if request.method == "POST" else request.GET
        context["asked"] = ask(progress, posed, sent)
    context |= {"term": posed.question.quiz.term, "url": request.path}
    context["progress"] = {"quiz": progress.quiz}
    return _framed(request, "exchange/quiz_embed.html", context, status=status)


def _whole_quiz(slug: str) -> Progress:
    """Its questions, each with the same numbers for whoever asks, since nothing is kept."""
    quiz = get_object_or_404(Quiz.objects.current(), term__slug=slug)
    questions = quiz.questions.for_taking().prefetch_related("options")
    posed = tuple(
        PosedQuestion(question=one, number=number, seed=one.pk)
        for number, one in enumerate(questions, start=1)
    )
    if not posed:
        raise Http404(f"the quiz on {slug!r} asks nothing")
    return Progress(quiz, None, posed)


def _moved_in(progress: Progress, request: HttpRequest) -> int:
    """The question whose steps are moved without a script, by a form that tells no number."""
    told = request.GET.get("question_id")
    return next((one.number for one in progress.posed if str(one.question_id) == told), 1)


def _answered(posed: PosedQuestion, request: HttpRequest) -> Answer:
    kind = kind_of(posed.question)
    response = kind.read(posed, request.POST)
    credit = kind.score(posed, response)
    return Answer(response=response, earned=credit.earned, worth=credit.worth)


def _framed(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A widget, whose links lead the whole window, since no other page may stand in a frame."""
    html = render_to_string(template, context, request)
    inside = re.escape(request.path)
    leading = re.sub(rf'<a (?![^>]*href="{inside}\?)', '<a target="_top" ', html)
    return HttpResponse(leading, status=status)
