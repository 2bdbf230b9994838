"""The page on which a reader says what is wrong."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from authoring.models import ReaderReport
from authoring.reports.answering import keep_once
from authoring.reports.forms import ReaderReportForm
from authoring.reports.places import find_place
from glossary_site.web.http import render_page, wants_fragment
from glossary_site.web.limits import limit_reports
from terms.models import Term


@require_http_methods(["GET", "HEAD", "POST"])
@limit_reports
def reader_report(request: HttpRequest, slug: str) -> HttpResponse:
    """The form about what `?section=` or `?figure=` names, and once it is sent, thanks."""
    keys = (request.GET.get(name, "") for name in ("section", "figure"))
    term = Term.objects.published().filter(slug=slug).first()
    place = find_place(term, *keys) if term else None
    if term is None or place is None:
        raise Http404(f"there is no such place in {slug!r}")
    is_post = request.method == "POST"
    report = ReaderReport(term=term, anchor=place.anchor, place=place.title, shown=place.shown)
    form = ReaderReportForm(request.POST if is_post else None, instance=report)
    is_sent = form.is_valid() if is_post else "sent" in request.GET
    if is_post and is_sent:
        keep_once(form.save(commit=False))
        if not wants_fragment(request):
            return redirect(f"{request.path}{place.query or '?'}&sent=1")
    context = {"term": term, "report": report, "form": form, "is_sent": is_sent}
    context["address"] = f"{request.path}{place.query}"
    status = 422 if form.errors else 200
    page, fragment = "reports/reader_report.html", "reports/_reader_report.html"
    return render_page(request, page, fragment, context, status=status)
