"""What follows from a change of terms, in the transaction that changes them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db.models import Model
from django.dispatch import Signal
from django.utils import timezone

from glossary_site.page_cache.models import ContentVersion, content_changed
from terms.autolink.relinking import relink
from terms.models import Term
from terms.search.indexing import index_terms, stale_ids


class EditRefusedError(Exception):
    """An edit that no content file could say so that it loads; `reasons` say why, a line each."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = tuple(reasons)


edited = Signal()
"""Sent with `row`, `by`, `gone` and `note` when what content files speak of was edited."""


def lock_content() -> None:
    """Until the transaction ends nobody else writes content: they wait.

    To be called before what the write depends on is read.
    """
    ContentVersion.objects.select_for_update().get_or_create(id=1, defaults={"number": 0})


def content_edited(row: Model, by: User, *, gone: bool = False, note: str = "") -> None:
    """Say that `row`, a term or what stands beside the terms, was changed by somebody, or deleted.

    `note` says what was changed and why. Raises EditRefusedError; then the transaction is to be
    undone.

    To be called in the transaction of the change, after its last row.
    """
    if isinstance(row, Term):
        row.edited_at = timezone.now()
        Term.objects.filter(pk=row.pk).update(edited_at=row.edited_at)
    edited.send(type(row), row=row, by=by, gone=gone, note=note)


def terms_changed(term_ids: Iterable[int], *, redraws: bool = True) -> Counter[str]:
    """Make links, search, browsing and kept pages agree with these terms, and with what was left.

    To be called wherever terms, their sections or their other names are written or deleted.
    Returns what became of the index: created, updated, unchanged, removed. `redraws` is for terms
    that may relate to others than before.
    """
    changed = {*term_ids}
    relink(changed, redraws=redraws)
    outcome = index_terms({*changed, *stale_ids()})
    content_changed()
    return outcome
