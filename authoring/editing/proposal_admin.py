"""Proposals: read as differences, accepted or rejected by somebody else than their author."""

from collections.abc import Mapping
from datetime import UTC
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from authoring.editing.consequences import what_starts_anew
from authoring.editing.decisions import DecisionAdmin
from authoring.editing.impact import difference, impact_of
from authoring.editing.roles import may_decide
from authoring.files.library import ContentError
from authoring.history.merging import OvertakenError, merged_texts, text_with
from authoring.history.proposing import accept, decide, lock_proposal, obstacle_of
from authoring.history.saving import current_texts
from authoring.models import Proposal
from glossary_site.web.forms.fields import posted_text
from glossary_site.web.http import signed_in
from terms.models import TermImage

_DECISIONS = ("accept", "schedule", "reopen", "reject")


@admin.register(Proposal)
class ProposalAdmin(DecisionAdmin[Proposal]):
    template = "admin/editing/proposal.html"
    list_display = ("subject", "state", "made_by", "made_at", "decided_by", "from_time")
    list_filter = ("state",)
    list_select_related = ("term", "made_by", "decided_by")
    search_fields = ("term__title", "assessment", "note")

    @admin.display(description=_("about"), ordering="term__title")
    def subject(self, proposal: Proposal) -> str:
        return proposal.subject

    def has_delete_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    def look_at(self, request: HttpRequest, row: Proposal) -> dict[str, Any]:
        """What is proposed, what it touches, and the two ways to decide."""
        user = signed_in(request)
        is_waiting = row.is_open or row.is_scheduled
        return _look_at(row) | {
            "proposal": row,
            "may_decide": is_waiting and may_decide(user, row.made_by),
            "may_withdraw": is_waiting and user == row.made_by,
        }

    @method_decorator(transaction.atomic)
    def decide(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Accept, at once or for a set time, reject or withdraw; who comes second is shown what was
        decided."""
        try:
            proposal = lock_proposal(object_id)
        except Proposal.DoesNotExist:
            decided = get_object_or_404(Proposal, pk=object_id)
            words = gettext("Nothing was changed: this proposal is %(state)s already.")
            messages.error(request, words % {"state": decided.get_state_display()})
            return redirect("admin:authoring_proposal_change", object_id)
        user, wanted = signed_in(request), request.POST.get("decision", "")
        answer = posted_text(request.POST, "answer", 2000)
        if wanted == "withdraw" and user == proposal.made_by:
            decide(proposal, Proposal.State.WITHDRAWN, user)
        elif wanted not in _DECISIONS or not may_decide(user, proposal.made_by):
            raise PermissionDenied
        elif wanted == "reject":
            decide(proposal, Proposal.State.REJECTED, user, answer)
            messages.success(request, gettext("Rejected. Readers see what they saw before."))
        elif wanted == "reopen":
            decide(proposal, Proposal.State.OPEN, user, answer)
            messages.success(request, gettext("It waits for a decision again."))
        elif wanted == "schedule":
            _schedule(request, proposal, answer)
        else:
            _accept(request, proposal, answer)
        return redirect("admin:authoring_proposal_change", proposal.pk)


def _schedule(request: HttpRequest, proposal: Proposal, answer: str) -> None:
    """Accept the proposal for the time that was posted, in UTC, which lies ahead."""
    written = posted_text(request.POST, "from_time", 40)
    try:
        from_time = parse_datetime(written)
    except ValueError:
        from_time = None
    if from_time is not None and timezone.is_naive(from_time):
        from_time = timezone.make_aware(from_time, UTC)
    if from_time is None or from_time <= timezone.now():
        words = gettext("Nothing was changed: choose a day and a time, in UTC, that lie ahead.")
        messages.error(request, words)
        return
    decide(proposal, Proposal.State.SCHEDULED, signed_in(request), answer, from_time)
    words = gettext("Accepted. Readers see it from %(time)s (UTC).")
    messages.success(request, words % {"time": date_format(from_time, "DATETIME_FORMAT")})


def _accept(request: HttpRequest, proposal: Proposal, answer: str) -> None:
    try:
        accept(proposal, signed_in(request), answer)
    except (OvertakenError, ContentError) as error:
        messages.error(request, obstacle_of(error))
    else:
        messages.success(request, gettext("Accepted. Readers see it now."))


def _look_at(proposal: Proposal) -> dict[str, Any]:
    """The differences to what it was made from, and what accepting it now would touch."""
    slug, bases = proposal.slug, proposal.bases
    differences = {
        name: difference(text_with(slug, name, bases[name]), text)
        for name, text in proposal.texts.items()
    }
    if not (proposal.is_open or proposal.is_scheduled):
        return {"differences": differences}
    try:
        texts = merged_texts(slug, bases, proposal.texts)
    except OvertakenError as error:
        return {"differences": differences, "overtaken": obstacle_of(error)}
    now = current_texts(slug, texts)
    touched = {"impact": impact_of(proposal.term, now, texts)} if proposal.term else {}
    anew = what_starts_anew(slug, now, texts)
    return {"differences": differences, **touched, "anew": anew, "images": _images(proposal, now)}


def _images(proposal: Proposal, now: Mapping[str, str]) -> list[TermImage]:
    """The images that readers would see for the first time."""
    if proposal.term is None:
        return []
    images = proposal.term.images.defer("data")
    new, old = (" ".join(texts.values()) for texts in (proposal.texts, now))
    return [one for one in images if f"({one.name}" in new and f"({one.name}" not in old]
