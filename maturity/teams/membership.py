"""Who answers in a team: making one, joining and leaving it."""

from enum import Enum

from django.db import transaction

from learners.identity import lock_learner
from learners.models import Learner
from maturity.models import Assessment, MaturityModel, Team
from maturity.wizard.assessments import start_assessment


class Refusal(Enum):
    """Why somebody cannot join."""

    CLOSED = "the team takes nobody in any more"
    ANSWERS_FOR_ANOTHER = "an assessment for another team is not finished"


def found_team(owner: Learner, model: MaturityModel, name: str) -> Team:
    """A new team that answers this version of `model`."""
    return Team.objects.create(owner=owner, model=model, name=name)


def find_team(token: str) -> Team | None:
    """The team that `token` names, with its model's term; None where there is none."""
    if not token.isprintable():
        return None
    return Team.objects.select_related("model__term").filter(token=token).first()


def teams_of(learner: Learner | None, slug: str) -> list[Team]:
    """The teams that the learner made or answers in, for any version of `slug`, newest first."""
    if learner is None:
        return []
    teams = Team.objects.filter(model__slug=slug)
    mine = teams.filter(owner=learner) | teams.filter(assessments__learner=learner)
    return list(mine.distinct())


def own_assessment(team: Team, learner: Learner | None) -> Assessment | None:
    """What the learner answers, or answered, in this team."""
    return team.assessments.filter(learner=learner).first() if learner else None


@transaction.atomic
def join(team: Team, learner: Learner) -> Assessment | Refusal:
    """The learner's assessment in the team; one that they have begun becomes the team's."""
    lock_learner(learner.pk)
    if mine := own_assessment(team, learner):
        return mine
    locked = Team.objects.select_for_update().filter(pk=team.pk).first()
    if locked is None or not locked.is_open:
        return Refusal.CLOSED
    assessment = start_assessment(learner, team.model)
    if assessment.team_id is not None:
        return Refusal.ANSWERS_FOR_ANOTHER
    assessment.team = team
    assessment.save(update_fields=["team"])
    return assessment


def leave(team: Team, learner: Learner | None) -> None:
    """Take the learner's answers out of the team; they stay the learner's own."""
    team.assessments.filter(learner=learner).update(team=None)
