"""Proposals: what an author's change would make of a term's files, kept until it is decided."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from authoring.files.discovery import ASSESSMENT
from authoring.files.library import ContentError
from authoring.history.assessments import save_assessment
from authoring.history.merging import OvertakenError, digests_of, merged_texts
from authoring.history.saving import save_texts
from authoring.models import FileVersion, Proposal
from authoring.reports.answering import close_reports_of
from terms.changes import lock_content
from terms.models import Term


def propose(
    subject: Term | str, base: Mapping[str, str], texts: Mapping[str, str], by: User, note: str
) -> Proposal | None:
    """Keep what would change of the files that said `base`, by name; None where nothing would.

    The `subject` is a term, or the slug of an assessment.
    """
    changed = {name: text for name, text in texts.items() if text != base.get(name, "")}
    if not changed:
        return None
    bases = dict.fromkeys(changed, "") | digests_of({n: base[n] for n in changed if n in base})
    about = {"term": subject} if isinstance(subject, Term) else {"assessment": subject}
    return Proposal.objects.create(**about, texts=changed, bases=bases, made_by=by, note=note)


def lock_proposal(pk: int) -> Proposal:
    """The proposal that is not over, which nobody else decides on until the transaction ends.

    Content is locked before it, as wherever both are written. Raises Proposal.DoesNotExist where
    somebody has decided already.
    """
    lock_content()
    waiting = Proposal.objects.waiting().select_related("term", "made_by")
    return waiting.select_for_update(of=("self",)).get(pk=pk)


def accept(proposal: Proposal, by: User | None, answer: str) -> None:
    """Make the files say what is proposed, and keep what was changed elsewhere in them since.

    The readers' reports that it came from are answered.

    To be called while the proposal is locked. Raises OvertakenError where both changed the same
    field, ContentError where the term would be wrong; then nothing is changed.
    """
    texts = merged_texts(proposal.slug, proposal.bases, proposal.texts)
    how, note = FileVersion.How.ACCEPTED, proposal.note
    if proposal.term:
        save_texts(proposal.term, texts, by, how, note, keeps_state=True)
    else:
        save_assessment(proposal.assessment, texts[ASSESSMENT], by, how, note)
    decide(proposal, Proposal.State.ACCEPTED, by, answer)
    close_reports_of(proposal)


def decide(
    proposal: Proposal,
    state: str,
    by: User | None,
    answer: str = "",
    from_time: datetime | None = None,
) -> None:
    """Remember who decided what, and from when on; what readers see is untouched by this.

    To be called while the proposal is locked.
    """
    proposal.state, proposal.answer, proposal.obstacle = state, answer, ""
    proposal.decided_by, proposal.decided_at = by, timezone.now()
    if state in (Proposal.State.SCHEDULED, Proposal.State.OPEN):
        proposal.from_time = from_time
    proposal.save()


def obstacle_of(error: OvertakenError | ContentError) -> str:
    """Why a proposal could not be made, in a sentence."""
    if isinstance(error, OvertakenError):
        words = gettext("It cannot be accepted: since it was made, this was changed here too: %s.")
        return words % ", ".join(error.fields)
    return "\n".join(map(str, error.problems))


def make_due_changes(now: datetime) -> list[str]:
    """Make every change whose time has come; returns what became of each, in words.

    Each is a transaction: who ends this in the middle loses none and makes none twice. One that
    cannot be made is open again, says why, and changes nothing.
    """
    return [
        said
        for pk in Proposal.objects.due(now).values_list("pk", flat=True)
        if (said := _make_due_change(pk, now))
    ]


def _make_due_change(pk: int, now: datetime) -> str:
    with transaction.atomic():
        lock_content()
        proposal = Proposal.objects.due(now).filter(pk=pk).first()
        if proposal is None:
            return ""
        try:
            with transaction.atomic():
                accept(proposal, proposal.decided_by, proposal.answer)
        except (OvertakenError, ContentError) as error:
            proposal.refresh_from_db()
            proposal.state, proposal.obstacle = Proposal.State.OPEN, obstacle_of(error)
            proposal.save()
            return f"open again: {proposal}: {proposal.obstacle}"
        return f"changed: {proposal}"
