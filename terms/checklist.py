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


@dataclass(frozen=True)
class TickChange:
    """What a form changed: keys of items that were ticked in it, and that were unticked."""

    added: frozenset[str]
    removed: frozenset[str]


def read_change(shown: Collection[str], sent: Collection[str]) -> TickChange:
    """The change from the ticks that a form was `shown` with to those that it `sent`.

    What both say alike is no change: another tab may have changed it since the form was drawn.
    """
    return TickChange(frozenset(sent) - frozenset(shown), frozenset(shown) - frozenset(sent))


def save_ticks(learner: Learner, items: Collection[ChecklistItem], change: TickChange) -> None:
    """Carry out the change of `learner`'s ticks among `items`; their other ticks stay."""
    gone = [item for item in items if item.key in change.removed]
    new = [ChecklistTick(learner=learner, item=item) for item in items if item.key in change.added]
    ChecklistTick.objects.filter(learner=learner, item__in=gone).delete()
    ChecklistTick.objects.bulk_create(new, ignore_conflicts=True)
