"""A learner's ticks on a term's checklist."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from glossary_site.web.forms.changes import fingerprint, is_untouched
from learners.learning import Group, Row
from learners.models import Learner
from learners.own_data import Kept, Named
from learners.resuming import MOST, Resumption
from terms.models import ChecklistItem, ChecklistTick, Term

KEPT = Kept(
    gettext_lazy("tick a checklist"),
    gettext_lazy("Which items are ticked."),
    (Named(ChecklistTick, gettext_lazy("Checklist items ticked")),),
)


@dataclass(frozen=True)
class ChecklistLine:
    """An item and whether this learner ticked it."""

    item: ChecklistItem
    is_ticked: bool

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.is_ticked)


@dataclass(frozen=True)
class Checklist:
    """A term's checklist as one learner sees it."""

    lines: tuple[ChecklistLine, ...]

    @property
    def done(self) -> int:
        return sum(line.is_ticked for line in self.lines)

    @property
    def total(self) -> int:
        return len(self.lines)

    @property
    def ticked(self) -> frozenset[int]:
        """The ids of the items that are ticked."""
        return frozenset(line.item.pk for line in self.lines if line.is_ticked)


def read_checklist(term: Term, learner_id: uuid.UUID | None) -> Checklist:
    """The term's items, ticked as the learner left them; nothing is ticked without a learner."""
    return tick(term, read_ticks(term, learner_id))


def tick(term: Term, ticked: Collection[int]) -> Checklist:
    """The term's items, those ticked whose ids are among `ticked`."""
    items = term.checklist_items.all()
    return Checklist(tuple(ChecklistLine(item, item.pk in ticked) for item in items))


def read_ticks(term: Term, learner_id: uuid.UUID | None) -> frozenset[int]:
    """The ids of the term's items that the learner ticked."""
    if learner_id is None:
        return frozenset()
    return ChecklistTick.objects.items_of(learner_id, term.pk)


def begun_checklists(learner_id: uuid.UUID) -> Iterator[Resumption]:
    """The checklists of which the learner ticked some, and not all."""
    for slug, title, done, total, at in ChecklistTick.objects.begun_by(learner_id)[:MOST]:
        row = _row(slug, title, done, total)
        yield Resumption(_("Checklist"), title, row.path, row.fact, at)


def learning_of(learner_id: uuid.UUID) -> Iterator[Group]:
    """What *My learning* tells of checklists: those of which anything is ticked."""
    ticked = ChecklistTick.objects.ticked_by(learner_id)
    yield Group(60, _("Checklists"), [_row(*counts) for *counts, _at in ticked])


def _row(slug: str, title: str, done: int, total: int) -> Row:
    path = reverse("terms:term_detail", args=[slug])
    fact = _("%(done)s of %(total)s done") % {"done": done, "total": total}
    return Row(title, f"{path}#checklist", fact)


def save_ticks(
    learner: Learner,
    items: Collection[ChecklistItem],
    sent: Mapping[str, object],
    ticked: Collection[str],
) -> None:
    """Tick and untick what was changed in the form that was `sent`; `ticked` are keys of items.

    What it left as it was drawn stays as it is now, and so does what it did not show.
    """
    changed = [one for one in items if not is_untouched(sent, one.key, one.key in ticked)]
    gone = [one for one in changed if one.key not in ticked and f"shown-{one.key}" in sent]
    new = [ChecklistTick(learner=learner, item=one) for one in changed if one.key in ticked]
    ChecklistTick.objects.filter(learner=learner, item__in=gone).delete()
    ChecklistTick.objects.bulk_create(new, ignore_conflicts=True)


def put_ticks_aside(items: Iterable[ChecklistItem]) -> None:
    """Keep the ticks of items that are about to go, for when they come back."""
    for item in items:
        item.ticks.update(item=None, term=item.term_id, key=item.key)


def return_ticks(term_ids: Iterable[int]) -> None:
    """Give items of these terms that came back the ticks that waited for them."""
    waiting = ChecklistTick.objects.filter(term__in=[*term_ids])
    for term_id, key in waiting.order_by().values_list("term", "key").distinct():
        item = ChecklistItem.objects.filter(term=term_id, key=key).first()
        if item is None:
            continue
        ticked = set(item.ticks.values_list("learner", flat=True))
        of_item = waiting.filter(term=term_id, key=key)
        for tick in of_item.exclude(learner__in=ticked):
            if tick.learner_id not in ticked:
                tick.item, tick.term, tick.key = item, None, ""
                tick.save()
            ticked.add(tick.learner_id)
        of_item.delete()
