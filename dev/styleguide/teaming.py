"""Maturity: several people who answer the same assessment."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from dev.styleguide.specimens import Specimen, Title
from dev.styleguide.taking import finish, noted, uneven
from learners.models import Learner
from maturity.models import MaturityModel, Statement, Team
from maturity.teams.team_result import FEWEST_PEOPLE, Standing, read_standing, read_team_result
from maturity.wizard.assessments import Answer

NAME = "Fraud detection"


def team_specimens(model: MaturityModel) -> tuple[Specimen, ...]:
    """A team that has just been made, one that disagrees, and one that holds everything."""
    apart = _team_context(model, (noted, uneven, noted, uneven))
    above = _team_context(model, (noted, noted, noted))
    team = Team(name=NAME, model=model, is_open=False)
    closed = apart | {"team": team, "is_owner": False, "is_refused_as_closed": True}
    new = apart | {"standing": Standing(1, 0), "result": None, "mine": None}
    return (
        _team("apart", _("A team that disagrees"), apart),
        _team("agreed", _("A team that nothing lifts"), above),
        _team("new", _("A team that nobody has joined"), new),
        _team("busy", _("One that waits"), new | {"is_refused_for_another": True}),
        _team("closed", _("One that takes nobody in"), closed),
    )


def _team(key: str, title: Title, context: dict[str, object]) -> Specimen:
    return Specimen(f"team-{key}", title, "maturity/team.html", context)


def _team_context(
    model: MaturityModel, people: tuple[Callable[[Statement], Answer], ...]
) -> dict[str, object]:
    team = Team.objects.create(owner=Learner.objects.create(), model=model, name=NAME)
    taken = [finish(model, answer_to, team=team) for answer_to in people]
    standing = read_standing(team)
    result = read_team_result(team, standing)
    if result is None:
        raise ValueError(f"{len(people)} people are too few for a result")
    return {
        "team": team,
        "standing": standing,
        "result": result,
        "mine": taken[0],
        "is_owner": True,
        "link": f"https://example.org{team.get_absolute_url()}",
        "fewest": FEWEST_PEOPLE,
    }
