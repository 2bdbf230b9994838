"""A learner's ticks on a term's checklist."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

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


def save_ticks(learner: Learner, items: list[ChecklistItem], ticked_keys: set[str]) -> None:
    """Make `learner`'s ticks among `items` exactly those named by `ticked_keys`."""
    wanted = [item for item in items if item.key in ticked_keys]
    gone = [item for item in items if item.key not in ticked_keys]
    ChecklistTick.objects.filter(learner=learner, item__in=gone).delete()
    ChecklistTick.objects.bulk_create(
        [ChecklistTick(learner=learner, item=item) for item in wanted], ignore_conflicts=True
    )
