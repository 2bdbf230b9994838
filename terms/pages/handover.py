"""What a reader of a term's page can tell the advisor."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from glossary_site.web.addresses.former_addresses import slug_of_today
from glossary_site.web.handover import Finding, Findings
from terms.models import Term


def of_term(_request: HttpRequest, slug: str) -> Findings | None:
    """The term itself; None where no published term has the slug."""
    names = (slug, slug_of_today("terms", "slug", slug))
    terms = [Term.objects.published().filter(slug=name).first() for name in names if name]
    term = next(filter(None, terms), None)
    if term is None:
        return None
    return Findings(term.title, term.get_absolute_url(), (Finding("term", _("Term"), term.title),))
