"""What a reader sees without a connection: one page, kept in the browser by a service worker."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from glossary_site.page_cache.public import public_page
from glossary_site.registries import WORKER_SCRIPTS
from glossary_site.web.embedding import embeddable
from glossary_site.web.errors.error_pages import OFFLINE

KEPT_FILES = ("css/site.css", "img/icon.svg")


@public_page()
@require_safe
@cache_control(no_cache=True, public=True)
@embeddable
def offline(request: HttpRequest) -> HttpResponse:
    """The page that the service worker keeps for the time without a connection, frames included."""
    return HttpResponse(_page())


@public_page()
@require_safe
@cache_control(no_cache=True, public=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker's script; it changes with the page and the files that it keeps.

    The addresses of what it keeps hold their versions, so that no cache has older ones under them,
    and the stylesheet that a first page has just fetched is not fetched again.
    """
    files = [static(name) for name in KEPT_FILES]
    version = sha256(repr((_page(), files)).encode()).hexdigest()[:12]
    context = {
        "version": version,
        "kept": [f"{reverse('offline')}?version={version}", *files],
        "scripts": WORKER_SCRIPTS,
    }
    response = render(request, "service_worker.js", context, content_type="text/javascript")
    response["Service-Worker-Allowed"] = "/"
    return response


def _page() -> str:
    return render_to_string("standalone.html", {"page": OFFLINE})
