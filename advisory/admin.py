"""The advisor, the queue of requests, and where they come from."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from advisory.admin_forms import AnswerForm
from advisory.models import Advisor, Booking, CallRequest, OriginCount, WebhookDelivery
from advisory.requests import tell_reader
from advisory.webhooks.delivery import deliver_soon
from glossary_site.admin import LockedOnPost, NotAdded, NotEdited
from glossary_site.web.http import absolute_url
from terms.admin import InFileAdmin

_ASKED = (
    *("name", "email", "origin", "shared", "message", "time_zone"),
    *("state", "accepted_time", "requested_at", "changed_at"),
)


@admin.register(Advisor)
class AdvisorAdmin(InFileAdmin):
    list_display = ("name", "role")


@admin.register(CallRequest)
class CallRequestAdmin(NotAdded, LockedOnPost, admin.ModelAdmin[CallRequest]):
    """The queue: what somebody asked stays as it is, and the answer is sent to them."""

    form = AnswerForm
    list_display = ("name", "state", "accepted_time", "origin", "requested_at")
    list_filter = ("state", "origin")
    search_fields = ("name", "email", "message")
    readonly_fields = _ASKED
    fieldsets = (
        (_("Request"), {"fields": _ASKED}),
        (_("Answer"), {"fields": ("answer", "other_time", "place", "seen")}),
    )

    def save_model(self, request: HttpRequest, obj: CallRequest, form: Any, change: bool) -> None:
        """Answer instead of saving: the row changes only where the request is still open."""
        wants_an_answer = bool(form.cleaned_data.get("answer"))
        if form.settle():
            if not tell_reader(obj, partial(absolute_url, request)):
                told = gettext("The answer is stored, but no e-mail could be sent.")
                messages.warning(request, told)
        elif wants_an_answer:
            messages.error(request, gettext("Nothing changed: the request is no longer open."))


@admin.register(Booking)
class BookingAdmin(NotEdited, admin.ModelAdmin[Booking]):
    """What was booked at the scheduler, from which page, and what its reader shared."""

    list_display = ("starts_at", "state", "origin", "agreed", "scheduler")
    list_filter = ("state", "origin")


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(NotEdited, admin.ModelAdmin[WebhookDelivery]):
    """What was told to whom, what waits, and what was given up."""

    list_display = ("event", "state", "attempts", "address", "due_at", "last_fault")
    list_filter = ("state", "event__kind")
    list_select_related = ("event",)
    actions = ("send_again",)

    @admin.action(description=_("Send again"))
    def send_again(self, request: HttpRequest, queryset: QuerySet[WebhookDelivery]) -> None:
        """With the same id, so that a receiver that has it takes it once."""
        WebhookDelivery.objects.filter(pk__in=queryset).send_again()
        transaction.on_commit(deliver_soon)


@admin.register(OriginCount)
class OriginCountAdmin(NotEdited, admin.ModelAdmin[OriginCount]):
    """How many came to the advisor from which kind of page."""

    list_display = ("month", "origin", "step", "count")
    list_filter = ("origin", "step")
