"""Assessments and what learners answered. A changed model is a new version; answers keep theirs."""

from __future__ import annotations

import datetime
import secrets
from typing import Self

from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from learners.models import Learner
from maturity.scoring import AnswerValue, Level, percentage
from terms.anchors import anchor_words
from terms.models import Source, Term
from terms.prose import ProseField, without_paragraphs

LEVEL_NAMES = {
    Level.EXPERIMENTAL: _("Experimental"),
    Level.PILOT: _("Pilot"),
    Level.OPERATIONAL: _("Operational"),
    Level.SCALED: _("Scaled"),
    Level.OPTIMIZED: _("Optimized"),
    Level.STRATEGIC: _("Strategic"),
    Level.MARKET_LEADING: _("Market Leading"),
}
LEVEL_CHOICES = [(level.value, name) for level, name in LEVEL_NAMES.items()]


class LevelDescription(models.Model):
    """What one of the seven levels looks like for a term."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="level_descriptions")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    text = ProseField()
    text_html: str

    class Meta:
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint("term", "level", name="level_description_unique"),
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=7), name="level_description_level_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}: level {self.level}"

    @property
    def name(self) -> str:
        """The level's name, such as 'Market Leading'."""
        return str(LEVEL_NAMES[Level(self.level)])

    @property
    def percentage(self) -> int:
        """The level's position on the scale, from 14 to 100."""
        return percentage(Level(self.level))


class MaturityModelQuerySet(models.QuerySet["MaturityModel"]):
    def current(self) -> Self:
        return self.filter(is_current=True)

    def counted(self) -> Self:
        """Models with `statement_count`; one that has no statements is left out."""
        counted = self.annotate(statement_count=models.Count("dimensions__statements"))
        return counted.filter(statement_count__gt=0)

    def for_list(self) -> Self:
        """What a list of assessments shows."""
        return self.current().counted().order_by("title")

    def for_wizard(self) -> Self:
        """Models with their term, dimensions, and statements with their sources."""
        statements = models.Prefetch(
            "dimensions__statements", Statement.objects.select_related("source")
        )
        return self.counted().select_related("term").prefetch_related("dimensions", statements)


class MaturityModel(models.Model):
    """An assessment as it stood in one version."""

    slug = models.SlugField(max_length=80)
    version = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    title = models.CharField(max_length=200)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="maturity_models")
    summary = ProseField()
    method = ProseField()
    minutes = models.PositiveSmallIntegerField()
    is_rough = models.BooleanField(default=False)

    objects = MaturityModelQuerySet.as_manager()

    class Meta:
        ordering = ["title", "-version"]
        constraints = [
            models.UniqueConstraint("slug", "version", name="maturity_model_version_unique"),
            models.UniqueConstraint(
                fields=["slug"],
                condition=models.Q(is_current=True),
                name="maturity_model_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("maturity:maturity_model", args=[self.slug])

    @property
    def answerable_dimensions(self) -> list[Dimension]:
        """The dimensions that have statements, in order."""
        return [dimension for dimension in self.dimensions.all() if dimension.statements.all()]


class Dimension(models.Model):
    """One side of maturity, scored by itself."""

    model = models.ForeignKey(MaturityModel, on_delete=models.CASCADE, related_name="dimensions")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    description = ProseField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("model", "key", name="dimension_key_unique")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.model.get_absolute_url()}?dimension={self.key}"


class Statement(models.Model):
    """A practice that someone can show evidence for, on one level of one dimension."""

    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="statements")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES[1:])
    text = ProseField()
    text_html: str
    evidence = ProseField()
    required = models.BooleanField(default=False)
    weight = models.PositiveSmallIntegerField(default=1)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="statements"
    )

    class Meta:
        ordering = ["level", "position"]
        constraints = [
            models.UniqueConstraint("dimension", "key", name="statement_key_unique"),
            models.CheckConstraint(
                condition=models.Q(level__gte=2, level__lte=7), name="statement_level_known"
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1), name="statement_weight_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def inline_html(self) -> str:
        """The text without the paragraph around it, as a legend or a link holds it."""
        return without_paragraphs(self.text_html)


class StatementHelp(models.Model):
    """A section of a term page that helps with a statement."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="helps")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+")
    section = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.term_id}#{self.section}"

    def get_absolute_url(self) -> str:
        return f"{self.term.get_absolute_url()}#{self.section}"

    @property
    def section_words(self) -> str:
        """The section's name: `how-to-apply` is 'How to apply it'."""
        return anchor_words(self.section)


def make_token() -> str:
    """An unguessable name for a result: 128 random bits."""
    return secrets.token_urlsafe(16)


web_address = URLValidator(schemes=["http", "https"])
"""Evidence is linked on the web only: no other scheme may end in a page."""


class Assessment(models.Model):
    """One learner's answers to one version of a model; its token names the result."""

    token = models.CharField(max_length=32, unique=True, default=make_token, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="assessments")
    model = models.ForeignKey(MaturityModel, on_delete=models.PROTECT, related_name="assessments")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    is_shared = models.BooleanField(default=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "model"],
                condition=models.Q(finished_at=None),
                name="assessment_one_open",
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
        self.is_shared = False
        self.save(update_fields=["is_shared"])

    def renew_link(self) -> None:
        """Share the result by a new link; the one before it leads nowhere."""
        self.token, self.is_shared = make_token(), True
        self.save(update_fields=["token", "is_shared"])

    def finish(self, at: datetime.datetime) -> None:
        """Close it; one that is finished already keeps its time."""
        Assessment.objects.filter(pk=self.pk, finished_at=None).update(finished_at=at)


class Response(models.Model):
    """The answer to a statement; 'not applicable' needs a reason."""

    VALUES = [
        (AnswerValue.NOT_YET.value, _("Not yet")),
        (AnswerValue.STARTED.value, _("Started")),
        (AnswerValue.MOST_PLACES.value, _("In most places")),
        (AnswerValue.EVERYWHERE.value, _("Everywhere, and we can show it")),
        (AnswerValue.NOT_APPLICABLE.value, _("Not applicable")),
        (AnswerValue.DONT_KNOW.value, _("Don't know")),
    ]

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
