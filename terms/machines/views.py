"""What browsers and the sites that link here fetch beside a page: pictures, icons, the manifest."""

from csp.constants import NONE
from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language, get_language_bidi
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from glossary_site.page_cache.public import public_page
from terms.models import Term, TermImage, TermPicture
from terms.models.images import image_address, image_version
from terms.pages.accent import accent_tokens
from terms.pages.context import load_glossary
from terms.social_cards.addresses import site_words, term_words, version_of
from terms.social_cards.social_card import PictureWords, can_draw_title, draw_picture

DAY_S = 24 * 60 * 60
YEAR_S = 365 * DAY_S
PAPER = "#fbfaf6"
ICONS = (
    ("img/icon.svg", "any", "image/svg+xml", "any"),
    ("img/icon-192.png", "192x192", "image/png", "any"),
    ("img/icon-512.png", "512x512", "image/png", "any"),
    ("img/icon-maskable-512.png", "512x512", "image/png", "maskable"),
)
"""Static file, size, type and purpose of each icon in the manifest."""

SITE_FILE_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
"""Of a site's own logo and icon, by how their names end."""


@public_page(endless=("v",))
@require_safe
def term_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture of a published term: the stored one, drawn afresh where that is out of date."""
    levels = "level_descriptions"
    terms = Term.objects.published().select_related("category").prefetch_related(levels)
    term = terms.filter(slug=slug).first()
    if term is None or not can_draw_title(term.title):
        raise Http404(f"no picture of a term {slug!r}")
    stored = TermPicture.objects.filter(term=term)
    return _picture(request, term_words(term, load_glossary()), stored)


@public_page()
@require_safe
def term_image(request: HttpRequest, slug: str, version: str, name: str) -> HttpResponse:
    """An image of a term's folder, kept for good under the one address that names its version.

    A page that a cache kept may ask for an older one, and is led to this. Those of a term that is
    not published are for people of the staff, who look at its page.
    """
    if not name.isprintable():
        raise Http404("no file has such a name")
    images = TermImage.objects.filter(term__slug=slug, name=name)
    published = images.filter(term__status=Term.Status.PUBLISHED).defer("data").first()
    image = published or (images.first() if getattr(request.user, "is_staff", False) else None)
    if image is None:
        raise Http404(f"no image {name!r} of a term {slug!r}")
    if version != image_version(image.digest):
        return redirect(image_address(slug, image.digest, image.name))
    etag = quote_etag(image.digest)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(bytes(image.data), content_type=image.kind)
    response["ETag"] = etag
    if published:
        patch_cache_control(response, public=True, max_age=YEAR_S, immutable=True)
    else:
        patch_cache_control(response, private=True, no_cache=True)
    return response


@public_page(endless=("v",))
@require_safe
def site_picture(request: HttpRequest) -> HttpResponse:
    """The picture of all pages that have none of their own."""
    return _picture(request, site_words(load_glossary()), TermPicture.objects.none())


def _picture(
    request: HttpRequest, words: PictureWords, stored: QuerySet[TermPicture]
) -> HttpResponse:
    """The PNG with its ETag, kept for good under the address that names its version."""
    etag = quote_etag(words.digest)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        kept = stored.filter(digest=words.digest).first()
        png = bytes(kept.png) if kept else draw_picture(words)
        response = HttpResponse(png, content_type="image/png")
    response["ETag"] = etag
    if request.GET.get("v") == version_of(words):
        patch_cache_control(response, public=True, max_age=YEAR_S, immutable=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response


@public_page()
@require_safe
@cache_control(public=True, max_age=DAY_S)
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon that browsers ask for by habit."""
    path = settings.BASE_DIR / "static" / "img" / "favicon.ico"
    return HttpResponse(path.read_bytes(), content_type="image/x-icon")


@public_page()
@require_safe
def accent(request: HttpRequest) -> HttpResponse:
    """The stylesheet with the colour that the site gives itself; empty where it has none."""
    colour = load_glossary().accent
    return HttpResponse(accent_tokens(colour) if colour else "", content_type="text/css")


@public_page()
@require_safe
def site_file(request: HttpRequest, name: str) -> HttpResponse:
    """The logo or the icon, from the content folder; an SVG may neither run nor fetch anything."""
    glossary = load_glossary()
    if not name or name not in (glossary.logo, glossary.icon):
        raise Http404(f"no file {name!r}")
    try:
        data = (settings.CONTENT_DIR / name).read_bytes()
    except OSError as error:
        raise Http404(f"no file {name!r}") from error
    response = HttpResponse(data, content_type=SITE_FILE_TYPES[name.rpartition(".")[2]])
    response._csp_replace = {  # type: ignore[attr-defined]
        "default-src": [NONE],
        "style-src": ["'unsafe-inline'"],
    }
    return response


@public_page()
@require_safe
@cache_control(public=True, max_age=DAY_S)
def manifest(request: HttpRequest) -> JsonResponse:
    """How the site looks when it is kept on a device (W3C, Web Application Manifest)."""
    glossary = load_glossary()
    description = {
        "id": reverse("terms:home"),
        "name": glossary.title,
        "short_name": glossary.title,
        "description": glossary.tagline,
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("terms:home"),
        "scope": reverse("terms:home"),
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": _icons(glossary.icon),
    }
    return JsonResponse(description, content_type="application/manifest+json")


def _icons(own: str) -> list[dict[str, str]]:
    """The site's own icon, or those that the project brings."""
    if own:
        kind = SITE_FILE_TYPES[own.rpartition(".")[2]]
        source = reverse("terms:site_file", args=[own])
        return [{"src": source, "sizes": "any", "type": kind, "purpose": "any"}]
    return [
        {"src": static(path), "sizes": sizes, "type": kind, "purpose": purpose}
        for path, sizes, kind, purpose in ICONS
    ]
