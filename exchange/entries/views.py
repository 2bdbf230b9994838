"""One entry in the forms of other programs."""

import datetime
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from authoring.importing.messages import entry_words
from exchange.entries.citing import Citation
from exchange.entries.markdown import write_entry
from exchange.glossary.flat import flatten
from exchange.records.reading import read_entry, read_scheme
from exchange.records.record import EntryRecord
from glossary_site.page_cache.public import public_page
from glossary_site.web.http import site_origin

Write = Callable[[HttpRequest, EntryRecord], str | bytes]


def entry_as(media_type: str, write: Write) -> Callable[..., HttpResponse]:
    """A view of one entry that answers with what `write` makes of it, to any other page."""

    @public_page()
    @require_safe
    def entry(request: HttpRequest, slug: str) -> HttpResponse:
        found = read_entry(slug, site_origin(request))
        if found is None:
            raise Http404(f"no term {slug!r}")
        response = HttpResponse(write(request, found), content_type=media_type)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        return response

    return entry


def _json(request: HttpRequest, entry: EntryRecord) -> str:
    return entry.model_dump_json(indent=1)


def _vocabulary(form: str) -> Write:
    def write(request: HttpRequest, entry: EntryRecord) -> bytes:
        from exchange.glossary.vocabulary import write_vocabulary  # rdflib is slow to import

        scheme = read_scheme(site_origin(request))
        flat = flatten([entry], entry_words()).entries
        return write_vocabulary(scheme, zip([entry], flat, strict=True), form)

    return write


def _citation(request: HttpRequest, entry: EntryRecord) -> Citation:
    scheme = read_scheme(site_origin(request))
    today = datetime.datetime.now(datetime.UTC).date()
    return Citation(entry, scheme.title, entry.language, today)


entry_md = entry_as("text/markdown; charset=utf-8", lambda _request, entry: write_entry(entry))
entry_json = entry_as("application/json", _json)
entry_jsonld = entry_as("application/ld+json", _vocabulary("jsonld"))
entry_ttl = entry_as("text/turtle; charset=utf-8", _vocabulary("ttl"))
entry_csl = entry_as(
    "application/vnd.citationstyles.csl+json", lambda *both: _citation(*both).as_csl()
)
entry_bib = entry_as(
    "application/x-bibtex; charset=utf-8", lambda *both: _citation(*both).as_bibtex()
)
entry_ris = entry_as(
    "application/x-research-info-systems; charset=utf-8", lambda *both: _citation(*both).as_ris()
)


@public_page()
@require_safe
def cite(request: HttpRequest, slug: str) -> HttpResponse:
    """How the entry is cited: a line to copy, and files for reference managers."""
    found = read_entry(slug, site_origin(request))
    if found is None:
        raise Http404(f"no term {slug!r}")
    context = {"entry": found, "citation": _citation(request, found)}
    return render(request, "exchange/cite.html", context)
