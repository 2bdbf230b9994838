"""What a learner comes back to: assessments under way, and last levels that want another look."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learners.learning import Group, Row
from learners.own_data import Kept, Named
from learners.resuming import MOST, Begun, Resumption
from maturity.models import Assessment, PickedLevel, PlanItem, Response, TargetLevel, Team

LOOK_AGAIN = datetime.timedelta(days=91)
"""A quarter: sooner, little has changed; much later, nobody remembers what was done."""


KEPT = (
    Kept(
        gettext_lazy("assess your maturity"),
        gettext_lazy(
            "Your answers, reasons, evidence notes and links, the level, and your plan with the "
            "owners and days that you write into it. A result has a link that names nobody; "
            "whoever has it sees the result, but no evidence, until you revoke it."
        ),
        (Named(Assessment, gettext_lazy("Maturity assessments")),),
        (Response, PickedLevel, PlanItem, TargetLevel),
    ),
    Kept(
        gettext_lazy("make or join a team"),
        gettext_lazy(
            "The name that you give the team, and which assessments belong to it. Its members see "
            "how many gave each answer, and nobody’s answers by name."
        ),
        (Named(Team, gettext_lazy("Teams made"), whose="owner"),),
    ),
)


def find_resumptions(learner_id: uuid.UUID) -> list[Resumption]:
    """The learner's assessments that are under way, and their last levels."""
    mine = Assessment.objects.filter(learner=learner_id).select_related("model")
    counted: QuerySet[Assessment, Assessment] = mine.annotate(given=Count("responses"))
    rows = list(counted.order_by("-started_at"))
    under_way = [_under_way(row) for row in rows if not row.is_finished]
    return [*under_way[:MOST], *_last_levels(rows)]


def learning_of(learner_id: uuid.UUID) -> Iterator[Group]:
    """What *My learning* tells of assessments: those under way, and last levels."""
    found = find_resumptions(learner_id)
    yield Group(40, _("Assessments"), [Row(one.title, one.path, one.progress) for one in found])


def find_last_levels(learner_id: uuid.UUID | None) -> Begun:
    """The learner's last level in each assessment, and when to look again; the latest first."""
    mine = Assessment.objects.filter(learner=learner_id).select_related("model")
    lines = [replace(one, what="") for one in _last_levels(mine)] if learner_id else []
    return Begun("last-levels", "maturity:last_levels", _("Where you stand"), lines)


def _under_way(row: Assessment) -> Resumption:
    given = getattr(row, "given", 0)
    words = ngettext("%(given)s answer so far", "%(given)s answers so far", given)
    path = row.model.get_absolute_url()
    title = row.model.title
    return Resumption(_("Assessment"), title, path, words % {"given": given}, row.started_at)


def _last_levels(rows: Iterable[Assessment]) -> list[Resumption]:
    rated = [(row.finished_at, row) for row in rows if row.finished_at and row.level]
    latest: dict[str, Resumption] = {}
    for finished, row in sorted(rated, key=lambda one: one[0], reverse=True):
        if row.model.slug not in latest:
            latest[row.model.slug] = _last_level(row, finished, timezone.now())
    return list(latest.values())[:MOST]


def _last_level(row: Assessment, finished: datetime.datetime, now: datetime.datetime) -> Resumption:
    """Leads to the result, and to the assessment once a quarter has passed."""
    again = finished + LOOK_AGAIN
    is_due = again <= now
    words = (
        _("level %(level)s, %(name)s, on %(day)s; a quarter has passed, so look again")
        if is_due
        else _("level %(level)s, %(name)s, on %(day)s; look again on %(again)s")
    )
    day, next_day = (date_format(one, "DATE_FORMAT") for one in (finished, again))
    facts = {"level": row.level, "name": row.get_level_display(), "day": day, "again": next_day}
    path = row.model.get_absolute_url() if is_due else row.get_absolute_url()
    return Resumption(_("Assessment"), row.model.title, path, words % facts, finished)
