"""Quizzes, their questions and options. A changed quiz is a new version; attempts keep theirs."""

import secrets
from fractions import Fraction
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from glossary_site.numbers.parsing import Notation
from quizzes.kinds.randomization import Parameter
from terms.fields.columns import LineField, holds, within
from terms.fields.prose import ProseField
from terms.fields.ranges import (
    ABBREVIATION_CHARACTERS,
    AMOUNT,
    KEY_CHARACTERS,
    KIND_CHARACTERS,
    LINE_CHARACTERS,
    STEP,
    TOLERANCE,
)
from terms.markdown.prose import Form
from terms.models import Term


class QuizQuerySet(models.QuerySet["Quiz"]):
    def current(self) -> Self:
        """The newest version of each published term's quiz."""
        return self.filter(is_current=True, term__status=Term.Status.PUBLISHED)

    def for_list(self) -> Self:
        """The current quizzes that ask anything, by the title of their term."""
        asks = Question.objects.filter(quiz=models.OuterRef("pk"))
        quizzes = self.current().filter(models.Exists(asks)).select_related("term")
        return quizzes.prefetch_related("questions").order_by("term__title_key")


class Quiz(models.Model):
    """The six questions of a term, as they stood in one version."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="quizzes")
    version = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = QuizQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        verbose_name_plural = "quizzes"
        constraints = [
            models.UniqueConstraint("term", "version", name="quiz_version_unique"),
            models.UniqueConstraint(
                fields=["term"], condition=models.Q(is_current=True), name="quiz_one_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:quiz_detail", args=[self.term.slug])


class QuestionQuerySet(models.QuerySet["Question"]):
    def for_taking(self) -> Self:
        """In their order, each with its parameters and its term's names, without its options."""
        question = (
            *("quiz", "key", "kind", "stem_html", "section"),
            *("formula", "notation", "unit", "tolerance", "reason_html"),
            "answer_digest",
        )
        quiz = ("term", "version", "is_current")
        term = ("slug", "title", "abbreviation")
        return (
            self.select_related("quiz__term")
            .only(
                *question,
                *(f"quiz__{name}" for name in quiz),
                *(f"quiz__term__{name}" for name in term),
            )
            .prefetch_related("parameters")
            .order_by("position")
        )


class Question(models.Model):
    """One question of a quiz; `section` is the anchor on the term page that answers it.

    `kind` is the key of one in `quizzes/kinds/`. A number question is answered by its `formula`,
    which names its parameters, to within `tolerance` of the exact result; its `reason` shows the
    way there. The options of an ordering question are its steps, in their right order. A text may
    name a parameter as `{name}`. `answer_digest` stays while the answer stays the same, in whatever
    words: what a learner recalls of the question is kept by it.
    """

    class Notation(models.TextChoices):
        NUMBER = Notation.NUMBER.value, _("number")
        PERCENT = Notation.PERCENT.value, _("percent")
        DOLLARS = Notation.DOLLARS.value, _("US dollars")

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=KEY_CHARACTERS)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=KIND_CHARACTERS, default="single")
    stem = ProseField(form=Form.LINE)
    stem_html: str
    section = models.CharField(max_length=40)
    formula = LineField(max_length=LINE_CHARACTERS, blank=True)
    notation = models.CharField(max_length=20, choices=Notation, default=Notation.NUMBER)
    unit = LineField(max_length=ABBREVIATION_CHARACTERS, blank=True)
    tolerance = models.DecimalField(
        max_digits=18, decimal_places=9, default=0, validators=within(TOLERANCE)
    )
    reason = ProseField(blank=True)
    reason_html: str
    answer_digest = models.CharField(max_length=16, blank=True, editable=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("quiz", "key", name="question_key_unique"),
            models.UniqueConstraint("quiz", "position", name="question_position_unique"),
            models.CheckConstraint(
                condition=holds("tolerance", TOLERANCE), name="question_tolerance_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class NumberParameter(models.Model):
    """A number in a number question: drawn, fixed where `low` is `high`, or computed."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="parameters")
    position = models.PositiveSmallIntegerField()
    name = LineField(max_length=ABBREVIATION_CHARACTERS)
    low = models.DecimalField(max_digits=18, decimal_places=9, default=0, validators=within(AMOUNT))
    high = models.DecimalField(
        max_digits=18, decimal_places=9, default=0, validators=within(AMOUNT)
    )
    step = models.DecimalField(max_digits=18, decimal_places=9, default=1, validators=within(STEP))
    formula = LineField(max_length=LINE_CHARACTERS, blank=True)
    notation = models.CharField(
        max_length=20, choices=Question.Notation, default=Question.Notation.NUMBER
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("question", "name", name="numberparameter_name_unique"),
            models.CheckConstraint(
                condition=models.Q(high__gte=models.F("low"), step__gt=0),
                name="numberparameter_range_in_order",
            ),
            models.CheckConstraint(
                condition=holds("low", AMOUNT) & holds("high", AMOUNT) & holds("step", STEP),
                name="numberparameter_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def exact(self) -> Parameter:
        """The parameter as it is drawn."""
        return Parameter(
            self.name, Fraction(self.low), Fraction(self.high), Fraction(self.step), self.formula
        )


class OptionQuerySet(models.QuerySet["Option"]):
    def without_key(self) -> Self:
        """What may be shown before the answer: not which option is right, nor why."""
        return self.defer("is_right", "reason", "reason_html")


def make_code() -> str:
    """A random name for an option, which tells nothing of its place."""
    return secrets.token_hex(6)


class Option(models.Model):
    """A possible answer and why it is right or wrong, or a step and why it stands where it does.

    A form names it by its `code`: ids count up in the author's order and would give away the
    order of steps.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12, default=make_code, unique=True, editable=False)
    text = ProseField(form=Form.LINE)
    text_html: str
    is_right = models.BooleanField(default=False)
    reason = ProseField(blank=True)
    reason_html: str

    objects = OptionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("question", "position", name="option_position_unique"),
        ]

    def __str__(self) -> str:
        return self.text
