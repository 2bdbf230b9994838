"""The log of what learners answered, what they recall by it, and entries they need not review."""

import datetime
import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from learners.models import Learner
from quizzes.kinds.scoring import Credit
from terms.fields.ranges import KEY_CHARACTERS
from terms.models import Term


class LoggedReview(models.Model):
    """One answer to a question: what is known of a learner's memory follows from these alone.

    Rows are only ever added. A question is its term's, by its key; `answer_digest` says which
    answer was right then. `answered_at` is when it was given, wherever that was.
    """

    class Origin(models.TextChoices):
        QUIZ = "quiz", _("a quiz")
        REVIEW = "review", _("a review")
        MIXED = "mixed", _("a mixed check")
        FILE = "file", _("a file of the learner’s")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="logged_reviews")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=KEY_CHARACTERS, db_index=False)
    answer_digest = models.CharField(max_length=16, blank=True)
    answered_at = models.DateTimeField()
    earned = models.PositiveSmallIntegerField()
    worth = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=10, choices=Origin)

    class Meta:
        indexes = [
            models.Index("learner", "term", "key", name="loggedreview_question"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(earned__lte=models.F("worth"), worth__gte=1),
                name="loggedreview_credit_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.key}, {self.earned} of {self.worth}"

    @property
    def credit(self) -> Credit:
        return Credit(self.earned, self.worth)


class QuestionMemoryQuerySet(models.QuerySet["QuestionMemory"]):
    def due_of(self, learner_id: uuid.UUID, on: datetime.date) -> Self:
        """Those of the learner's that are due by that day, of entries that are not set aside."""
        aside = SetAsideEntry.objects.in_force(on).filter(
            learner=models.OuterRef("learner"), term=models.OuterRef("term")
        )
        mine = self.filter(learner=learner_id, due_on__lte=on, term__status=Term.Status.PUBLISHED)
        return mine.exclude(models.Exists(aside))


class QuestionMemory(models.Model):
    """What a learner recalls of a question: the replay of its log, kept so that it can be queried.

    It can be made anew from the log at any time; `quizzes/memory/schedule.py` says what the
    numbers mean.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="memories")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=KEY_CHARACTERS, db_index=False)
    answer_digest = models.CharField(max_length=16, blank=True)
    stability_d = models.FloatField()
    difficulty = models.FloatField()
    reviewed_on = models.DateField()
    due_on = models.DateField()
    reviews = models.PositiveIntegerField()

    objects = QuestionMemoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "question memories"
        indexes = [models.Index("learner", "due_on", name="questionmemory_due")]
        constraints = [
            models.UniqueConstraint(
                "learner", "term", "key", "answer_digest", name="questionmemory_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.key}, due {self.due_on}"


class SetAsideEntryQuerySet(models.QuerySet["SetAsideEntry"]):
    def in_force(self, on: datetime.date) -> Self:
        """Those that hold on that day."""
        return self.filter(models.Q(until=None) | models.Q(until__gt=on))


class SetAsideEntry(models.Model):
    """An entry whose questions a learner does not want to review, for ever or before `until`."""

    class Reason(models.TextChoices):
        KNOWN = "known", _("Already know it")
        BURIED = "buried", _("Not today")
        UNWANTED = "unwanted", _("Not for me")

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="set_aside")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason)
    until = models.DateField(null=True, blank=True)

    objects = SetAsideEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "set-aside entries"
        constraints = [
            models.UniqueConstraint("learner", "term", name="setasideentry_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.get_reason_display()}"
