"""Finding a term: the form, results, pages of results, nothing found."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from styleguide.specimens import Section, Specimen
from terms.browsing import TERMS_PER_PAGE, Browse, Pages, read_browse
from terms.models import Term

FORM = "terms/_search_form.html"
RESULTS = "terms/_term_results.html"
UNKNOWN = "zzz"


def search_section(term: Term) -> Section:
    """The list of terms in its states, and `term` as the start page features it."""
    everything = read_browse(QueryDict())
    nothing = read_browse(QueryDict(f"q={UNKNOWN}"))
    return Section(
        "search",
        _("Search and lists"),
        (
            Specimen("search-empty", _("Search form, empty"), FORM),
            Specimen("search-filled", _("Search form, filled in"), FORM, {"browse": nothing}),
            Specimen("featured", _("The first term"), "terms/_featured.html", {"featured": term}),
            Specimen("results", _("Terms as cards"), RESULTS, {"browse": everything}),
            Specimen(
                "pagination", _("A page among pages"), RESULTS, {"browse": _middle_page(everything)}
            ),
            Specimen("nothing-found", _("Nothing found"), RESULTS, {"browse": nothing}),
        ),
    )


def _middle_page(everything: Browse) -> Browse:
    return replace(everything, pages=Pages(2, 3 * TERMS_PER_PAGE, TERMS_PER_PAGE))
