"""Home, the list of terms, and a term's page."""

import uuid
from dataclasses import replace
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from glossary_site.page_cache.public import public_page
from glossary_site.registries import (
    PRIVATE_PREFIXES,
    START_LISTS,
    TERM_ALTERNATES,
    TERM_LINKS,
)
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.errors.error_pages import ErrorPage
from glossary_site.web.http import absolute_url, render_page, wants_fragment
from glossary_site.web.limits import limit_posts
from glossary_site.web.suggesting import suggestions_note
from learners.identity import ensure_learner, learner_id_of
from learners.resuming import Begun, find_resumptions
from terms.browse.adjacent_terms import find_adjacent_terms
from terms.browse.facet_links import facet_links
from terms.browse.facets import count_facets
from terms.browse.filters import ASKED, read_browse
from terms.machines.structured_data import site_data, term_data
from terms.models import Glossary, Term
from terms.pages.benchmark_checks import read_checks
from terms.pages.checklist import read_checklist, save_ticks
from terms.pages.context import load_glossary
from terms.pages.figure_notes import group_by_source, number_notes
from terms.pages.mastery import SHAPES, mastery_fragment, read_mastery
from terms.pages.relations import Relations, read_meanings, read_relations
from terms.pages.share_links import share_links
from terms.pages.start_terms import start_terms
from terms.search.misses import count_asked_for, misses
from terms.search.suggesting import suggest_terms
from terms.search.words import clean_query
from terms.sections.page import glance, is_on, scripts_of, shown_sections
from terms.sections.registry import private_context, sections
from terms.social_cards.addresses import site_picture, term_picture


@public_page()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Where to start: search, what the reader has begun, the terms to start with, categories."""
    glossary, facets, learner_id = load_glossary(), count_facets(), learner_id_of(request)
    url = absolute_url(request, reverse("terms:home"))
    search_url = absolute_url(request, reverse("terms:term_list"))
    context = {
        "begun": _begun_by(learner_id),
        "mastery": read_mastery(learner_id),
        "start_terms": start_terms(glossary),
        "start_lists": [one for read in START_LISTS if (one := read()).links],
        "categories": facets.categories,
        "total": facets.total,
        "glossary": glossary,
        "picture": site_picture(request, glossary),
        "structured_data": site_data(glossary, url=url, search_url=search_url),
    }
    return render(request, "terms/home.html", context)


@require_safe
def resumptions(request: HttpRequest) -> HttpResponse:
    """What readers with state see otherwise on the start page; the page for everyone else."""
    if not wants_fragment(request):
        return redirect("terms:home")
    context = {"begun": _begun_by(learner_id_of(request))}
    return render(request, "learners/_resumptions.html", context)


def _begun_by(learner_id: uuid.UUID | None) -> Begun:
    title = gettext("Continue where you were")
    return Begun("resumptions", "terms:resumptions", title, find_resumptions(learner_id))


@require_safe
def mastery(request: HttpRequest) -> HttpResponse:
    """What readers with state see otherwise where terms are listed; their own page for anyone who
    opens it."""
    if not wants_fragment(request):
        return redirect("learners:me")
    found = read_mastery(learner_id_of(request))
    wanted = (name.rpartition("-") for name in request.GET.getlist("fragment"))
    drawn = (
        mastery_fragment(found, int(number), shape)
        for shape, _dash, number in wanted
        if shape in SHAPES and number.isdecimal()
    )
    return HttpResponse("".join(drawn))


@public_page(params=("q", "category", "letter", "tag", "page", "asked"))
@require_safe
def term_list(request: HttpRequest) -> HttpResponse:
    """Browse and search; the list alone for HTMX. A search is answered and counted each time."""
    browse = read_browse(request.GET)
    if browse.is_missed:
        misses.note(browse.query)
    mastery = read_mastery(learner_id_of(request))
    context: dict[str, object] = {"browse": browse, "mastery": mastery}
    if not wants_fragment(request):
        context["canonical_url"] = absolute_url(request, browse.canonical_path)
        context |= facet_links(browse)
    response = render_page(request, "terms/term_list.html", "terms/_term_results.html", context)
    if browse.query:
        patch_cache_control(response, private=True, no_cache=True)
    return response


@posts_from("terms:term_list")
@limit_posts
def ask_for_entry(request: HttpRequest) -> HttpResponse:
    """Count that a reader asks for the entry that they searched for in vain."""
    query = clean_query(request.POST.get("q", ""))
    if not count_asked_for(query):
        raise BadRequest(gettext("An entry is asked for by its name."))
    if wants_fragment(request):
        return render(request, "terms/_ask_for_entry.html", {"query": query, "is_asked": True})
    return redirect(f"{reverse('terms:term_list')}?{urlencode({'q': query, 'asked': ASKED})}")


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """The terms that the search box offers for what is typed so far; never a page."""
    query = clean_query(request.GET.get("q", ""))
    found = suggest_terms(query)
    note = suggestions_note(len(found.items), are_close=found.are_close)
    return render(request, "terms/_suggestions.html", {"suggestions": found, "note": note})


@public_page(params=("open",))
@require_safe
def term_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A term with all its sections."""
    term = Term.objects.for_detail().filter(slug=slug).first()
    if term is None:
        return _not_a_term(request, slug)
    glossary, learner_id = load_glossary(with_advisor=True), learner_id_of(request)
    relations = read_relations(term)
    context = {
        "term": term,
        "heading": glossary.head_of(term),
        "sections": (shown := shown_sections(term)),
        "glance": glance(term),
        "notes": number_notes(term.figures.all()),
        "opened": " open" if request.GET.get("open") == "all" else "",
        "scripts": scripts_of(shown),
        "learner_id": learner_id,
        "checklist": read_checklist(term, learner_id),
        "checks": read_checks(term.benchmarks.all(), {}),
        "relations": relations,
        "beside": find_adjacent_terms(term),
        "glossary": glossary,
        **_beyond_the_page(request, term, glossary, relations),
        **private_context(term, learner_id),
    }
    return render(request, "terms/term_detail.html", context)


def _beyond_the_page(
    request: HttpRequest, term: Term, glossary: Glossary, relations: Relations
) -> dict[str, object]:
    """How the page is linked to, shared and read by programs."""
    url = absolute_url(request, term.get_absolute_url())
    glossary_url = absolute_url(request, reverse("terms:term_list"))
    return {
        "url": url,
        "share_links": share_links(term.title, url),
        "picture": term_picture(request, term, glossary),
        "structured_data": term_data(
            term, glossary, relations.path, url=url, glossary_url=glossary_url
        ),
        "alternates": TERM_ALTERNATES,
        "term_links": TERM_LINKS,
    }


@public_page()
@require_safe
def figures(request: HttpRequest, slug: str) -> HttpResponse:
    """Every figure of a term under the source that it comes from."""
    term = Term.objects.published().filter(slug=slug).first()
    if term is None:
        raise Http404(f"no term {slug!r}")
    groups = group_by_source(term.figures.select_related("source"))
    if not groups:
        raise Http404(f"{slug!r} has no figures")
    context = {"term": term, "groups": groups, "glossary": load_glossary()}
    return render(request, "terms/figures.html", context)


@public_page()
@require_safe
def about_figures(request: HttpRequest) -> HttpResponse:
    """The kinds of figures, and how far to trust them: told once, for all terms."""
    context = {"glossary": load_glossary()}
    return render(request, "terms/about_figures.html", context)


RETIRED = ErrorPage(
    410,
    "",
    "",
    _(
        "It is no longer kept up to date, and nothing has taken its place. "
        "Search for what you need:"
    ),
    leads_home=False,
    offers_search=True,
)


def _not_a_term(request: HttpRequest, slug: str) -> HttpResponse:
    """What a name that several terms share may mean; the way to what replaced a retired term, or
    that nothing did (410); else a 404."""
    if meanings := read_meanings(slug):
        if len(meanings) == 1:
            return redirect(meanings[0].term)
        return render(request, "terms/homonyms.html", {"meanings": meanings})
    term = Term.objects.retired().select_related("replaced_by").filter(slug=slug).first()
    if term is None:
        raise Http404(f"no term {slug!r}")
    if term.newer:
        return redirect(term.newer, permanent=True)
    heading = gettext("The entry on %(title)s was retired") % {"title": term.title}
    return replace(RETIRED, title=term.title, heading=heading).show(request)


@require_safe
def benchmarks(request: HttpRequest, slug: str) -> HttpResponse:
    """The benchmarks of a term beside the reader's own values, `row-<position>` in the address.

    HTMX gets where the one value stands that it sent. A value that is no number is a 422.
    """
    term = Term.objects.published().filter(slug=slug).first()
    if term is None:
        raise Http404(f"no term {slug!r}")
    rows = term.benchmarks.select_related("figure__source").order_by("position")
    checks = read_checks(rows, request.GET.dict())
    sent = [check for check in checks if check.field in request.GET]
    status = 422 if any(check.is_wrong for check in sent) else 200
    context = {"term": term, "checks": checks, "check": sent[0] if sent else None}
    context["is_empty"] = not any(check.typed for check in checks)
    return render_page(
        request,
        "terms/benchmark_check.html",
        "terms/_benchmark_standing.html",
        context,
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    """Save what was ticked and unticked; answers with how many are done, or goes back to the list.

    A form of an old tab changes no other ticks than those that were changed in it.
    """
    term = Term.objects.published().only("slug").filter(slug=slug).first()
    if term is None:
        raise Http404(f"no term {slug!r}")
    if request.method != "POST":
        return _show_checklist(request, term, learner_id_of(request))
    items = list(term.checklist_items.all())
    ticked = set(request.POST.getlist("item"))
    drawn = {key for key in ticked if f"shown-{key}" in request.POST}
    if unknown := ticked - drawn - {item.key for item in items}:
        message = gettext("“%(key)s” is not an item of this checklist")
        raise BadRequest(message % {"key": sorted(unknown)[0][:80]})
    learner = ensure_learner(request)
    save_ticks(learner, items, request.POST, ticked)
    if not wants_fragment(request):
        return redirect(f"{term.get_absolute_url()}#checklist")
    context = {"checklist": read_checklist(term, learner.pk)}
    return render(request, "terms/_checklist_state.html", context)


def _show_checklist(request: HttpRequest, term: Term, learner_id: uuid.UUID | None) -> HttpResponse:
    """The checklist alone for HTMX; everyone else is led to it on the term's page."""
    if not wants_fragment(request):
        return redirect(f"{term.get_absolute_url()}#checklist")
    context = {"term": term, "checklist": read_checklist(term, learner_id)}
    return render(request, "terms/_checklist.html", context)


@require_safe
def private_fragments(request: HttpRequest, slug: str) -> HttpResponse:
    """What readers with state see otherwise on the term's page; the page for everyone else."""
    term = Term.objects.published().only("slug", "explanation_html").filter(slug=slug).first()
    if term is None:
        raise Http404(f"no term {slug!r}")
    if not wants_fragment(request):
        return redirect(term)
    learner_id = learner_id_of(request)
    context = {
        "term": term,
        "sections": list(filter(is_on, sections())),
        "notes": number_notes(term.figures.all()),
        "learner_id": learner_id,
        "checklist": read_checklist(term, learner_id),
        **private_context(term, learner_id),
    }
    return render(request, "terms/_private_fragments.html", context)


@public_page()
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: all but the admin, learners' own pages and results."""
    sitemap = absolute_url(request, reverse("terms:sitemap_index"))
    closed = [f"Disallow: {path}" for path in PRIVATE_PREFIXES]
    text = "\n".join(["User-agent: *", *closed, f"Sitemap: {sitemap}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
