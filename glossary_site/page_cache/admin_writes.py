"""Whatever is saved in the admin is visible at once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from glossary_site.page_cache.models import content_changed
from glossary_site.paths import fixed_path


class AdminWritesMiddleware:
    """A post to the admin that was carried out makes kept pages a thing of the past."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_carried_out = request.method == "POST" and response.status_code == 302
        if is_carried_out and request.path.startswith(fixed_path("admin:index")):
            content_changed()
        return response
