"""The advisor, and the form that asks for a call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from advisory.forms import CallRequestForm
from advisory.models import CallRequest
from advisory.requests import notify_advisor
from glossary_site.limits import limit_posts
from terms.models import Term


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def advisory(request: HttpRequest) -> HttpResponse:
    """The advisor and the form; `?term=` says from which page the reader came."""
    term = _origin(request)
    form = CallRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.is_from_a_robot:
            notify_advisor(_store(form, term))
        return redirect("advisory:thanks")
    status = 422 if form.is_bound else 200
    context = {"form": form, "term": term}
    return render(request, "advisory/advisory.html", context, status=status)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """The request has been stored."""
    return render(request, "advisory/thanks.html")


def _store(form: CallRequestForm, term: Term | None) -> CallRequest:
    call_request: CallRequest = form.save(commit=False)
    call_request.term = term
    call_request.save()
    return call_request


def _origin(request: HttpRequest) -> Term | None:
    """The term whose page led here; an unknown one is nobody's fault and simply none."""
    slug = request.GET.get("term", "")
    return Term.objects.published().filter(slug=slug).first() if slug.isprintable() else None
