"""The places of a term's page that a reader can report: a section, a figure, the whole entry."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.template.defaultfilters import truncatechars
from django.utils.translation import gettext

from authoring.models import ReaderReport
from glossary_site.web.filters import partial_date
from terms.models import Figure, Term
from terms.sections.registry import section_of, sections


@dataclass(frozen=True)
class Place:
    """A place by its anchor and its name; of a figure also its kind, date and source.

    `query` names it in the address of the form.
    """

    title: str
    anchor: str = ""
    query: str = ""
    shown: str = ""


def find_place(term: Term, section_key: str, figure_key: str) -> Place | None:
    """The figure or else the section with this key; without a key the entry, None if unknown."""
    if figure_key:
        figures = term.figures.select_related("source")
        return next((_of_figure(one) for one in figures if one.key == figure_key), None)
    if not section_key:
        return Place(gettext("The whole entry"))
    section = section_of(section_key)
    if section is None:
        return None
    return Place(gettext(section.title), section.html_id, f"?section={section_key}")


def _of_figure(figure: Figure) -> Place:
    source = figure.source
    said_by = f"{source.authors}, {source.title}" if source else gettext("Our calculation")
    kind = f"{figure.get_kind_display()}, {partial_date(figure.as_of)}"
    title = truncatechars(f"{figure.value} {figure.of}".strip(), 300)
    query = f"?{urlencode({'figure': figure.key})}"
    return Place(title, f"figure-{figure.key}", query, f"{kind}: {said_by}")


def editing_anchor(report: ReaderReport) -> str:
    """Where the term's form in the admin has what a report is about."""
    if report.figure_key:
        return "figures-group"
    section = next((one for one in sections() if one.html_id == report.anchor), None)
    for part in section.parts if section else ():
        if part.has_form_rows:
            return f"{part.relation}-group"
        if not part.relation or part.form_field:
            return f"id_{part.form_field or part.name}"
    return ""
