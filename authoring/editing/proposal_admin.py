"""Proposals: read as differences, accepted or rejected by somebody else than their author."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext

from authoring.editing.decisions import DecisionAdmin
from authoring.editing.impact import difference, impact_of
from authoring.editing.roles import may_decide
from authoring.files.library import ContentError
from authoring.history.merging import OvertakenError, merged_texts, text_with
from authoring.history.proposing import accept, decide, lock_open_proposal
from authoring.history.saving import current_texts
from authoring.models import Proposal
from glossary_site.web.form_fields import posted_text
from glossary_site.web.http import signed_in


@admin.register(Proposal)
class ProposalAdmin(DecisionAdmin[Proposal]):
    template = "admin/editing/proposal.html"
    list_display = ("term", "state", "made_by", "made_at", "decided_by")
    list_filter = ("state",)
    list_select_related = ("term", "made_by", "decided_by")
    search_fields = ("term__title", "note")

    def has_delete_permission(self, request: HttpRequest, obj: Proposal | None = None) -> bool:
        return False

    def look_at(self, request: HttpRequest, row: Proposal) -> dict[str, Any]:
        """What is proposed, what it touches, and the two ways to decide."""
        user = signed_in(request)
        return _look_at(row) | {
            "proposal": row,
            "may_decide": row.is_open and may_decide(user, row.made_by),
            "may_withdraw": row.is_open and user == row.made_by,
        }

    @method_decorator(transaction.atomic)
    def decide(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Accept, reject or withdraw, once: who comes second is shown what was decided."""
        try:
            proposal = lock_open_proposal(object_id)
        except Proposal.DoesNotExist:
            decided = get_object_or_404(Proposal, pk=object_id)
            words = gettext("Nothing was changed: this proposal is %(state)s already.")
            messages.error(request, words % {"state": decided.get_state_display()})
            return redirect("admin:authoring_proposal_change", object_id)
        user, wanted = signed_in(request), request.POST.get("decision", "")
        answer = posted_text(request.POST, "answer", 2000)
        if wanted == "withdraw" and user == proposal.made_by:
            decide(proposal, Proposal.State.WITHDRAWN, user)
        elif wanted not in ("accept", "reject") or not may_decide(user, proposal.made_by):
            raise PermissionDenied
        elif wanted == "reject":
            decide(proposal, Proposal.State.REJECTED, user, answer)
            messages.success(request, gettext("Rejected. Readers see what they saw before."))
        else:
            _accept(request, proposal, answer)
        return redirect("admin:authoring_proposal_change", proposal.pk)


def _accept(request: HttpRequest, proposal: Proposal, answer: str) -> None:
    try:
        accept(proposal, signed_in(request), answer)
    except OvertakenError as error:
        messages.error(request, _overtaken(error))
    except ContentError as error:
        for problem in error.problems:
            messages.error(request, str(problem))
    else:
        messages.success(request, gettext("Accepted. Readers see it now."))


def _overtaken(error: OvertakenError) -> str:
    words = gettext("It cannot be accepted: since it was made, the term was changed here too: %s.")
    return words % ", ".join(error.fields)


def _look_at(proposal: Proposal) -> dict[str, Any]:
    """The differences to what it was made from, and what accepting it now would touch."""
    slug, bases = proposal.term.slug, proposal.bases
    differences = {
        name: difference(text_with(slug, name, bases[name]), text)
        for name, text in proposal.texts.items()
    }
    if not proposal.is_open:
        return {"differences": differences}
    try:
        texts = merged_texts(slug, bases, proposal.texts)
    except OvertakenError as error:
        return {"differences": differences, "overtaken": _overtaken(error)}
    return {
        "differences": differences,
        "impact": impact_of(proposal.term, current_texts(slug), texts),
    }
