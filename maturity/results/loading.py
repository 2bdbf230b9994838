"""Results by their token, or a 404 for those who may not see them."""

from django.http import Http404, HttpRequest

from maturity.models import Assessment
from maturity.results.visibility import own_result, visible_result


def result_or_404(request: HttpRequest, token: str) -> Assessment:
    """The finished assessment, for its owner and, while it is shared, for who has its token."""
    if found := visible_result(request, token):
        return found
    raise Http404("no result with this token")


def own_result_or_404(request: HttpRequest, token: str) -> Assessment:
    """The finished assessment, for its owner alone."""
    if found := own_result(request, token):
        return found
    raise Http404("no result of yours with this token")
