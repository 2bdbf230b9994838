"""What becomes of two learners' way along one path, and of their groups, when they become one."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from learners.merging import move_unless_there
from paths.models import Enrolment, Group, Membership


def merge_enrolments(source: uuid.UUID, target: uuid.UUID) -> None:
    """On a path that both are on, the earlier beginning and the earlier end count."""
    taken = {one.path_id: one for one in Enrolment.objects.filter(learner=source)}
    for mine in Enrolment.objects.filter(learner=target, path__in=taken):
        other = taken[mine.path_id]
        mine.started_at = min(mine.started_at, other.started_at)
        mine.finished_at = _earliest(mine.finished_at, other.finished_at)
        mine.save()
    move_unless_there(Enrolment, "path")(source, target)


def merge_memberships(source: uuid.UUID, target: uuid.UUID) -> None:
    """In a group that both are in they are one person: what its sums hold of both is noted as
    counted twice. Of two groups on one path the target's is the one that they are in."""
    theirs = Membership.objects.filter(learner=source).select_related("group")
    mine = {one.group_id: one for one in Membership.objects.filter(learner=target)}
    paths = Membership.objects.filter(learner=target).present().values("group__path")
    theirs.exclude(group__in=mine).filter(group__path__in=paths).update(has_left=True)
    for other in theirs.filter(group__in=mine):
        group = Group.objects.select_for_update().get(pk=other.group_id)
        one = mine[other.group_id]
        group.begun_twice += one.is_begin_counted and other.is_begin_counted
        group.finished_twice += one.is_end_counted and other.is_end_counted
        group.save()
        one.joined_at = min(one.joined_at, other.joined_at)
        one.has_left = one.has_left and other.has_left
        one.is_begin_counted |= other.is_begin_counted
        one.is_end_counted |= other.is_end_counted
        one.save()
    move_unless_there(Membership, "group")(source, target)


def _earliest(*moments: datetime | None) -> datetime | None:
    given: Iterable[datetime] = filter(None, moments)
    return min(given, default=None)
