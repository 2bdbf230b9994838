"""What becomes of two learners' way along one path when they become one."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from learners.merging import move_unless_there
from paths.models import Enrolment


def merge_enrolments(source: uuid.UUID, target: uuid.UUID) -> None:
    """On a path that both are on, the earlier beginning and the earlier end count, and the group of
    the target, or else of the source, with what its sums hold already."""
    taken = {one.path_id: one for one in Enrolment.objects.filter(learner=source)}
    for mine in Enrolment.objects.filter(learner=target, path__in=taken):
        other = taken[mine.path_id]
        mine.started_at = min(mine.started_at, other.started_at)
        mine.finished_at = _earliest(mine.finished_at, other.finished_at)
        if mine.group_id is None:
            mine.group_id, mine.joined_at = other.group_id, other.joined_at
            mine.is_begin_counted = other.is_begin_counted
            mine.is_end_counted = other.is_end_counted
        mine.save()
    move_unless_there(Enrolment, "path")(source, target)


def _earliest(*moments: datetime | None) -> datetime | None:
    given: Iterable[datetime] = filter(None, moments)
    return min(given, default=None)
