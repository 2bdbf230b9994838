"""The page of a term as it would be, and what its change touches, beside its form."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy

from csp.decorators import csp_replace
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin

from authoring.editing.impact import impact_of
from terms.autolink.relinking import relink
from terms.models import Term
from terms.pages.views import term_detail


def look_at(
    request: HttpRequest,
    term: Term,
    look: str,
    save: Callable[[], object],
    before: Mapping[str, str],
    texts: Mapping[str, str],
) -> HttpResponse:
    """The page that saving would make (`page`), or what it touches; nothing is saved."""
    with transaction.atomic():
        save()
        if look == "page":
            response = HttpResponse(_page_of(request, term))
        else:
            context = {"title": gettext("What changes"), "impact": impact_of(term, before, texts)}
            response = TemplateResponse(request, "admin/editing/impact.html", context).render()
        transaction.set_rollback(True)
    return response


def _page_of(request: HttpRequest, term: Term) -> str:
    """The term's page as a visitor would see it. To be called in a transaction that is undone."""
    Term.objects.filter(pk=term.pk).update(
        status=Term.Status.PUBLISHED, publish_on=None, replaced_by=None
    )
    relink([term.pk])
    visit = copy(request)
    visit.method, visit.user, visit.COOKIES = "GET", AnonymousUser(), {}
    visit.path = visit.path_info = term.get_absolute_url()
    return term_detail(visit, slug=term.slug).text


def what_is_wrong(request: HttpRequest, errors: Sequence[str]) -> HttpResponse:
    """Why there is nothing to look at."""
    context = {"title": gettext("This cannot be shown yet"), "errors": errors}
    return TemplateResponse(request, "admin/editing/impact.html", context, status=422)


def framed(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """The response, which a frame of this site may show."""
    show = csp_replace({"frame-ancestors": ["'self'"]})(lambda _request: response)
    return xframe_options_sameorigin(show)(request)
