"""Paths through the terms, who follows them, and groups that were invited to one."""

from __future__ import annotations

import secrets
from typing import Any, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from learners.models import Learner
from quizzes.models import Attempt
from terms.fields.columns import LineField
from terms.fields.ranges import (
    KEY_CHARACTERS,
    LABEL_CHARACTERS,
    LINE_CHARACTERS,
    NOTE_CHARACTERS,
    TITLE_CHARACTERS,
)
from terms.models import Term


def make_token() -> str:
    """A name that nobody guesses: 128 random bits as 22 characters."""
    return secrets.token_urlsafe(16)


class PathQuerySet(models.QuerySet["Path"]):
    def current(self) -> Self:
        """Those that have a file."""
        return self.filter(is_current=True)

    def with_steps(self) -> Self:
        """Each with those of its steps whose terms readers see, in their order, as `shown`."""
        seen = PathStep.objects.filter(term__status=Term.Status.PUBLISHED)
        steps = seen.select_related("term").only(
            "path", "position", "reason", "term__slug", "term__title"
        )
        return self.prefetch_related(models.Prefetch("steps", steps, to_attr="shown"))


class Path(models.Model):
    """Terms in an order in which somebody with this role can follow them."""

    slug = models.SlugField(max_length=KEY_CHARACTERS, allow_unicode=True, unique=True)
    is_current = models.BooleanField(default=True)
    content_digest = models.CharField(max_length=64, editable=False)
    title = LineField(max_length=TITLE_CHARACTERS)
    role = LineField(max_length=LABEL_CHARACTERS, help_text=_("for whom it is"))
    summary = LineField(max_length=LINE_CHARACTERS)
    end = LineField(max_length=LINE_CHARACTERS, help_text=_("what somebody can do at its end"))

    objects = PathQuerySet.as_manager()

    shown: list[PathStep]
    """With `with_steps()` only."""

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("paths:path_detail", args=[self.slug])


class PathStep(models.Model):
    """A term on a path, and why it comes here."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="path_steps")
    reason = LineField(max_length=LINE_CHARACTERS)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("path", "term", name="path_step_term_once")]

    def __str__(self) -> str:
        return f"{self.path}: {self.term}"


class Group(models.Model):
    """People who were invited to a path by a link; its maker sees sums of five people and more.

    Whoever has `token` may join while it is open. The page of the sums has an address of its own,
    by `maker_token`. `begun` and `finished` are what it says, and of these `begun_twice` and
    `finished_twice` are people who were counted on two devices, see `paths/groups.py`.
    """

    token = models.CharField(max_length=32, unique=True, default=make_token, editable=False)
    maker_token = models.CharField(max_length=32, unique=True, default=make_token, editable=False)
    owner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="learning_groups")
    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="groups")
    name = LineField(max_length=NOTE_CHARACTERS)
    is_open = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    begun = models.PositiveIntegerField(default=0)
    finished = models.PositiveIntegerField(default=0)
    begun_twice = models.PositiveIntegerField(default=0)
    finished_twice = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("group on a path")
        verbose_name_plural = _("groups on paths")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("paths:group", args=[self.token])

    @property
    def report_url(self) -> str:
        return reverse("paths:group_report", args=[self.maker_token])


class GroupTally(models.Model):
    """How the people of a group who are in its sums first answered one question of the path."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="tallies")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=KEY_CHARACTERS, db_index=False)
    asked = models.PositiveIntegerField()
    missed = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "group tallies"
        constraints = [
            models.UniqueConstraint("group", "term", "key", name="group_tally_unique"),
            models.CheckConstraint(
                condition=models.Q(missed__lte=models.F("asked")), name="group_tally_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.key}, {self.missed} of {self.asked} missed"


class Enrolment(models.Model):
    """A learner on a path; finished once its mixed check is answered."""

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="enrolments")
    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="enrolments")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [models.UniqueConstraint("learner", "path", name="enrolment_once")]

    def __str__(self) -> str:
        return f"{self.path}, since {self.started_at:%Y-%m-%d}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def present(self) -> Self:
        """Of those who have not left."""
        return self.filter(has_left=False)

    def finished(self) -> models.QuerySet[Any]:
        """Of those who have finished the path since they joined, the first to finish first."""
        on_path = Enrolment.objects.filter(
            learner=models.OuterRef("learner"), path=models.OuterRef("group__path")
        )
        with_end = self.annotate(finished_at=models.Subquery(on_path.values("finished_at")))
        return with_end.filter(finished_at__gte=models.F("joined_at")).order_by("finished_at", "pk")


class Membership(models.Model):
    """A learner's place in a group, since they last joined it; of who has left, that it counted.

    The group's sums hold its beginning or end where it `is_begin_counted` or `is_end_counted`.
    """

    learner = models.ForeignKey(Learner, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField()
    has_left = models.BooleanField(default=False)
    is_begin_counted = models.BooleanField(default=False)
    is_end_counted = models.BooleanField(default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["joined_at"]
        constraints = [models.UniqueConstraint("learner", "group", name="membership_once")]

    def __str__(self) -> str:
        return f"{self.group}, since {self.joined_at:%Y-%m-%d}"


class PathCheck(models.Model):
    """An attempt at the mixed check at the end of a path.

    Where it `is_shared`, whoever has its `token` sees the result, or else the learner alone.
    """

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="checks")
    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="path_check")
    token = models.CharField(max_length=32, unique=True, default=make_token, editable=False)
    is_shared = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"the check of {self.path}"

    def get_absolute_url(self) -> str:
        return reverse("paths:path_result", args=[self.token])
