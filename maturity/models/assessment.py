"""What learners answered. Answers keep the version of the model that they were given to."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Self

from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from glossary_site.numbers.formatting import write_number
from learners.identity import ForgottenError
from learners.models import Learner
from maturity.models.ladder import LEVEL_CHOICES
from maturity.models.model import Dimension, MaturityModel, Statement
from maturity.models.team import Team, make_token
from maturity.scoring.scoring import RULE_2, AnswerValue, Level
from maturity.signals import assessment_finished
from terms.fields.columns import holds
from terms.fields.ranges import LEVEL

web_address = URLValidator(schemes=["http", "https"])
"""Evidence is linked on the web only: no other scheme may end in a page."""


ANSWER_WORDS = {
    AnswerValue.NOT_YET: _("Not yet"),
    AnswerValue.SOME_PLACES: _("In some places"),
    AnswerValue.MOST_PLACES: _("In most places"),
    AnswerValue.EVERYWHERE: _("Everywhere"),
    AnswerValue.NOT_APPLICABLE: _("Not applicable"),
    AnswerValue.DONT_KNOW: _("Don’t know"),
}
RULE_1_WORDS = ANSWER_WORDS | {
    AnswerValue.SOME_PLACES: _("Started"),
    AnswerValue.EVERYWHERE: _("Everywhere, and we can show it"),
}
"""What the answers were called in a result of rule 1."""


def shown_number(index: Decimal, rule: int) -> str:
    """An average to one place, an index of rule 1 to two."""
    return write_number(index if rule == 1 else round(index, 1))


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
    where too little of the model applies for a level. `rule` is the number of the rule that they
    are found by, and `index` under rule 2 the average of the dimensions. One that `is_loaded` came
    from a file, and was perhaps finished elsewhere.
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
    rule = models.PositiveSmallIntegerField(default=RULE_2.number, editable=False)
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
            models.CheckConstraint(
                condition=models.Q(rule__gte=1, rule__lte=RULE_2.number),
                name="assessment_rule_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} by {self.learner_id}"

    def get_absolute_url(self) -> str:
        return reverse("maturity:assessment_result", args=[self.token])

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None

    @property
    def answer_words(self) -> Mapping[AnswerValue, object]:
        """What its answers are called under its rule."""
        return RULE_1_WORDS if self.rule == 1 else ANSWER_WORDS

    @property
    def index_words(self) -> str:
        """The number beside its level, as it is shown; empty without a level."""
        return "" if self.index is None else shown_number(self.index, self.rule)

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
        if is_open.update(finished_at=at, level=level, index=index):
            self.finished_at, self.level, self.index = at, level, index
            assessment_finished.send(Assessment, assessment=self)


class Response(models.Model):
    """The answer to a statement; 'not applicable' needs a reason.

    It `can_be_shown` where there was evidence for it on that day.
    """

    VALUES = [(value.value, words) for value, words in ANSWER_WORDS.items()]

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="responses")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="responses")
    value = models.CharField(max_length=20, choices=VALUES)
    reason = models.CharField(max_length=500, blank=True)
    can_be_shown = models.BooleanField(default=False)
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


class PickedLevel(models.Model):
    """The level of a dimension that describes those who answer best."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="picks")
    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)

    class Meta:
        constraints = [
            models.UniqueConstraint("assessment", "dimension", name="picked_level_once"),
            models.CheckConstraint(condition=holds("level", LEVEL), name="picked_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension_id}: level {self.level}"
