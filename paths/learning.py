"""What *My learning* tells of paths, and of what can be learnt next."""

import uuid
from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learners.learning import Group, Row
from learners.own_data import Kept, Named
from paths.models import Enrolment, GroupTally, Membership, Path, PathCheck
from paths.models import Group as PathGroup
from paths.next_terms import next_terms
from paths.progress import read_paths
from quizzes.models import Attempt

KEPT = (
    Kept(
        gettext_lazy("start a path or take its check"),
        gettext_lazy(
            "Which path, when you began and finished it, and which attempts were checks. A result "
            "has a page that others can see only if you make one, without your name, until you "
            "take it back."
        ),
        (Named(Enrolment, gettext_lazy("Paths begun")),),
        (PathCheck,),
    ),
    Kept(
        gettext_lazy("invite a group to a path, or join one"),
        gettext_lazy(
            "The name that you give the group, and that you are in it; once you have left, only "
            "that you were counted. Whoever made it sees sums of five people and more: how many "
            "began and finished, and which questions at least half missed. Such a sum stays when "
            "you leave, and does not say who is in it."
        ),
        (
            Named(PathGroup, gettext_lazy("Groups made"), whose="owner"),
            Named(Membership, gettext_lazy("Groups joined")),
        ),
        (GroupTally,),
    ),
)


def learning_of(learner_id: uuid.UUID) -> Iterator[Group]:
    """The paths that the learner is on, their checks, and what they can learn next."""
    mine = Enrolment.objects.filter(learner=learner_id).values("path")
    paths = Path.objects.current().filter(pk__in=mine).with_steps()
    yield Group(
        15,
        _("Paths"),
        [
            Row(one.path.title, one.path.get_absolute_url(), one.text)
            for one in read_paths(paths, learner_id)
        ],
    )
    yield Group(
        25,
        _("What you can learn next"),
        [
            Row(one.term.title, one.term.get_absolute_url(), one.reason)
            for one in next_terms(learner_id)
        ],
    )
    yield Group(35, _("Mixed checks"), list(_last_checks(learner_id)))


def _last_checks(learner_id: uuid.UUID) -> Iterator[Row]:
    """The last check of each path, if it is finished, the latest first."""
    mine = Attempt.objects.filter(learner=learner_id, path_check__path__is_current=True)
    told = set[int]()
    for attempt in mine.with_counts().select_related("path_check__path").order_by("-number"):
        path = attempt.path_check.path
        if path.pk in told:
            continue
        told.add(path.pk)
        if attempt.given == attempt.asked:
            fact = _("%(right)s of %(total)s right, on %(day)s") % {
                "right": attempt.right,
                "total": attempt.asked,
                "day": date_format(attempt.started_at, "DATE_FORMAT"),
            }
            yield Row(path.title, reverse("paths:path_check", args=[path.slug]), fact)
