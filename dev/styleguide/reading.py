"""The parts of a term's page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dev.styleguide.prose import every_element
from dev.styleguide.specimens import Section, Specimen
from glossary_site.web.http import absolute_url
from learners.models import Learner
from terms.browse.adjacent_terms import AdjacentTerm, AdjacentTerms
from terms.graph.reading import read_graph, read_neighbourhood
from terms.models import Term
from terms.pages.benchmark_checks import read_checks
from terms.pages.checklist import read_checklist, save_ticks
from terms.pages.figure_notes import number_notes
from terms.pages.relations import read_relations
from terms.pages.share_links import share_links
from terms.pictures.drawing import Words, draw
from terms.pictures.kinds import Kind
from terms.sections.layers import Layers
from terms.sections.page import glance, shown_sections
from terms.sections.registry import private_context

SECTION = "terms/_section.html"
LIFE = (
    ("Data", "collect, check, version"),
    ("Train", "track every run"),
    ("Release", "test, then a share of traffic"),
    ("Monitor", "quality, drift, cost"),
    ("Retrain", "when one of them slips"),
    ("Compare", "old and new"),
    ("Retire",),
)
SIDES = (
    ("DevOps", "", ("Code is versioned", "Tests pass or fail", "Fails loudly")),
    ("MLOps", "", ("Code, data and model are", "Quality has a distribution", "Decays quietly")),
)
PICTURES = (
    *((Kind.CYCLE, LIFE[:most]) for most in (3, 5, 7)),
    *((Kind.FLOW, LIFE[:most]) for most in (4, 7)),
    *((Kind.TIMELINE, LIFE[:most]) for most in (4, 7)),
    (Kind.LAYERS, LIFE[:4]),
    (Kind.SCALE, LIFE[:5]),
    (Kind.COMPARISON, SIDES),
)
_OWN_VALUES = {"row-0": "12", "row-1": "0.02", "row-2": "many"}
PARTS = {
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
        "heading": term.heading,
        "glance": glance(term),
        "notes": number_notes(term.figures.all()),
        "checklist": read_checklist(term, None),
        "share_links": links,
        "checks": read_checks(term.benchmarks.all(), _OWN_VALUES),
        "relations": read_relations(term),
        "beside": _beside(term),
        "graph": read_graph(),
        **private_context(term, None),
    }
    ends = Specimen(
        "term", _("Head and foot"), "terms/term_detail.html", context | {"sections": ()}
    )
    prose = Specimen("prose", _("Prose"), "terms/_layers.html", {"shown": {"prose": _prose(term)}})
    parts = (ends, prose, *(Specimen(key, *part, context) for key, part in PARTS.items()))
    sections = (
        Specimen(f"section-{one.section.key}", one.title, SECTION, context | {"shown": one})
        for one in shown
    )
    others = (_neighbours(term), *_pictures(), *_checklists(term))
    return Section("term", _("Term page"), (*parts, *sections, *others))


def _prose(term: Term) -> Layers:
    """Texts of the term, and one with every element, all of it open."""
    texts = (term.explanation_html, term.why_it_matters_html, every_element(term))
    return Layers("".join(texts))


def _neighbours(term: Term) -> Specimen:
    """The term in the middle of those that it belongs to or names."""
    context = {"term": term, "neighbourhood": read_neighbourhood(term)}
    title = _("A term among its neighbours")
    return Specimen("neighbours", title, "terms/_neighbours.html", context)


def _pictures() -> Iterator[Specimen]:
    """A picture of each kind, and a cycle, a flow and a timeline with the most parts."""
    for kind, parts in PICTURES:
        title = f"A {kind} of {len(parts)} parts."
        centre = "A model in production" if kind is Kind.CYCLE else ""
        drawing = draw(kind, title, [Words(*part) for part in parts], centre=centre)
        key = f"picture-{kind}-{len(parts)}"
        yield Specimen(key, title, "terms/_picture.html", {"drawing": drawing})


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
