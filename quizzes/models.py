"""Quizzes and what learners answered. A changed quiz is a new version; attempts keep theirs."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from learners.models import Learner
from terms.models import Term
from terms.prose import ProseField, without_paragraphs


class QuizQuerySet(models.QuerySet["Quiz"]):
    def current(self) -> Self:
        """The newest version of each published term's quiz."""
        return self.filter(is_current=True, term__status=Term.Status.PUBLISHED)

    def for_list(self) -> Self:
        """The current quizzes that ask anything, by the title of their term."""
        asks = Question.objects.filter(quiz=models.OuterRef("pk"))
        quizzes = self.current().filter(models.Exists(asks)).select_related("term")
        return quizzes.prefetch_related("questions").order_by(Lower("term__title"))


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


class Question(models.Model):
    """A single-choice question; `section` is the anchor on the term page that answers it."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=80)
    position = models.PositiveSmallIntegerField()
    stem = ProseField()
    stem_html: str
    section = models.CharField(max_length=40)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("quiz", "key", name="question_key_unique"),
            models.UniqueConstraint("quiz", "position", name="question_position_unique"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def inline_html(self) -> str:
        """The stem without the paragraph around it, as a legend holds it."""
        return without_paragraphs(self.stem_html)


class OptionQuerySet(models.QuerySet["Option"]):
    def without_key(self) -> Self:
        """What may be shown before the answer: not which option is right, nor why."""
        return self.defer("is_right", "reason", "reason_html")


class Option(models.Model):
    """A possible answer, and why it is right or wrong."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = ProseField()
    text_html: str
    is_right = models.BooleanField(default=False)
    reason = ProseField()

    objects = OptionQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("question", "position", name="option_position_unique"),
            models.UniqueConstraint(
                fields=["question"], condition=models.Q(is_right=True), name="option_one_right"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def inline_html(self) -> str:
        """The text without the paragraph around it, as a label holds it."""
        return without_paragraphs(self.text_html)


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def with_counts(self) -> models.QuerySet[Any]:
        """Each with `asked`, `given` and `right`: its questions, answers and right answers."""
        is_right = models.Q(answers__option__is_right=True)
        return self.annotate(
            asked=models.Count("quiz__questions", distinct=True),
            given=models.Count("answers", distinct=True),
            right=models.Count("answers", filter=is_right, distinct=True),
        )


class Attempt(models.Model):
    """One learner's way through one version of a quiz; finished when every question is answered.

    `number` counts the learner's attempts at the term's quiz, whatever their version.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(auto_now_add=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint("learner", "quiz", "number", name="attempt_number_unique"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.number} at {self.quiz}"


class Answer(models.Model):
    """The option taken for a question of an attempt; the first one stands."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="answers")
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("attempt", "question", name="answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.option_id}"
