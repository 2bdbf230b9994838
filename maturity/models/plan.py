"""What the owner of a result means to do about it: targets, and who does what until when."""

from django.db import models

from maturity.models.assessment import Assessment
from maturity.models.ladder import LEVEL_CHOICES
from maturity.models.model import Dimension, Statement


class PlanItem(models.Model):
    """A statement of the action plan: whether it is done, by whom and by what day."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="plan_items")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    is_done = models.BooleanField(default=False)
    owner = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("assessment", "statement", name="plan_item_once"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}: {'done' if self.is_done else 'to do'}"


class TargetLevel(models.Model):
    """The level that a dimension is meant to reach."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="targets")
    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES[1:])

    class Meta:
        constraints = [
            models.UniqueConstraint("assessment", "dimension", name="target_level_once"),
            models.CheckConstraint(
                condition=models.Q(level__gte=2, level__lte=7), name="target_level_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension_id}: level {self.level}"
