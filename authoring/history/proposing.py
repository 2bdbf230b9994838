"""Proposals: what an author's change would make of a term's files, kept until it is decided."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.utils import timezone

from authoring.history.merging import digests_of, merged_texts
from authoring.history.saving import save_texts
from authoring.models import FileVersion, Proposal
from authoring.reports.answering import close_reports_of
from terms.changes import lock_content
from terms.models import Term


def propose(
    term: Term, base: Mapping[str, str], texts: Mapping[str, str], by: User, note: str
) -> Proposal | None:
    """Keep what would change of the files that said `base`, by name; None where nothing would."""
    changed = {name: text for name, text in texts.items() if text != base.get(name, "")}
    if not changed:
        return None
    bases = dict.fromkeys(changed, "") | digests_of({n: base[n] for n in changed if n in base})
    return Proposal.objects.create(term=term, texts=changed, bases=bases, made_by=by, note=note)


def lock_open_proposal(pk: int) -> Proposal:
    """The open proposal, which nobody else decides on until the transaction ends.

    Content is locked before it, as wherever both are written. Raises Proposal.DoesNotExist where
    somebody has decided already.
    """
    lock_content()
    return Proposal.objects.open().select_for_update().get(pk=pk)


def accept(proposal: Proposal, by: User, answer: str) -> None:
    """Make the term say what is proposed, and keep what was changed elsewhere in it since.

    The readers' reports that it came from are answered.

    To be called while the proposal is locked. Raises OvertakenError where both changed the same
    field, ContentError where the term would be wrong; then nothing is changed.
    """
    texts = merged_texts(proposal.term.slug, proposal.bases, proposal.texts)
    how, note = FileVersion.How.ACCEPTED, proposal.note
    save_texts(proposal.term, texts, by, how, note, keeps_state=True)
    decide(proposal, Proposal.State.ACCEPTED, by, answer)
    close_reports_of(proposal)


def decide(proposal: Proposal, state: str, by: User, answer: str = "") -> None:
    """Remember who decided what; the published term is untouched by this.

    To be called while the proposal is locked.
    """
    proposal.state, proposal.answer = state, answer
    proposal.decided_by, proposal.decided_at = by, timezone.now()
    proposal.save(update_fields=["state", "answer", "decided_by", "decided_at"])
