"""The page of reminders, the calendar's file, and what the links in mails lead to."""

import hashlib
from functools import partial
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from glossary_site.calendar_files import MEDIA_TYPE
from glossary_site.time_zones import zone_territories
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.http import absolute_url
from glossary_site.web.limits import limit_mails, limit_posts
from learners.identity import learner_of
from learners.models import Learner
from quizzes.models import CalendarAddress, MailReminder
from quizzes.models.reminders import digest_of
from quizzes.reminders import mailing
from quizzes.reminders.calendar import calendar_file, make_address
from quizzes.reminders.forms import CalendarForm, MailForm

KEPT_FOR_S = 900
"""How long a calendar need not ask again; they ask every few hours at most."""


@never_cache
@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    """How the learner is reminded, and the forms to change it."""
    return _show(request, learner_of(request))


@never_cache
@posts_from("reminders:reminders")
@limit_posts
def make_calendar(request: HttpRequest) -> HttpResponse:
    """Make the calendar's address, in the place of an earlier one, and show it this once."""
    learner, form = learner_of(request), CalendarForm(request.POST)
    if learner is None:
        return redirect("reminders:reminders")
    if not form.is_valid():
        return _show(request, learner, calendar_form=form, status=422)
    token = make_address(learner, form.cleaned_data["time_zone"])
    return _show(request, learner, token=token)


@posts_from("reminders:reminders")
@limit_posts
def end_calendar(request: HttpRequest) -> HttpResponse:
    """Let the calendar's address lead nowhere."""
    if learner := learner_of(request):
        CalendarAddress.objects.filter(learner=learner).delete()
    return redirect("reminders:reminders")


@never_cache
@posts_from("reminders:reminders")
@limit_mails
def write_mails(request: HttpRequest) -> HttpResponse:
    """Ask by mail whether to write to an address; for the one confirmed, change days and hour."""
    learner, form = learner_of(request), MailForm(request.POST)
    if learner is None or not mailing.is_offered():
        return redirect("reminders:reminders")
    if not form.is_valid():
        return _show(request, learner, mail_form=form, status=422)
    email = form.cleaned_data.pop("email")
    confirmed = MailReminder.objects.filter(learner=learner, email__iexact=email)
    reminder = confirmed.exclude(due_at=None).first()
    if reminder:
        mailing.change(reminder, **form.cleaned_data)
    elif not mailing.ask(learner, email, **form.cleaned_data):
        return _show(request, learner, is_unsent=True, status=503)
    return redirect("reminders:reminders")


@posts_from("reminders:reminders")
@limit_posts
def end_mails(request: HttpRequest) -> HttpResponse:
    """Write no more, and delete the address."""
    if learner := learner_of(request):
        MailReminder.objects.filter(learner=learner).delete()
    return redirect("reminders:reminders")


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """What is due when, for the calendar that was given this address."""
    address = get_object_or_404(CalendarAddress, token_digest=digest_of(token))
    file = calendar_file(address, absolute_url(request, "/"))
    response = HttpResponse(file, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="reviews.ics"'
    response["Cache-Control"] = f"private, max-age={KEPT_FOR_S}"
    response["ETag"] = etag = quote_etag(hashlib.sha256(file).hexdigest())
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=etag, response=response) or response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whoever opens the link of a mail whether to write there; a post says yes.

    A mail scanner opens links, and presses no buttons.
    """
    reminder = mailing.asking(token)
    answer = partial(render, request, "quizzes/confirm_reminder.html")
    if reminder is None:
        return answer({"state": "expired"}, status=404)
    if request.method == "POST" and mailing.confirm(reminder):
        return redirect("reminders:stop", mailing.stop_token(reminder))
    return answer({"state": "asked"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, signed: str) -> HttpResponse:
    """The way out in every mail: a button, or a post by the mail program itself (RFC 8058).

    Such a post is answered without a redirect, and as often as it comes.
    """
    try:
        named = mailing.reminders_of(signed)
    except signing.BadSignature as error:
        raise Http404("no mail has this link") from error
    if request.method == "POST":
        named.delete()
    state = "on" if named.exclude(due_at=None).exists() else "off"
    if state == "off" and named.exists():
        state = "waiting"
    return render(request, "quizzes/confirm_reminder.html", {"state": state})


def _show(
    request: HttpRequest,
    learner: Learner | None,
    *,
    token: str = "",
    calendar_form: CalendarForm | None = None,
    mail_form: MailForm | None = None,
    is_unsent: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page; with a `token` also the address that is shown once."""
    address = CalendarAddress.objects.filter(learner=learner).first() if learner else None
    reminder = MailReminder.objects.filter(learner=learner).first() if learner else None
    url = absolute_url(request, reverse("quizzes:calendar", args=[token])) if token else ""
    context = {
        "learner": learner,
        "calendar": address,
        "calendar_url": url,
        "calendar_form": calendar_form or CalendarForm(initial=_zone_of(address)),
        "calendar_link": f"webcal:{url.partition(':')[2]}",
        "offers_mail": mailing.is_offered(),
        "mail_text": _mail_text(reminder),
        "reminder": reminder,
        "mail_form": mail_form or MailForm(initial=_initial(reminder) or _zone_of(address)),
        "is_unsent": is_unsent,
        "time_zones": ["UTC", *zone_territories()],
    }
    return render(request, "quizzes/reminders.html", context, status=status)


def _mail_text(reminder: MailReminder | None) -> str:
    """How things stand with the mails."""
    if reminder is None:
        return _(
            "One line, on days with questions due, at the time that you choose. A first mail asks "
            "whether it is really you. Your address serves for nothing else."
        )
    email = {"email": reminder.email}
    if reminder.is_confirmed:
        text = _("Reminders go to %(email)s. A different address is confirmed by mail first.")
        return text % email
    text = _(
        "We have sent a mail to %(email)s. Open the link in it to begin; until then nothing else "
        "is sent."
    )
    return text % email


def _zone_of(address: CalendarAddress | None) -> dict[str, Any]:
    return {"time_zone": address.time_zone} if address else {}


def _initial(reminder: MailReminder | None) -> dict[str, Any]:
    if reminder is None:
        return {}
    fields = ("email", "hour", "time_zone")
    return {name: getattr(reminder, name) for name in fields} | {
        "weekdays": list(reminder.weekdays)
    }
