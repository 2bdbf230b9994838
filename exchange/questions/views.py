"""Questions with their keys as files and on paper, for teachers; a learner's reviews for Anki."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from exchange.questions.anki import deck_title, write_reviews
from exchange.questions.formats import FORMATS, Format
from exchange.questions.lettered import letter
from exchange.questions.papers import PAPERS, Paper
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.http import site_origin
from glossary_site.web.limits import limit_files
from learners.identity import learner_id_of


@require_safe
def question_file(request: HttpRequest, slug: str, module: str, form: Format) -> HttpResponse:
    """The questions with their keys in a format."""
    paper = _read_paper(request, slug, module)
    response = HttpResponse(form.write(paper), content_type=form.media_type)
    response["Content-Disposition"] = f'attachment; filename="questions.{form.suffix}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def question_paper(request: HttpRequest, slug: str, module: str) -> HttpResponse:
    """The questions to be printed, the key on a page of its own, and the files of them."""
    paper = _read_paper(request, slug, module)
    files = [
        (form, reverse(f"exchange:{module}_{form.key}", kwargs={"slug": slug})) for form in FORMATS
    ]
    questions = [letter(item) for item in paper.once().items]
    context = {"paper": paper, "questions": questions, "files": files}
    response = render(request, "exchange/question_paper.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@posts_from("review_log:review_log")
@never_cache
@limit_files
def anki_reviews(request: HttpRequest) -> HttpResponse:
    """The learner's reviews as a deck with their schedule and log."""
    base = site_origin(request)
    url = f"{base}{reverse('reviews:review')}"
    package = write_reviews(learner_id_of(request), deck_title(), url, base)
    response = HttpResponse(package, content_type="application/vnd.anki")
    response["Content-Disposition"] = 'attachment; filename="my-reviews.apkg"'
    return response


def _read_paper(request: HttpRequest, slug: str, module: str) -> Paper:
    paper = PAPERS[module](slug, site_origin(request))
    if paper is None or not paper.items:
        raise Http404(f"{slug!r} asks nothing")
    return paper
