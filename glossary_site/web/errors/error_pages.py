"""What the pages for errors say; `handlers.py` decides which is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise, lazy
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Words: TypeAlias = str | Promise
Way: TypeAlias = tuple[Words, Words]
"""An address that a page leads on to, and what the link says."""

BACK = _("Back to where you were")


@dataclass(frozen=True)
class ErrorPage:
    """An error as its page tells it; the `lead` says what happened and what can be done."""

    status: int
    title: Words
    heading: Words
    lead: Words = ""
    leads_home: bool = True
    offers_search: bool = False

    def show(
        self,
        request: HttpRequest,
        *ways: Way,
        lead: Words = "",
        context: Mapping[str, object] | None = None,
    ) -> HttpResponse:
        """The page with `ways` on, and with `lead` in the place of its own."""
        error = replace(self, lead=lead or self.lead)
        shown = {"error": error, "ways": ways, **(context or {})}
        return render(request, "error.html", shown, status=self.status)


def request_notice(message: Words, status: int) -> HttpResponse:
    """What htmx shows of an error beside the page, which stays as it is."""
    response = HttpResponse(format_html("<span>{}</span>", message), status=status)
    response["HX-Retarget"] = "#request-notice"
    response["HX-Reswap"] = "innerHTML"
    return response


def _at_most() -> str:
    words = gettext(
        "At most %(most)s kB are taken. Go back, shorten it and send it again; nothing was changed."
    )
    return words % {"most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024}


BAD_REQUEST = ErrorPage(
    400,
    _("Not understood"),
    _("This request was not understood"),
    _("Something in the address or the form is not what the page expects. Nothing was changed."),
)
FORBIDDEN = ErrorPage(403, _("Refused"), _("This was refused"), _("You may not do this."))
CROSS_SITE = replace(
    FORBIDDEN,
    lead=_(
        "The form was sent from another site. Open the page here and send it again; nothing was "
        "changed."
    ),
)
NOT_FOUND = ErrorPage(
    404,
    _("Not found"),
    _("There is no such page"),
    _("The address may be mistyped, or the term may have moved. Search for it:"),
    leads_home=False,
    offers_search=True,
)
NEAR = replace(NOT_FOUND, lead=_("The address may be mistyped. Perhaps you mean one of these:"))
TAKES_FORMS = ErrorPage(
    405,
    _("Not this way"),
    _("This address does not work that way"),
    _("It takes what a form sends, and the form is on another page. Nothing was changed."),
)
TO_BE_READ = replace(
    TAKES_FORMS,
    lead=_("It is there to be read; nothing can be sent to it. Nothing was changed."),
)
TOO_LARGE = ErrorPage(
    413,
    _("Too large"),
    _("What was sent is too large"),
    lazy(_at_most, str)(),
)
TOO_MANY = ErrorPage(429, _("Too many requests"), _("That was too much at once"), leads_home=False)

ERROR_PAGES = (
    BAD_REQUEST, FORBIDDEN, CROSS_SITE, NOT_FOUND, NEAR,
    TAKES_FORMS, TO_BE_READ, TOO_LARGE, TOO_MANY,
)  # fmt: skip


WARNING = "M12 4 2.8 20h18.4zM12 10v5M12 17.4v.2"
OFFLINE_ICON = (
    "M3 3l18 18M5 12.5a10 10 0 0 1 4-2.6M2 9a15 15 0 0 1 5-3.2M13 9.3a10 10 0 0 1 6 3.2"
    "M12 5a15 15 0 0 1 10 4M8.5 16a5 5 0 0 1 6-.6M12 20v.1"
)
"""Drawings as the paths of an SVG of 24 by 24."""


@dataclass(frozen=True)
class StandalonePage:
    """What is said without the site around it, since nothing of that can be relied on."""

    title: Words
    heading: Words
    text: Words
    way: Way
    icon: str = WARNING
    is_framed: bool = False
    """Whether it stands in another site's page, where the widget is expected."""


BROKEN = StandalonePage(
    _("Something broke"),
    _("Something broke on our side"),
    _("What you had saved is kept. Please try again in a minute."),
    ("/", _("To the start page")),
)
AWAY = StandalonePage(
    _("Not available for a moment"),
    _("Not available for a moment"),
    _(
        "The database does not answer. What you had saved is kept; what you just sent was not. "
        "Please try again in a minute."
    ),
    ("/", _("To the start page")),
)
OFFLINE = StandalonePage(
    _("No connection"),
    _("You are offline"),
    _(
        "This page could not be fetched. No answer of yours is lost; it goes on when the "
        "connection is back."
    ),
    ("", _("Try again")),
    OFFLINE_ICON,
)

NO_WIDGET = StandalonePage(
    _("This cannot be shown"),
    _("This cannot be shown"),
    "",
    ("/calculator/", _("Open the full calculator")),
    icon="",
    is_framed=True,
)

STANDALONE_PAGES = (BROKEN, AWAY, OFFLINE, NO_WIDGET)
