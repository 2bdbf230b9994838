"""What a reader sees without a connection: one page, kept in the browser by a service worker."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(max_age=3600, public=True)
def offline(request: HttpRequest) -> HttpResponse:
    """The page that the service worker keeps for the time without a connection."""
    return HttpResponse(render_to_string("offline.html"))


@require_safe
@cache_control(no_cache=True, public=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker's script; its version changes with the page and the stylesheet that it keeps."""
    kept = render_to_string("offline.html") + static("css/site.css")
    version = sha256(kept.encode()).hexdigest()[:12]
    response = render(
        request, "service_worker.js", {"version": version}, content_type="text/javascript"
    )
    response["Service-Worker-Allowed"] = "/"
    return response
