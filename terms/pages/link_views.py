"""Where links lead, before they are followed: a term's card, and pictures of how terms relate."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from glossary_site.page_cache.public import public_page
from glossary_site.web.http import absolute_url, render_page
from learners.identity import learner_id_of
from terms.graph.reading import read_graph, read_neighbourhood
from terms.models import Term
from terms.pages.mastery import read_mastery

CARD_AGE_S = 600
"""How long a browser keeps a card; after that it asks whether the card has changed."""


@public_page()
@require_safe
@conditional_page
@cache_control(public=True, max_age=CARD_AGE_S)
def term_card(request: HttpRequest, slug: str) -> HttpResponse:
    """What a link to a term shows when it is pointed at: a fragment, never a page."""
    term = Term.objects.for_list().filter(slug=slug).first()
    if term is None:
        raise Http404(f"no term {slug!r}")
    return render(request, "terms/_hover_card.html", {"term": term})


@public_page()
@require_safe
def term_graph(request: HttpRequest) -> HttpResponse:
    """How the terms of the whole glossary relate, as a picture and as a list."""
    context = {
        "graph": read_graph(),
        "url": absolute_url(request, request.path),
        "mastery": read_mastery(learner_id_of(request)),
    }
    return render(request, "terms/term_graph.html", context)


@public_page()
@require_safe
def neighbours(request: HttpRequest, slug: str) -> HttpResponse:
    """A term among those that it belongs to or names; for HTMX the picture, put into the entry."""
    terms = Term.objects.published().prefetch_related("related_terms")
    term = terms.filter(slug=slug).first()
    if term is None:
        raise Http404(f"no term {slug!r}")
    neighbourhood = read_neighbourhood(term)
    if neighbourhood is None:
        return redirect(term)
    context = {"term": term, "neighbourhood": neighbourhood}
    return render_page(request, "terms/neighbours.html", "terms/_neighbours.html", context)
