"""The whole glossary in the forms of other programs, and what is new in it."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from authoring.importing.messages import entry_words
from exchange.glossary.datahub import write_datahub
from exchange.glossary.feeds import Feed, changed_figures, newest_entries
from exchange.glossary.flat import FlatEntry, flatten
from exchange.glossary.folder import write_zip
from exchange.glossary.inventory import write_inventory
from exchange.glossary.llms import write_llms
from exchange.glossary.tables import open_metadata_rows, own_rows, write_csv, write_xlsx
from exchange.glossary.vale import write_vale
from exchange.records.reading import read_glossary, read_scheme
from exchange.records.record import GlossaryRecord
from glossary_site.page_cache.public import public_page
from glossary_site.web.http import absolute_url, site_origin
from terms.models import Category

Write = Callable[[GlossaryRecord, str], str | bytes]


def glossary_as(media_type: str, write: Write, file_name: str = "") -> Callable[..., HttpResponse]:
    """A view of the whole glossary that answers with what `write` makes of it and its origin.

    Where it has a `file_name`, browsers save it under that.
    """

    @public_page()
    @require_safe
    def glossary(request: HttpRequest) -> HttpResponse:
        base = site_origin(request)
        response = HttpResponse(write(read_glossary(base), base), content_type=media_type)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        if file_name:
            response["Content-Disposition"] = f'attachment; filename="{file_name}"'
        return response

    return glossary


def _flat(glossary: GlossaryRecord) -> list[FlatEntry]:
    return flatten(glossary.entries, entry_words()).entries


def _vocabulary(form: str) -> Write:
    def write(glossary: GlossaryRecord, base: str) -> bytes:
        from exchange.glossary.vocabulary import write_vocabulary  # rdflib is slow to import

        pairs = zip(glossary.entries, _flat(glossary), strict=True)
        return write_vocabulary(glossary, pairs, form)

    return write


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
glossary_json = glossary_as(
    "application/json", lambda glossary, _base: glossary.model_dump_json(indent=1)
)
glossary_csv = glossary_as(
    "text/csv; charset=utf-8",
    lambda glossary, _base: write_csv(own_rows(_flat(glossary))),
    "glossary.csv",
)
glossary_xlsx = glossary_as(
    XLSX, lambda glossary, _base: write_xlsx(own_rows(_flat(glossary))), "glossary.xlsx"
)
openmetadata_csv = glossary_as(
    "text/csv; charset=utf-8",
    lambda glossary, _base: write_csv(open_metadata_rows(glossary), "utf-8"),
    "openmetadata.csv",
)
datahub_yaml = glossary_as(
    "application/yaml", lambda glossary, _base: write_datahub(glossary), "datahub.yaml"
)
glossary_zip = glossary_as(
    "application/zip", lambda glossary, base: write_zip(_flat(glossary), base), "glossary.zip"
)
glossary_ttl = glossary_as("text/turtle; charset=utf-8", _vocabulary("ttl"))
glossary_rdf = glossary_as("application/rdf+xml", _vocabulary("rdf"))
glossary_jsonld = glossary_as("application/ld+json", _vocabulary("jsonld"))
llms_txt = glossary_as("text/plain; charset=utf-8", write_llms)


def _inventory(glossary: GlossaryRecord, base: str) -> bytes:
    return write_inventory(glossary, f"{base}{reverse('terms:home')}")


def _vale(glossary: GlossaryRecord, base: str) -> bytes:
    return write_vale(glossary, f"{base}{reverse('exchange:vale_zip')}")


objects_inv = glossary_as("application/octet-stream", _inventory)
vale_zip = glossary_as("application/zip", _vale, "vale.zip")

NEWS = {"entries": newest_entries, "figures": changed_figures}


@public_page()
@require_safe
def feed(request: HttpRequest, what: str, form: str, category: str = "") -> HttpResponse:
    """What is new as Atom or JSON Feed: `entries` or `figures`, of one category or of all."""
    base = site_origin(request)
    scheme = read_scheme(base)
    title = {"entries": scheme.title, "figures": gettext("Changed figures")}[what]
    if what == "figures":
        title = f"{title} · {scheme.title}"
    url = scheme.url
    if category:
        found = Category.objects.filter(slug=category).first()
        if found is None:
            raise Http404(f"no category {category!r}")
        title, url = f"{title} · {found.title}", f"{base}{found.get_absolute_url()}"
    news = Feed(
        title=title,
        url=url,
        feed_url=absolute_url(request, request.path),
        language=scheme.language,
        items=NEWS[what](base, category),
    )
    body = news.as_atom() if form == "atom" else news.as_json()
    media_type = "application/atom+xml" if form == "atom" else "application/feed+json"
    return HttpResponse(body, content_type=f"{media_type}; charset=utf-8")
