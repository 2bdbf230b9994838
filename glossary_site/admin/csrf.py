"""Django's token check for `/admin/`, on top of the site-wide check of origins."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

from glossary_site.paths import fixed_path


class AdminCsrfMiddleware(CsrfViewMiddleware):
    """Everywhere else it does nothing, so that no other page holds a token or sets a cookie."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path.startswith(fixed_path("admin:index")):
            super().process_request(request)

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., HttpResponseBase],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> Any:
        if not request.path.startswith(fixed_path("admin:index")):
            return None
        request.csrf_processing_done = False  # type: ignore[attr-defined]
        return super().process_view(request, callback, callback_args, callback_kwargs)
