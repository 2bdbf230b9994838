"""Assessments as content: models, dimensions, statements. A changed model is a new version."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import ngettext

from maturity.models.ladder import LEVEL_CHOICES
from terms.fields.columns import LineField, holds, within
from terms.fields.prose import ProseField, without_paragraphs
from terms.fields.ranges import (
    KEY_CHARACTERS,
    LABEL_CHARACTERS,
    LEVEL,
    LINE_CHARACTERS,
    MINUTES,
    RUBRIC_CHARACTERS,
    STATEMENT_LEVEL,
    TITLE_CHARACTERS,
    WEIGHT,
)
from terms.markdown.prose import Form
from terms.models import Source, Term
from terms.sections.anchors import anchor_words


class MaturityModelQuerySet(models.QuerySet["MaturityModel"]):
    def current(self) -> Self:
        return self.filter(is_current=True)

    def counted(self) -> Self:
        """Models with `question_count`: of statements, or of dimensions with levels to pick from.

        Those are the `rubric_count`. One that asks nothing is left out.
        """
        statements = models.Count("dimensions__statements", distinct=True)
        asking = models.Q(dimensions__levels__isnull=False)
        rubrics = models.Count("dimensions", filter=asking, distinct=True)
        counted = self.annotate(rubric_count=rubrics, question_count=statements + rubrics)
        return counted.filter(question_count__gt=0)

    def for_list(self) -> Self:
        """What a list of assessments shows."""
        return self.current().counted().order_by("minutes", "title")

    def for_wizard(self) -> Self:
        """Models with their term, dimensions, levels, and statements with their sources."""
        statements = models.Prefetch(
            "dimensions__statements", Statement.objects.select_related("source")
        )
        return (
            self.counted().select_related("term").prefetch_related("dimensions__levels", statements)
        )


class MaturityModel(models.Model):
    """An assessment as it stood in one version."""

    slug = models.SlugField(max_length=KEY_CHARACTERS)
    version = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    title = LineField(max_length=TITLE_CHARACTERS)
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="maturity_models")
    summary = ProseField()
    summary_html: str
    method = ProseField()
    method_html: str
    minutes = models.PositiveSmallIntegerField(validators=within(MINUTES))
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
    def question_words(self) -> str:
        """How much it asks, of what `counted` found."""
        number = getattr(self, "question_count", 0)
        if getattr(self, "rubric_count", 0):
            words = ngettext("%(number)s question", "%(number)s questions", number)
        else:
            words = ngettext("%(number)s statement", "%(number)s statements", number)
        return words % {"number": number}

    @property
    def answerable_dimensions(self) -> list[Dimension]:
        """The dimensions that ask something, in order."""
        return [one for one in self.dimensions.all() if one.statements.all() or one.levels.all()]

    @property
    def is_short(self) -> bool:
        """Whether each dimension is one question, whose answers are its seven levels."""
        return any(one.levels.all() for one in self.dimensions.all())


class Dimension(models.Model):
    """One side of maturity, scored by itself.

    It has statements and a description, or a question and a description of each level.
    """

    model = models.ForeignKey(MaturityModel, on_delete=models.CASCADE, related_name="dimensions")
    key = models.SlugField(max_length=KEY_CHARACTERS)
    position = models.PositiveSmallIntegerField()
    title = LineField(max_length=LABEL_CHARACTERS)
    description = ProseField(blank=True)
    description_html: str
    question = LineField(max_length=LINE_CHARACTERS, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("model", "key", name="dimension_key_unique")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.model.get_absolute_url()}?dimension={self.key}"


class DimensionLevel(models.Model):
    """What one of the seven levels of a dimension looks like, to be picked."""

    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES)
    text = LineField(max_length=RUBRIC_CHARACTERS)

    class Meta:
        ordering = ["level"]
        constraints = [
            models.UniqueConstraint("dimension", "level", name="dimension_level_unique"),
            models.CheckConstraint(condition=holds("level", LEVEL), name="dimension_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension}: level {self.level}"


class Statement(models.Model):
    """A practice that someone can show evidence for, on one level of one dimension."""

    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="statements")
    key = models.SlugField(max_length=KEY_CHARACTERS)
    position = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(choices=LEVEL_CHOICES[1:])
    text = ProseField(form=Form.LINE)
    text_html: str
    evidence = ProseField()
    evidence_html: str
    required = models.BooleanField(default=False)
    weight = models.PositiveSmallIntegerField(default=1, validators=within(WEIGHT))
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="statements"
    )

    class Meta:
        ordering = ["level", "position"]
        constraints = [
            models.UniqueConstraint("dimension", "key", name="statement_key_unique"),
            models.CheckConstraint(
                condition=holds("level", STATEMENT_LEVEL), name="statement_level_known"
            ),
            models.CheckConstraint(
                condition=holds("weight", WEIGHT), name="statement_weight_in_range"
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
