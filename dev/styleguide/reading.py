"""The parts of a term's page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dev.styleguide.prose import every_element
from dev.styleguide.specimens import Section, Specimen
from glossary_site.web.http import absolute_url
from learners.models import Learner
from terms.browse.adjacent_terms import AdjacentTerm, AdjacentTerms
from terms.graph.reading import read_graph, read_neighbourhood
from terms.models import Glossary, Term
from terms.pages.benchmark_checks import read_checks
from terms.pages.checklist import read_checklist, save_ticks
from terms.pages.share_links import share_links
from terms.sections.page import shown_sections

SECTION = "terms/_section.html"
_OWN_VALUES = {"row-0": "12", "row-1": "0.02", "row-2": "many"}
PARTS = {
    "term-head": (_("Breadcrumb, title and TL;DR"), "terms/_term_head.html"),
    "prose": (_("Prose"), "styleguide/_prose.html"),
    "beside": (_("The terms beside one in its category"), "terms/_beside.html"),
    "hover-card-part": (_("The card of a link to a term"), "terms/_hover_card.html"),
    "graph": (_("How the terms relate"), "terms/term_graph.html"),
}


def term_section(term: Term, request: HttpRequest) -> Section:
    """Every part of the page of `term`, the checklist before and after two ticks."""
    links = share_links(term.title, absolute_url(request, term.get_absolute_url()))
    shown = shown_sections(term)
    context = {
        "term": term,
        "sections": shown,
        "checklist": read_checklist(term, None),
        "share_links": links,
        "checks": read_checks(term.benchmarks.all(), _OWN_VALUES),
        "beside": _beside(term),
        "neighbourhood": read_neighbourhood(term),
        "graph": read_graph(),
        "every_element": every_element(term),
    }
    parts = (Specimen(key, *part, context) for key, part in PARTS.items())
    sections = (
        Specimen(f"section-{one.section.key}", one.title, SECTION, context | {"shown": one})
        for one in shown
    )
    others = (*_checklists(term), *_expert_helps(term))
    return Section("term", _("Term page"), (*parts, *sections, *others))


def _beside(term: Term) -> AdjacentTerms:
    """Two other terms, as if they stood beside it in its category."""
    others = Term.objects.published().exclude(pk=term.pk).order_by("title_key")
    first, second = others.values_list("slug", "title")[:2]
    return AdjacentTerms(AdjacentTerm(*first), AdjacentTerm(*second))


def _checklists(term: Term) -> tuple[Specimen, ...]:
    template = "terms/_checklist.html"
    learner, items = Learner.objects.create(), list(term.checklist_items.all())
    save_ticks(learner, items, {}, {item.key for item in items[:2]})
    empty, ticked = read_checklist(term, None), read_checklist(term, learner.pk)
    return (
        Specimen("checklist-empty", _("Checklist"), template, {"term": term, "checklist": empty}),
        Specimen(
            "checklist-ticked",
            _("Checklist, two items ticked"),
            template,
            {"term": term, "checklist": ticked},
        ),
    )


def _expert_helps(term: Term) -> tuple[Specimen, ...]:
    template = "advisory/_expert_help.html"
    title = _("Expert help without an advisor")
    return (Specimen("expert-none", title, template, {"term": term, "glossary": Glossary()}),)
