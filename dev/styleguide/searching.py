"""Finding a term: the form, results, pages of results, nothing found."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dev.styleguide.specimens import Section, Specimen, Title
from glossary_site.web.errors.error_pages import NEAR
from glossary_site.web.suggesting import suggestions_note
from learners.resuming import Begun, Resumption
from terms.browse.facet_links import facet_links
from terms.browse.filters import TERMS_PER_PAGE, Browse, Pages, read_browse
from terms.models import Term
from terms.pages.context import load_glossary
from terms.pages.start_terms import start_terms
from terms.search.suggesting import nearest_terms, suggest_terms

FORM = "terms/_search_form.html"
RESULTS = "terms/_term_results.html"
LIST = "terms/term_list.html"
SUGGESTIONS = "terms/_suggestions.html"
ASK = "terms/_ask_for_entry.html"
UNKNOWN = "zzz"


def search_section(term: Term) -> Section:
    """The start page, and the list of terms in its states, `term` among them."""
    name = term.short_title
    everything, nothing = _search(""), _search(UNKNOWN)
    pages, misspelt = _middle_page(everything), _misspell(name)
    letter = read_browse(QueryDict(f"letter={term.initial}"))
    return Section(
        "search",
        _("Search and lists"),
        (
            Specimen("search-empty", _("Search form, empty"), FORM),
            Specimen("search-filled", _("Search form, filled in"), FORM, {"query": UNKNOWN}),
            _suggested("suggestions", _("Suggestions"), name[:2]),
            _suggested("suggestions-close", _("Suggestions for a slip"), misspelt),
            Specimen("home", _("The start page"), "terms/home.html", _start_page(letter)),
            Specimen("missing", _("An address that leads nowhere"), "error.html", _near(name)),
            Specimen(
                "ways", _("Letters and categories"), LIST, {"browse": letter} | facet_links(letter)
            ),
            Specimen("results", _("A list of terms"), RESULTS, {"browse": everything}),
            Specimen("hits", _("Results that say why"), RESULTS, {"browse": _search(name)}),
            Specimen("hits-close", _("Did you mean"), RESULTS, {"browse": _search(misspelt)}),
            Specimen("pagination", _("A page among pages"), RESULTS, {"browse": pages}),
            Specimen("nothing-found", _("Nothing found"), RESULTS, {"browse": nothing}),
            Specimen(
                "asked-for",
                _("An entry that was asked for"),
                ASK,
                {"query": UNKNOWN, "is_asked": True},
            ),
        ),
    )


def _start_page(browse: Browse) -> dict[str, object]:
    """The start page of somebody who has begun a quiz."""
    glossary = load_glossary()
    begun = Resumption(
        gettext("Quiz"),
        browse.terms[0].title,
        browse.terms[0].get_absolute_url(),
        gettext("%(given)s of %(total)s answered") % {"given": 2, "total": 6},
        timezone.now(),
    )
    return {
        "glossary": glossary,
        "begun": Begun(
            "resumptions", "terms:resumptions", gettext("Continue where you were"), [begun]
        ),
        "start_terms": start_terms(glossary),
        "categories": browse.facets.categories,
        "total": browse.facets.everything,
    }


def _near(words: str) -> dict[str, object]:
    return {"error": NEAR, "words": words, "nearest": nearest_terms(words)}


def _search(words: str) -> Browse:
    return read_browse(QueryDict(urlencode({"q": words})))


def _suggested(key: str, title: Title, words: str) -> Specimen:
    found = suggest_terms(words)
    note = suggestions_note(len(found.items), are_close=found.are_close)
    return Specimen(key, title, SUGGESTIONS, {"suggestions": found, "note": note})


def _misspell(name: str) -> str:
    """`name` with its last two letters in the wrong order."""
    return name[:-2] + name[:-3:-1]


def _middle_page(everything: Browse) -> Browse:
    return replace(everything, pages=Pages(2, 3 * TERMS_PER_PAGE, TERMS_PER_PAGE))
