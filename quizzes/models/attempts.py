"""Attempts of learners: their questions, and the answers that were given."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from learners.models import Learner
from quizzes.kinds.randomization import AS_WRITTEN
from quizzes.kinds.scoring import Credit, Verdict
from quizzes.models.content import Question, Quiz
from terms.models import Term


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def with_counts(self) -> models.QuerySet[Any]:
        """Each with `asked`, `given` and `right`: its questions, answers and right answers."""
        wholly = models.Q(posed__answer__earned=models.F("posed__answer__worth"))
        return self.annotate(
            asked=models.Count("posed"),
            given=models.Count("posed__answer"),
            right=models.Count("posed__answer", filter=wholly),
        )

    def latest_of(self, learner_id: uuid.UUID) -> models.QuerySet[Any]:
        """The learner's, with counts and `last_at`, the latest first.

        Mixed checks are left out: who poses them tells of them.
        """
        of_published = models.Q(quiz=None) | models.Q(quiz__term__status=Term.Status.PUBLISHED)
        last_at = Coalesce(models.Max("posed__answer__answered_at"), models.F("started_at"))
        own = self.filter(of_published, learner=learner_id).exclude(kind=Attempt.Kind.MIXED)
        mine = own.with_counts()
        latest: models.QuerySet[Any] = mine.annotate(last_at=last_at).order_by("-last_at")
        return latest.select_related("quiz__term")

    def open_of(self, learner_id: uuid.UUID) -> models.QuerySet[Any]:
        """The learner's that can be gone on with, as `latest_of` gives them.

        That is the last of each quiz and the last review: of two devices that were joined, both
        may have begun one.
        """
        alike = models.Q(quiz__term=models.OuterRef("quiz__term")) | models.Q(
            kind=models.OuterRef("kind"), quiz=None
        )
        later = Attempt.objects.filter(
            alike, learner=learner_id, started_at__gt=models.OuterRef("started_at")
        )
        last = self.filter(~models.Exists(later)).latest_of(learner_id)
        return last.filter(given__lt=models.F("asked"))

    def finished_by(self, learner_id: uuid.UUID) -> models.QuerySet[Any]:
        """The learner's finished attempts at whole quizzes, as `latest_of` gives them."""
        whole = self.filter(kind=Attempt.Kind.FULL).latest_of(learner_id)
        return whole.filter(asked__gt=0, given=models.F("asked"))


class Attempt(models.Model):
    """One learner's way through a version of a quiz, what they missed in it, a review, or a mixed
    check of several entries.

    It is finished when every posed question is answered. `number` counts the learner's attempts
    at the quiz, or their reviews or mixed checks, which belong to no quiz. Its id is known to its
    learner alone until they share the result by it.
    """

    class Kind(models.TextChoices):
        FULL = "full", _("the whole quiz")
        RETRY = "retry", _("what was wrong")
        REVIEW = "review", _("review")
        MIXED = "mixed", _("a mixed check")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="attempts", null=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.FULL)
    number = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(auto_now_add=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint("learner", "quiz", "number", name="attempt_number_unique"),
            models.UniqueConstraint(
                fields=["learner", "kind", "number"],
                condition=models.Q(quiz=None),
                name="attempt_without_quiz_number_unique",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["review", "mixed"], quiz=None)
                | (~models.Q(kind__in=["review", "mixed"]) & models.Q(quiz__isnull=False)),
                name="attempt_quiz_unless_mixed",
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.number} at {self.quiz or self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:quiz_result", args=[self.pk])


class PosedQuestionQuerySet(models.QuerySet["PosedQuestion"]):
    def with_answers(self) -> Self:
        """In their order, each with its answer."""
        return self.select_related("answer").order_by("number")

    def for_review(self) -> Self:
        """In their order, each with its answer and its question, of whatever quiz that is."""
        questions = models.Prefetch("question", Question.objects.for_taking())
        return self.with_answers().prefetch_related(questions)


class PosedQuestion(models.Model):
    """A question of an attempt, at its place; all that is random in it comes from `seed`.

    One that was missed in a review is asked again before the end, as its repeat.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="posed")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="posed")
    number = models.PositiveSmallIntegerField()
    seed = models.PositiveBigIntegerField(default=AS_WRITTEN)
    is_repeat = models.BooleanField(default=False)

    objects = PosedQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("attempt", "number", name="posedquestion_number_unique"),
            models.UniqueConstraint(
                "attempt", "question", "is_repeat", name="posedquestion_once_and_repeated_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.question}"

    @property
    def given(self) -> "Answer | None":
        """The answer, or None before there is one."""
        return getattr(self, "answer", None)


class Answer(models.Model):
    """The one answer to a posed question: what was given, and what it is worth.

    `response` is text that the kind of the question reads: the positions of the chosen options,
    those of the steps in the order given, or a number. It is scored once, when it is given:
    `earned` of `worth` parts of the point.
    """

    posed = models.OneToOneField(PosedQuestion, on_delete=models.CASCADE, related_name="answer")
    response = models.CharField(max_length=120)
    earned = models.PositiveSmallIntegerField()
    worth = models.PositiveSmallIntegerField()
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(earned__lte=models.F("worth"), worth__gte=1),
                name="answer_credit_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.posed_id}: {self.response}"

    @property
    def credit(self) -> Credit:
        return Credit(self.earned, self.worth)

    @property
    def is_right(self) -> bool:
        return self.credit.verdict is Verdict.RIGHT
