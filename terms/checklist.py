"""A learner's ticks on a term's checklist."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from learners.models import Learner
from terms.models import ChecklistItem, ChecklistTick, Term


@dataclass(frozen=True)
class ChecklistLine:
    """An item and whether this learner ticked it."""

    item: ChecklistItem
    is_ticked: bool


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


def read_checklist(term: Term, learner: Learner | None) -> Checklist:
    """The term's items, ticked as `learner` left them; nothing is ticked without a learner."""
    if learner is None:
        return Checklist(tuple(ChecklistLine(item, False) for item in term.checklist_items.all()))
    ticks = ChecklistTick.objects.filter(learner=learner, item=OuterRef("pk"))
    items = term.checklist_items.annotate(is_ticked=Exists(ticks))
    return Checklist(tuple(ChecklistLine(item, item.is_ticked) for item in items))


def save_ticks(learner: Learner, items: list[ChecklistItem], ticked_keys: set[str]) -> None:
    """Make `learner`'s ticks among `items` exactly those named by `ticked_keys`."""
    wanted = [item for item in items if item.key in ticked_keys]
    gone = [item for item in items if item.key not in ticked_keys]
    ChecklistTick.objects.filter(learner=learner, item__in=gone).delete()
    ChecklistTick.objects.bulk_create(
        [ChecklistTick(learner=learner, item=item) for item in wanted], ignore_conflicts=True
    )
