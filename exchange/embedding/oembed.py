"""Entries, quizzes and the calculator for sites that ask by oEmbed what an address can show."""

from html import escape
from urllib.parse import unquote, urlencode, urlsplit

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from calculator.form.stored_scenario import FIELDS
from glossary_site.web.addresses.reading import is_same_page
from glossary_site.web.http import absolute_url
from quizzes.models import Quiz
from terms.models import Term
from terms.pages.context import load_glossary

WIDTH = 640
HEIGHTS = {"calculator:calculator": 900, "terms:term_detail": 260, "quizzes:quiz_detail": 620}
"""The widgets' sizes in CSS pixels, unless less is asked for."""


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The widget for the address in `url=`, as oEmbed 1.0 says; JSON alone."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(gettext("only format=json is there") + "\n", status=501)
    asked = request.GET.get("url", "").strip()
    page = _page_at(request, asked)
    title, path = _widget(page, asked)
    width = _size(request, "maxwidth", WIDTH)
    height = _size(request, "maxheight", HEIGHTS[page.view_name])
    address = absolute_url(request, path)
    response = JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": load_glossary().title,
            "provider_url": absolute_url(request, reverse("terms:home")),
            "width": width,
            "height": height,
            "html": f'<iframe src="{escape(address)}" title="{escape(title)}" width="{width}" '
            f'height="{height}" loading="lazy"></iframe>',
        }
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _page_at(request: HttpRequest, asked: str) -> ResolverMatch:
    """The page of this site that an address which somebody copied leads to."""
    try:
        path = f"{unquote(urlsplit(asked).path).removesuffix('/')}/"
        page = resolve(path)
    except (ValueError, Resolver404) as error:
        raise Http404("no such page") from error
    if page.view_name not in HEIGHTS or not is_same_page(asked, absolute_url(request, path)):
        raise Http404("nothing to embed is at this address")
    return page


def _widget(page: ResolverMatch, asked: str) -> tuple[str, str]:
    """The title of a page's widget, and its path."""
    if page.view_name == "calculator:calculator":
        query, path = _state(urlsplit(asked).query), reverse("calculator:calculator_embed")
        return gettext("Cost calculator"), f"{path}?{query}" if query else path
    slug = page.kwargs["slug"]
    if page.view_name == "terms:term_detail":
        term = Term.objects.published().filter(slug=slug).first()
        name, title = "exchange:entry_embed", term.title if term else ""
    else:
        quiz = Quiz.objects.for_list().filter(term__slug=slug).first()
        name = "exchange:quiz_embed"
        title = gettext("Quiz: %(title)s") % {"title": quiz.term.short_title} if quiz else ""
    if not title:
        raise Http404(f"nothing is published as {slug!r}")
    return title, reverse(name, args=[slug])


def _state(query: str) -> str:
    """What of a query the widget reads; where people came from is none of its business."""
    given, read = QueryDict(query), {"preset", *FIELDS}
    pairs = [(name, value) for name, values in given.lists() if name in read for value in values]
    return urlencode(pairs)


def _size(request: HttpRequest, name: str, largest: int) -> int:
    """The size that is asked for in `name`, at most the widget's own."""
    text = request.GET.get(name, str(largest))
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text)):
        message = gettext("%(name)s=%(text)s is not a number of pixels from 1")
        raise BadRequest(message % {"name": name, "text": text[:20]})
    return min(int(text), largest)
