"""What becomes of two learners' places on paths when they become one."""

import uuid

from paths.models import Enrolment


def merge_enrolments(source: uuid.UUID, target: uuid.UUID) -> None:
    """Of two places on one path that stays which is finished, or else is in a group."""
    mine = {one.path_id: one for one in Enrolment.objects.filter(learner=source)}
    for other in Enrolment.objects.filter(learner=target, path__in=mine):
        one = mine[other.path_id]
        gone = other if _counts_more(one) > _counts_more(other) else one
        gone.delete()
    Enrolment.objects.filter(learner=source).update(learner=target)


def _counts_more(one: Enrolment) -> tuple[bool, bool]:
    return one.finished_at is not None, one.group_id is not None
