"""Finding a term: the form, results, pages of results, nothing found."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dev.styleguide.specimens import Section, Specimen, Title
from terms.browse.facet_links import facet_links
from terms.browse.filters import TERMS_PER_PAGE, Browse, Pages, read_browse
from terms.models import Term
from terms.search.suggesting import suggest_terms

FORM = "terms/_search_form.html"
RESULTS = "terms/_term_results.html"
FACETS = "terms/_facet_links.html"
SUGGESTIONS = "terms/_suggestions.html"
UNKNOWN = "zzz"


def search_section(term: Term) -> Section:
    """The list of terms in its states, and `term` as the start page features it."""
    name = term.short_title
    everything, nothing = _search(""), _search(UNKNOWN)
    pages, misspelt = _middle_page(everything), _misspell(name)
    letter = read_browse(QueryDict(f"letter={term.initial}"))
    return Section(
        "search",
        _("Search and lists"),
        (
            Specimen("search-empty", _("Search form, empty"), FORM),
            Specimen("search-filled", _("Search form, filled in"), FORM, {"browse": nothing}),
            _suggested("suggestions", _("Suggestions"), name[:2]),
            _suggested("suggestions-close", _("Suggestions for a slip"), misspelt),
            Specimen("featured", _("The first term"), "terms/home.html", {"featured": term}),
            Specimen("ways", _("Letters and categories"), FACETS, facet_links(letter)),
            Specimen("results", _("Terms as cards"), RESULTS, {"browse": everything}),
            Specimen("hits", _("Results that say why"), RESULTS, {"browse": _search(name)}),
            Specimen("hits-close", _("Did you mean"), RESULTS, {"browse": _search(misspelt)}),
            Specimen("pagination", _("A page among pages"), RESULTS, {"browse": pages}),
            Specimen("nothing-found", _("Nothing found"), RESULTS, {"browse": nothing}),
        ),
    )


def _search(words: str) -> Browse:
    return read_browse(QueryDict(urlencode({"q": words})))


def _suggested(key: str, title: Title, words: str) -> Specimen:
    context = {"query": words, "suggestions": suggest_terms(words)}
    return Specimen(key, title, SUGGESTIONS, context)


def _misspell(name: str) -> str:
    """`name` with its last two letters in the wrong order."""
    return name[:-2] + name[:-3:-1]


def _middle_page(everything: Browse) -> Browse:
    return replace(everything, pages=Pages(2, 3 * TERMS_PER_PAGE, TERMS_PER_PAGE))
