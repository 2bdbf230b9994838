"""What a learner has done on a term page."""

import uuid
from typing import Any

from django.db import models

from learners.models import Learner
from terms.models.sections import ChecklistItem
from terms.models.term import Term


class ChecklistTickQuerySet(models.QuerySet["ChecklistTick"]):
    def items_of(self, learner_id: uuid.UUID, term_id: int) -> frozenset[int]:
        """The ids of the items of the term that the learner ticked."""
        ticked = self.filter(learner=learner_id, item__term=term_id).order_by()
        return frozenset(ticked.values_list("item_id", flat=True))

    def ticked_by(self, learner_id: uuid.UUID) -> models.QuerySet[Any, Any]:
        """Of each published term with some items ticked: slug, title, how many are, how many there
        are, and when the last one was; the latest first."""
        items = ChecklistItem.objects.filter(term=models.OuterRef("item__term")).order_by()
        total = items.values("term").annotate(number=models.Count("pk")).values("number")
        ticks = self.filter(learner=learner_id, item__term__status=Term.Status.PUBLISHED)
        begun = ticks.order_by().values_list("item__term__slug", "item__term__title")
        counted = begun.annotate(
            done=models.Count("pk"), total=models.Subquery(total), at=models.Max("ticked_at")
        )
        return counted.order_by("-at")

    def begun_by(self, learner_id: uuid.UUID) -> models.QuerySet[Any, Any]:
        """Those of `ticked_by` of which not all items are."""
        return self.ticked_by(learner_id).filter(done__lt=models.F("total"))


class ChecklistTick(models.Model):
    """A checklist item that a learner says is so.

    One whose item is gone from the files has none; it waits under its term and the item's key.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="checklist_ticks")
    item = models.ForeignKey(
        ChecklistItem, on_delete=models.CASCADE, related_name="ticks", null=True
    )
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+", null=True)
    key = models.CharField(max_length=80, blank=True, default="")
    ticked_at = models.DateTimeField(auto_now_add=True)

    objects = ChecklistTickQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("learner", "item", name="checklist_tick_unique"),
            models.CheckConstraint(
                condition=models.Q(item__isnull=False, term__isnull=True)
                | models.Q(item__isnull=True, term__isnull=False),
                name="checklist_tick_of_item_or_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item or self.key} by {self.learner_id}"
