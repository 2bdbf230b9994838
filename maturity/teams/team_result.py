"""What a team's answers say together, once there are enough of them to hide in."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count
from django.utils.translation import gettext as _

from glossary_site.numbers.formatting import write_number
from maturity.charts.spread import Spread, spread_chart
from maturity.models import (
    ANSWER_WORDS,
    Assessment,
    Dimension,
    MaturityModel,
    Response,
    Statement,
    Team,
)
from maturity.results.result import Scored, profile_rows, statement_place
from maturity.scoring import scoring
from maturity.scoring.rows import scoring_model, statement_key, two_places
from maturity.scoring.scoring import AnswerValue
from maturity.scoring.unlocking import unlock_set
from maturity.teams.joint_answer import SCALE, JointAnswer

FEWEST_PEOPLE = 3
"""With two, each can tell what the other answered."""

MOST_DISAGREEMENTS = 5


@dataclass(frozen=True)
class StatementLine:
    """A statement and what the team says about it."""

    dimension: Dimension
    statement: Statement
    joint: JointAnswer

    @property
    def place(self) -> str:
        """Where the statement stands in the assessment."""
        return statement_place(self.dimension.title, self.statement)

    @property
    def given(self) -> tuple[str, ...]:
        """How many gave each answer that somebody gave, in words."""
        words, counts = _("%(name)s: %(count)s"), self.joint.counts
        return tuple(
            words % {"name": ANSWER_WORDS[value], "count": write_number(Decimal(counts[value]))}
            for value in AnswerValue
            if value in counts
        )

    @property
    def unasked_words(self) -> str:
        """How many were not asked, and why; empty where everybody was."""
        if not self.joint.unasked:
            return ""
        words = _("not asked, as a lower gate is closed: %(count)s")
        return words % {"count": write_number(Decimal(self.joint.unasked))}

    @property
    def chart(self) -> Spread | None:
        counts = [self.joint.counts.get(value, 0) for value in SCALE]
        median = self.joint.median
        return spread_chart(counts, SCALE.index(median) if median in SCALE else None)

    @property
    def median_words(self) -> str:
        return str(ANSWER_WORDS[self.joint.median])

    @property
    def lowest_words(self) -> str:
        return str(ANSWER_WORDS[self.joint.lowest]) if self.joint.lowest else ""

    @property
    def highest_words(self) -> str:
        return str(ANSWER_WORDS[self.joint.highest]) if self.joint.highest else ""

    @property
    def spread_words(self) -> str:
        return write_number(two_places(self.joint.spread))


@dataclass(frozen=True)
class TeamResult(Scored):
    """The level by the medians, and every statement's answers; nobody's by name.

    `lifting` is the smallest set that lifts the level; `disagreements` are the statements whose
    answers lie furthest apart, at most five.
    """

    people: int
    lines: tuple[StatementLine, ...]
    lifting: tuple[StatementLine, ...]

    @property
    def scale(self) -> tuple[str, ...]:
        """The four answers on the scale, the lowest first."""
        return tuple(str(ANSWER_WORDS[value]) for value in SCALE)

    @property
    def disagreements(self) -> tuple[StatementLine, ...]:
        apart = [line for line in self.lines if line.joint.spread]
        apart.sort(key=lambda line: (line.joint.spread, line.joint.deviation), reverse=True)
        return tuple(apart[:MOST_DISAGREEMENTS])


@dataclass(frozen=True)
class Standing:
    """How many people of a team have begun and finished."""

    begun: int
    finished: int

    @property
    def is_enough(self) -> bool:
        return self.finished >= FEWEST_PEOPLE


def read_standing(team: Team) -> Standing:
    """Count the people of `team`."""
    counts = team.assessments.aggregate(begun=Count("pk"), finished=Count("finished_at"))
    return Standing(counts["begun"], counts["finished"])


def read_team_result(team: Team, standing: Standing) -> TeamResult | None:
    """What those who have finished say together; None with fewer than three of them."""
    if not standing.is_enough:
        return None
    model = MaturityModel.objects.for_wizard().get(pk=team.model_id)
    dimensions = model.answerable_dimensions
    counts = _count_answers(team)
    lines = tuple(
        StatementLine(dimension, row, JointAnswer(counts[row.pk], standing.finished))
        for dimension in dimensions
        for row in dimension.statements.all()
    )
    by_key = {statement_key(line.dimension, line.statement): line for line in lines}
    medians = {key: line.joint.median for key, line in by_key.items()}
    rows = scoring_model(dimensions)
    score = scoring.score(rows, medians)
    return TeamResult(
        score=score,
        profile=profile_rows(dimensions, score),
        unknown=sum(median is AnswerValue.DONT_KNOW for median in medians.values()),
        question_count=len(lines),
        people=standing.finished,
        lines=lines,
        lifting=tuple(by_key[key] for key in unlock_set(rows, medians)),
    )


def _count_answers(team: Team) -> dict[int, dict[AnswerValue, int]]:
    """How many finished assessments of `team` hold each answer, by statement id."""
    finished = Assessment.objects.finished().filter(team=team)
    rows = Response.objects.filter(assessment__in=finished).order_by()
    counts: dict[int, dict[AnswerValue, int]] = defaultdict(dict)
    for pk, value, count in rows.values_list("statement_id", "value").annotate(Count("pk")):
        counts[pk][AnswerValue(value)] = count
    return counts
