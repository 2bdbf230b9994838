"""What a learner has done on a term page."""

from django.db import models

from learners.models import Learner
from terms.models.sections import ChecklistItem


class ChecklistTick(models.Model):
    """A checklist item that a learner says is so."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="checklist_ticks")
    item = models.ForeignKey(ChecklistItem, on_delete=models.CASCADE, related_name="ticks")
    ticked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("learner", "item", name="checklist_tick_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.item} by {self.learner_id}"
