"""What a platform asks for: keys, a description, a login, a launch; and what a teacher chooses."""

import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from csp.constants import NONE, SELF
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from exchange.lti import messages, people
from exchange.lti.messages import LtiError, Ticket
from exchange.lti.models import Platform, origin_of
from exchange.lti.targets import path_on_site, path_targets, read_targets, term_targets
from glossary_site.web.addresses.reading import read_number
from glossary_site.web.errors.error_pages import StandalonePage
from glossary_site.web.http import absolute_url, site_origin
from glossary_site.web.limits import limit_posts
from learners.forgetting import leave_device
from learners.own_data import stored_of
from terms.models import Term
from terms.pages.context import load_glossary
from terms.search.finding import Filters, find_terms

logger = logging.getLogger(__name__)

TERMS_PER_PAGE = 20
MOST_FOUND = 50
MOST_CHOSEN = 50
QUERY_CHARACTERS = 200

View = Callable[[HttpRequest], HttpResponse]


def lti_page(view: View) -> View:
    """A page that is there once a platform is registered; it may stand in the frames of those that
    are, with what is wrong in its place."""

    @never_cache
    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        platforms = list(Platform.objects.all())
        if not platforms:
            raise Http404("no learning platform is registered")
        try:
            response = view(request)
        except LtiError as error:
            logger.warning("%s was refused: %s", request.path, error.reason or error)
            page = StandalonePage(
                _("This could not be opened"),
                _("This could not be opened"),
                str(error),
                ("/", _("To the start page")),
                is_framed=True,
            )
            response = render(request, "standalone.html", {"page": page}, status=400)
        return _in_frames_of(response, platforms)

    return shown


def _in_frames_of(response: HttpResponse, platforms: Iterable[Platform]) -> HttpResponse:
    origins = sorted(origin for one in platforms for origin in one.frame_origins)
    changes = getattr(response, "_csp_replace", {})
    response._csp_replace = {**changes, "frame-ancestors": origins or [NONE]}  # type: ignore[attr-defined]
    response.xframe_options_exempt = True
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@lti_page
@require_safe
def jwks(_request: HttpRequest) -> HttpResponse:
    """The site's public keys."""
    from exchange.lti.keys import public_keys  # what signs is slow to import

    return JsonResponse(public_keys())


@lti_page
@require_safe
def config(request: HttpRequest) -> HttpResponse:
    """What the site is, for a platform that reads it, as Canvas does."""
    choosing = {
        "enabled": True,
        "message_type": messages.CHOOSING,
        "target_link_uri": absolute_url(request, reverse("lti:pick")),
    }
    placements = [
        {"placement": name, **choosing} for name in ("assignment_selection", "link_selection")
    ]
    glossary = load_glossary()
    return JsonResponse(
        {
            "title": glossary.title,
            "description": glossary.tagline,
            "oidc_initiation_url": absolute_url(request, reverse("lti:login")),
            "target_link_uri": absolute_url(request, reverse("lti:launch")),
            "public_jwk_url": absolute_url(request, reverse("lti:jwks")),
            "scopes": [messages.MAY_SCORE],
            "custom_fields": {},
            "extensions": [
                {
                    "platform": "canvas.instructure.com",
                    "privacy_level": "anonymous",
                    "settings": {"placements": placements},
                }
            ],
        }
    )


@csrf_exempt
@lti_page
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def login(request: HttpRequest) -> HttpResponse:
    """Ask the platform who comes: for a picker where it stands, for a page in a window.

    In a frame of another site a browser gives no cookies, and without one nobody could tell
    whether a launch belongs to the browser that brings it.
    """
    sent = request.POST if request.method == "POST" else request.GET
    platform = messages.find_platform(sent.dict())
    is_choosing = sent.get("target_link_uri") == absolute_url(request, reverse("lti:pick"))
    is_window = "window" in sent or request.headers.get("Sec-Fetch-Dest") == "document"
    if not is_choosing and not is_window:
        window = f"{reverse('lti:login')}?{_query(sent, window='1')}"
        return render(request, "lti/open.html", {"platform": platform, "window": window})
    state, signed = messages.begin_login(platform, has_cookie=not is_choosing)
    back = absolute_url(request, reverse("lti:launch"))
    response = redirect(messages.login_address(platform, sent.dict(), state, signed, back))
    if state.has_cookie:
        people.set_cookie(response, state.cookie, "1")
    return response


def _query(sent: QueryDict, **more: str) -> str:
    names = ("iss", "client_id", "login_hint", "lti_message_hint", "target_link_uri")
    return urlencode({name: sent[name] for name in names if name in sent} | more)


@csrf_exempt
@lti_page
@require_POST
@limit_posts
def launch(request: HttpRequest) -> HttpResponse:
    """Let in whom a platform vouches for: a teacher to the picker, others to their page."""
    state = messages.read_state(request.POST.get("state", ""))
    if state.has_cookie and state.cookie not in request.COOKIES:
        raise LtiError(
            _("Your browser kept no cookie of this site. Open it from your course again.")
        )
    platform = Platform.objects.filter(pk=state.platform).first()
    if platform is None or "id_token" not in request.POST:
        raise LtiError(_("The learning platform did not say who you are. Open it again."))
    told = messages.read_launch(platform, state, request.POST["id_token"])
    if told.message == messages.CHOOSING:
        ticket = messages.ticket_of(platform, told)
        response = redirect(f"{reverse('lti:pick')}?{urlencode({'ticket': ticket})}")
    elif told.message == messages.RESOURCE and state.has_cookie:
        path = path_on_site(told.target, site_origin(request))
        if told.subject:
            response = redirect("lti:enter")
            people.hand_over(response, platform, told, path)
        else:
            response = redirect(path)
    else:
        raise LtiError(
            _("The learning platform asks for something that this site does not have."),
            f"{platform}: message type {told.message!r}",
        )
    people.forget_cookie(response, state.cookie)
    return response


@lti_page
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def enter(request: HttpRequest) -> HttpResponse:
    """Sign in who was let in, and lead them to their page; who may have been here already is asked
    first, by a form that holds for this launch alone. Like an answer of an OpenID provider it is a
    GET that writes."""
    entry = people.read_entry(request)
    if request.method == "HEAD":
        return HttpResponse()
    learner = people.stranger_here(request, entry)
    if request.method == "GET" and learner:
        platform = Platform.objects.filter(pk=entry.platform).first()
        context = {"stored": stored_of(learner), "platform": platform, "launch": entry.digest}
        return render(request, "lti/whose.html", context)
    if request.method == "POST" and request.POST.get("launch") != entry.digest:
        raise LtiError(
            _(
                "Another page was opened from a course in the meantime, so nothing was joined. "
                "Open yours again from your course."
            )
        )
    joins = bool(learner) and request.POST.get("do") == "join"
    is_another = people.enter(request, entry, joins=joins)
    response = redirect(entry.path)
    if is_another:
        leave_device(response)
    people.forget_cookie(response, people.ENTRY_COOKIE)
    return response


@lti_page
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def pick(request: HttpRequest) -> HttpResponse:
    """What can be linked to, to be searched; a post leads what was chosen to the platform."""
    sent = request.POST if request.method == "POST" else request.GET
    signed = sent.get("ticket", "")
    platform, ticket = messages.read_ticket(signed)
    context: dict[str, Any] = {"platform": platform, "ticket": signed, "is_many": ticket.is_many}
    if request.method == "POST":
        most = MOST_CHOSEN if ticket.is_many else 1
        if targets := read_targets(list(dict.fromkeys(request.POST.getlist("target")))[:most]):
            return _send_back(request, platform, ticket, context | {"targets": targets})
        context["error"] = _("Nothing is chosen yet. Choose what your course is to link to.")
    query = sent.get("q", "").strip()[:QUERY_CHARACTERS]
    terms = Paginator(_terms(query), TERMS_PER_PAGE)
    page = terms.page(read_number(sent, "page", terms.num_pages) or 1)
    context |= {"query": query, "page": page, "sections": _sections(query, page)}
    return render(request, "lti/pick.html", context, status=422 if "error" in context else 200)


def _sections(query: str, page: Page[Term]) -> list[dict[str, Any]]:
    """The terms of the page, and before the first of them the paths."""
    paths = [one for one in path_targets() if query.casefold() in one.title.casefold()]
    sections = [
        {"anchor": "paths", "title": _("Paths"), "groups": paths if page.number == 1 else []},
        {"anchor": "terms", "title": _("Terms"), "groups": list(term_targets(list(page)))},
    ]
    return [one for one in sections if one["groups"]]


def _terms(query: str) -> list[Term] | QuerySet[Term]:
    """The published terms by their titles, or those that a query finds, best first."""
    listed = Term.objects.published().only("slug", "title").order_by("title_key", "pk")
    if not query:
        return listed
    ids = find_terms(query, Filters(), limit=1).ids[:MOST_FOUND]
    by_id = listed.in_bulk(ids)
    return [by_id[pk] for pk in ids if pk in by_id]


def _send_back(
    request: HttpRequest, platform: Platform, ticket: Ticket, context: dict[str, Any]
) -> HttpResponse:
    """A page with the form that brings a choice to the platform, which is another site."""
    origin = site_origin(request)
    items = [one.content_item(origin, is_scored=ticket.is_scored) for one in context["targets"]]
    jwt = messages.sign_choice(platform, ticket, items)
    shown = context | {"jwt": jwt, "return_url": ticket.return_url}
    response = render(request, "lti/picked.html", shown)
    allowed = sorted({origin_of(ticket.return_url), *platform.frame_origins})
    response._csp_replace = {"form-action": [SELF, *allowed]}  # type: ignore[attr-defined]
    return response
