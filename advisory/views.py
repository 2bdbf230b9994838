"""The advisor, the way there, and the form that asks for a call."""

from functools import partial
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core import signing
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from advisory.bookings import take
from advisory.clicks import count_click
from advisory.forms import TYPED, CallRequestForm
from advisory.invitations import calendar_file
from advisory.models import (
    LONGEST_SUBJECT,
    REQUEST_SALT,
    Advisor,
    CallRequest,
    Handover,
    OriginCount,
)
from advisory.requests import keep_once, offered_times, tell_advisor, tell_reader, withdraw
from advisory.schedulers import Carried, Scheduler, booking_link
from advisory.sharing import Shared, read_shared
from advisory.times.places import ZoneChoice, choose_place, find_places
from advisory.webhooks.incoming import UnsignedError, read_cal_com, read_calendly
from glossary_site.calendar_files import MEDIA_TYPE
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.handover import find
from glossary_site.web.http import absolute_url, render_page, wants_fragment
from glossary_site.web.limits import limit_calls, limit_posts

LONGEST_CITY = 100
LONGEST_NEWS = 100_000
"""Bytes of what a scheduler says of a booking; what Cal.com says has about ten thousand."""


@require_http_methods(["GET", "HEAD", "POST"])
@limit_calls
def advisory(request: HttpRequest) -> HttpResponse:
    """The advisor, what `?from=` would share, and the form or the way to the scheduler."""
    reference = request.GET.get("from", "")
    if settings.ADVISORY_BOOKING_URL:
        return _way_to_the_scheduler(request, read_shared(request, reference))
    shared = read_shared(request, reference, request.POST.getlist("share"))
    sent, advisor = request.POST or request.GET, Advisor.objects.first()
    zone = _zone_of(sent, advisor)
    form = CallRequestForm(
        request.POST if request.method == "POST" else None,
        initial={"times": sent.getlist("times")} | {name: sent.get(name) for name in TYPED},
        zone=zone.place.zone,
        offered=offered_times(advisor) if advisor else (),
    )
    if request.method == "POST" and form.is_valid():
        return redirect(_store(request, form, shared))
    context = {
        "form": form,
        "shared": shared,
        "zone": zone,
        "now": timezone.now().astimezone(zone.place.zone),
        "is_searched": bool(request.GET.get("city")),
    }
    page, fragment = "advisory/advisory.html", "advisory/_call_times.html"
    return render_page(request, page, fragment, context, status=422 if form.is_bound else 200)


@require_safe
def cities(request: HttpRequest) -> HttpResponse:
    """The places that what is typed so far may mean, for the list below the field."""
    places = find_places(request.GET.get("city", "")[:LONGEST_CITY], get_language() or "en")
    return render(request, "advisory/_cities.html", {"places": places})


@posts_from("advisory:advisory")
@limit_posts
def hand_over(request: HttpRequest) -> HttpResponse:
    """Keep which page the reader comes from, and go on with a reference in its place."""
    origin, subject = request.POST.get("origin", ""), request.POST.get("subject", "")
    if len(subject) > LONGEST_SUBJECT or not find(request, origin, subject):
        raise BadRequest(gettext("The page that you come from is not known."))
    handover = Handover.objects.create(origin=origin, subject=subject)
    count_click(origin, OriginCount.Step.OPENED)
    query = urlencode({"from": handover.reference})
    return redirect(f"{reverse('advisory:advisory')}?{query}")


@posts_from("advisory:advisory")
@limit_posts
def agree(request: HttpRequest) -> HttpResponse:
    """Keep what is ticked for the scheduler, as it was shown; the link carries that from now on."""
    reference = request.POST.get("from", "")
    shared = read_shared(request, reference, request.POST.getlist("share"))
    shared.agree()
    if wants_fragment(request):
        return _way_to_the_scheduler(request, shared)
    return redirect(f"{reverse('advisory:advisory')}?{urlencode({'from': reference})}")


@require_safe
def scheduler(request: HttpRequest) -> HttpResponse:
    """Go to the scheduler with what is ticked; where it is, only the settings say."""
    base = settings.ADVISORY_BOOKING_URL
    if not base:
        raise Http404("no scheduler takes the calls")
    shared = read_shared(request, request.GET.get("from", ""))
    tags = [("source", "glossary"), ("medium", "advisory"), ("campaign", shared.origin)]
    carried = Carried(findings=shared.findings, reference=shared.joined_by, utm=tags)
    if request.method == "GET":
        count_click(shared.origin, OriginCount.Step.LEFT)
    return redirect(booking_link(Scheduler(settings.ADVISORY_SCHEDULER), base, carried))


@posts_from("advisory:advisory")
@limit_posts
def bookings(request: HttpRequest) -> HttpResponse:
    """What the scheduler says of its bookings, if it is it who says so."""
    secret, name = settings.ADVISORY_SCHEDULER_SECRET, settings.ADVISORY_SCHEDULER
    read = {Scheduler.CAL_COM: read_cal_com, Scheduler.CALENDLY: read_calendly}.get(Scheduler(name))
    if not secret or read is None:
        raise Http404("no scheduler reports its bookings")
    body = request.read(LONGEST_NEWS + 1)
    if len(body) > LONGEST_NEWS:
        return HttpResponse("too long\n", status=413, content_type="text/plain")
    try:
        news = read(body, request.headers, secret.encode(), timezone.now())
    except UnsignedError as error:
        return HttpResponse(f"{error}\n", status=401, content_type="text/plain")
    except (ValueError, RecursionError) as error:
        return HttpResponse(f"{error}\n"[:200], status=400, content_type="text/plain")
    if news:
        take(name, news)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts
def call_request(request: HttpRequest, signed: str) -> HttpResponse:
    """What became of a request; a post withdraws it."""
    call = _signed_call(signed)
    if request.method == "POST":
        if withdraw(call):
            _tell_both(request, call)
        return redirect(request.path)
    return render(request, "advisory/call_request.html", {"call": call, "signed": signed})


@require_safe
def call_file(request: HttpRequest, signed: str) -> HttpResponse:
    """A call that has a time for the reader's calendar; of one that was cancelled, that it was."""
    call = _signed_call(signed)
    if call.accepted_time is None:
        raise Http404("the call was never accepted")
    file = calendar_file(call, absolute_url(request, "/"))
    disposition = {"Content-Disposition": 'attachment; filename="call.ics"'}
    return HttpResponse(file, content_type=MEDIA_TYPE, headers=disposition)


def _zone_of(sent: QueryDict, advisor: Advisor | None) -> ZoneChoice:
    """The place on whose clock times are shown: what was searched for, else the advisor's."""
    city, zone_name = sent.get("city", "")[:LONGEST_CITY], sent.get("time_zone", "")
    usual = advisor.time_zone if advisor else ""
    return choose_place(city, zone_name, usual, get_language() or "en")


def _way_to_the_scheduler(request: HttpRequest, shared: Shared) -> HttpResponse:
    """The page whose link goes on with what is ticked; for htmx the link and its boxes alone."""
    context = {
        "shared": shared,
        "scheduler_query": urlencode({"from": shared.joined_by}) if shared.joined_by else "",
        "scheduler_host": urlsplit(settings.ADVISORY_BOOKING_URL).hostname,
    }
    return render_page(request, "advisory/advisory.html", "advisory/_scheduler.html", context)


def _store(request: HttpRequest, form: CallRequestForm, shared: Shared) -> CallRequest:
    """Keep the request and tell whom it concerns; what is sent again is neither."""
    asked: CallRequest = form.save(commit=False)
    asked.origin = shared.origin
    asked.shared = "\n".join(str(one) for one in shared.findings)
    call, is_new = keep_once(asked)
    if is_new:
        _tell_both(request, call)
    return call


def _tell_both(request: HttpRequest, call: CallRequest) -> None:
    absolute = partial(absolute_url, request)
    tell_advisor(call, absolute)
    tell_reader(call, absolute)


def _signed_call(signed: str) -> CallRequest:
    try:
        number = signing.loads(signed, salt=REQUEST_SALT)
    except signing.BadSignature as error:
        raise Http404("no such request") from error
    return get_object_or_404(CallRequest, pk=number)
