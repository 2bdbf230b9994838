"""What a learner comes back to: paths that they have begun, and checks under way."""

import uuid
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from learners.resuming import MOST, Resumption
from paths.models import Enrolment, Path, PathCheck
from paths.progress import PathProgress, read_paths
from quizzes.models import Attempt


def find_resumptions(learner_id: uuid.UUID) -> Iterator[Resumption]:
    """The paths that the learner is on and has not finished, the one begun last first."""
    mine = Enrolment.objects.filter(learner=learner_id, finished_at=None, path__is_current=True)
    ids = list(mine.values_list("path", flat=True)[:MOST])
    if not ids:
        return
    counted = Attempt.objects.filter(learner=learner_id, kind=Attempt.Kind.MIXED).with_counts()
    checks = PathCheck.objects.filter(attempt__learner=learner_id, path__in=ids)
    path_of = dict(checks.values_list("attempt", "path"))
    begun = {path_of[one.pk]: one for one in counted if one.given < one.asked and one.pk in path_of}
    for read in read_paths(Path.objects.filter(pk__in=ids).with_steps(), learner_id):
        yield _resumption(read, begun.get(read.path.pk))


def _resumption(read: PathProgress, attempt: Attempt | None) -> Resumption:
    path, url, text = read.path, read.path.get_absolute_url(), read.here_text
    at = read.enrolment.started_at if read.enrolment else None
    if attempt is not None:
        url = reverse("paths:path_check", args=[path.slug])
        counts = {"given": getattr(attempt, "given", 0), "total": getattr(attempt, "asked", 0)}
        text = _("%(given)s of %(total)s answered") % counts
        at = attempt.started_at
    if at is None:
        raise TypeError("a path is resumed that nobody has begun")
    return Resumption(_("Path"), path.title, url, text, at)
