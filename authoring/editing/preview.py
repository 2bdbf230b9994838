"""The page of a term as it would be, and what its change touches, beside its form."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import partial

from csp.decorators import csp_replace
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin

from authoring.editing.rollbacks import Looked
from terms.autolink.linking import relink
from terms.models import Term
from terms.pages.views import term_detail


def page_of(request: HttpRequest, term: Term) -> str:
    """The term's page as a visitor would see it. To be called in a transaction that is undone."""
    Term.objects.filter(pk=term.pk).update(
        status=Term.Status.PUBLISHED, publish_on=None, replaced_by=None
    )
    relink([term.pk])
    visit = copy(request)
    visit.method, visit.user, visit.COOKIES = "GET", AnonymousUser(), {}
    visit.path = visit.path_info = term.get_absolute_url()
    return term_detail(visit, slug=term.slug).text


def look_response(looked: Looked | list[str]) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view of the page, or of what changes; where the form is wrong, of what is wrong with it.

    A frame of this site may show it.
    """
    framed = csp_replace({"frame-ancestors": ["'self'"]})(partial(_look, looked=looked))
    return xframe_options_sameorigin(framed)


def _look(request: HttpRequest, *, looked: Looked | list[str]) -> HttpResponse:
    if isinstance(looked, Looked) and looked.html:
        return HttpResponse(looked.html)
    if isinstance(looked, Looked):
        context = {"title": gettext("What changes"), "impact": looked.impact}
        return TemplateResponse(request, "admin/editing/impact.html", context)
    wrong = {"title": gettext("This cannot be shown yet"), "errors": looked}
    return TemplateResponse(request, "admin/editing/impact.html", wrong, status=422)
