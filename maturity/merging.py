"""What becomes of two learners' assessments when they become one."""

import uuid

from maturity.models import Assessment, PickedLevel, PlanItem, Response, TargetLevel

_PARTS = (
    (Response, "statement"),
    (PickedLevel, "dimension"),
    (PlanItem, "statement"),
    (TargetLevel, "dimension"),
)


def merge_assessments(source: uuid.UUID, target: uuid.UUID) -> None:
    """All assessments of both: one is under way for each model, and one counts in each team."""
    both = Assessment.objects.filter(learner__in=(source, target))
    for draft in both.filter(learner=source, finished_at=None):
        if mine := both.filter(learner=target, finished_at=None, model=draft.model_id).first():
            older, newer = sorted((draft, mine), key=lambda one: (one.started_at, one.pk))
            _take_in(newer, older)
    for joined in both.filter(learner=source, team__isnull=False):
        in_team = list(both.filter(team=joined.team_id))
        in_team.sort(key=lambda one: (one.is_finished, one.finished_at or one.started_at))
        Assessment.objects.filter(pk__in=[one.pk for one in in_team[:-1]]).update(team=None)
    both.filter(learner=source).update(learner=target)


def _take_in(newer: Assessment, older: Assessment) -> None:
    """Add to the newer what was answered in the older alone, and its team; the older goes."""
    for kind, what in _PARTS:
        answered = kind.objects.filter(assessment=newer).values(what)
        rest = kind.objects.filter(assessment=older).exclude(**{f"{what}__in": answered})
        rest.update(assessment=newer)
    older.delete()
    if newer.team_id is None and older.team_id is not None:
        Assessment.objects.filter(pk=newer.pk).update(team=older.team_id)
