"""What learners answered. Answers keep the version of the model that they were given to."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from typing import Self

from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from learners.identity import ForgottenError
from learners.models import Learner
from maturity.models.ladder import LEVEL_CHOICES
from maturity.models.model import MaturityModel, Statement
from maturity.models.team import Team, make_token
from maturity.scoring.scoring import AnswerValue, Level

web_address = URLValidator(schemes=["http", "https"])
"""Evidence is linked on the web only: no other scheme may end in a page."""


ANSWER_WORDS = {
    AnswerValue.NOT_YET: _("Not yet"),
    AnswerValue.STARTED: _("Started"),
    AnswerValue.MOST_PLACES: _("In most places"),
    AnswerValue.EVERYWHERE: _("Everywhere, and we can show it"),
    AnswerValue.NOT_APPLICABLE: _("Not applicable"),
    AnswerValue.DONT_KNOW: _("Don’t know"),
}


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def finished(self) -> Self:
        return self.filter(finished_at__isnull=False)

    def rated(self) -> Self:
        """Finished ones that have a level."""
        return self.filter(level__isnull=False)

    def lock(self, pk: int) -> Assessment:
        """The assessment, which nobody else changes until the transaction ends.

        Raises ForgottenError where it was deleted meanwhile, as with its learner.
        """
        if locked := self.select_for_update().filter(pk=pk).first():
            return locked
        raise ForgottenError

    def of_reader(self, learner_id: uuid.UUID, term_id: int) -> Assessment | None:
        """The last one with a level; one about the term first, and one of a rough model last."""
        about_it = models.Case(models.When(model__term=term_id, then=0), default=1)
        mine = self.rated().filter(learner=learner_id).select_related("model")
        return mine.order_by(about_it, "model__is_rough", "-finished_at").first()

    def latest_of_each_learner(self) -> Self:
        """Finished ones without those that the same learner has finished again since."""
        again = Assessment.objects.filter(
            learner=models.OuterRef("learner"),
            model=models.OuterRef("model"),
            finished_at__gt=models.OuterRef("finished_at"),
        )
        return self.finished().filter(~models.Exists(again))


class Assessment(models.Model):
    """One learner's answers to one version of a model; its token names the result.

    `level` and `index`, to two places, are those of the result: empty until it is finished, and
    where too little of the model applies for a level. One that `is_loaded` came from a file, and
    was perhaps finished elsewhere.
    """

    token = models.CharField(max_length=32, unique=True, default=make_token, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="assessments")
    model = models.ForeignKey(MaturityModel, on_delete=models.PROTECT, related_name="assessments")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    is_shared = models.BooleanField(default=True)
    is_loaded = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES, null=True, blank=True)
    index = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    team = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="assessments"
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "model"],
                condition=models.Q(finished_at=None),
                name="assessment_one_open",
            ),
            models.UniqueConstraint(
                fields=["learner", "team"],
                condition=models.Q(team__isnull=False),
                name="assessment_once_in_team",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} by {self.learner_id}"

    def get_absolute_url(self) -> str:
        return reverse("maturity:assessment_result", args=[self.token])

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    def revoke_link(self) -> None:
        """From now on the link shows the result to its owner alone."""
        Assessment.objects.filter(pk=self.pk).update(is_shared=False)

    def renew_link(self) -> None:
        """Share the result by a new link; the one before it leads nowhere.

        Asked for twice at the same moment, it makes one new link.
        """
        as_read = Assessment.objects.filter(pk=self.pk, token=self.token)
        as_read.update(token=make_token(), is_shared=True)
        self.refresh_from_db(fields=["token", "is_shared"])

    def finish(self, at: datetime.datetime, level: Level | None, index: Decimal | None) -> None:
        """Close it with its result; one that is finished already keeps its own."""
        is_open = Assessment.objects.filter(pk=self.pk, finished_at=None)
        is_open.update(finished_at=at, level=level, index=index)


class Response(models.Model):
    """The answer to a statement; 'not applicable' needs a reason."""

    VALUES = [(value.value, words) for value, words in ANSWER_WORDS.items()]

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="responses")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="responses")
    value = models.CharField(max_length=20, choices=VALUES)
    reason = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    link = models.URLField(max_length=500, blank=True, validators=[web_address])

    class Meta:
        constraints = [
            models.UniqueConstraint("assessment", "statement", name="response_once"),
            models.CheckConstraint(
                condition=~models.Q(value="not_applicable") | ~models.Q(reason=""),
                name="response_not_applicable_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement}: {self.value}"
