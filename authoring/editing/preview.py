"""The page of a term as it would be, and what its change touches, beside its form."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy

from csp.decorators import csp_replace
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin

from authoring.editing.consequences import what_starts_anew
from authoring.editing.impact import impact_of
from glossary_site.web.forms.fields import posted_text
from terms.autolink.relinking import relink
from terms.fields.prose import read_prose
from terms.fields.ranges import TEXT_CHARACTERS
from terms.markdown.placing import place
from terms.markdown.prose import Form
from terms.models import Term
from terms.pages.views import term_detail
from terms.sections.page_prose import read_images

_FORMS = {form.value: form for form in Form}


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
            context = {
                "title": gettext("What changes"),
                "term": term,
                "impact": impact_of(term, before, texts),
                "anew": what_starts_anew(term.slug, before, texts),
            }
            response = TemplateResponse(request, "admin/editing/impact.html", context).render()
        transaction.set_rollback(True)
    return response


def preview_markdown(request: HttpRequest, object_id: int | None = None) -> HttpResponse:
    """The text of one field of the form as its page would show it, and what is wrong with it."""
    if not request.user.has_perm("terms.view_term"):
        raise PermissionDenied
    text = posted_text(request.POST, request.POST.get("_field", ""), TEXT_CHARACTERS)
    prose = read_prose(text)
    images = read_images([object_id])[object_id] if object_id else {}
    context = {
        "html": mark_safe(place(prose.html, images, "preview")),  # noqa: S308 - sanitised
        "faults": prose.faults_in(_FORMS.get(request.POST.get("_form", ""), Form.ARTICLE)),
    }
    return TemplateResponse(request, "admin/editing/_markdown.html", context)


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
