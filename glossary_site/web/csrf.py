"""Posts from other sites are refused by their origin, so that public pages hold no token."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from modern_csrf.middleware import ModernCsrfViewMiddleware


class CsrfMiddleware(ModernCsrfViewMiddleware):  # type: ignore[misc]
    """In `/admin/` Django's own check of a token follows, which each view there has around it."""

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., Any],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        refused: HttpResponse | None = super().process_view(
            request, callback, callback_args, callback_kwargs
        )
        if request.path.startswith(reverse("admin:index")):
            request.csrf_processing_done = False  # type: ignore[attr-defined]
        return refused
