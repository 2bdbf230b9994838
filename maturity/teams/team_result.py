"""What a team's answers say together, once there are enough of them to hide in."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.html import escape
from django.utils.translation import gettext as _

from glossary_site.numbers.formatting import write_number
from maturity.charts.spread import Spread, spread_chart
from maturity.models import (
    ANSWER_WORDS,
    RULE_1_WORDS,
    Assessment,
    Dimension,
    MaturityModel,
    PickedLevel,
    Response,
    Statement,
    Team,
)
from maturity.results.result import statement_place
from maturity.results.scored import Scored, scored_parts
from maturity.scoring.rows import RULES, Given, two_places
from maturity.scoring.scoring import RULE_2, SCALE, AnswerValue, Level
from maturity.teams.joint_answer import JointAnswer, JointLevel

FEWEST_PEOPLE = 3
"""With two, each can tell what the other answered."""

MOST_DISAGREEMENTS = 5


@dataclass(frozen=True)
class TeamLine:
    """A question and what the team says about it, in words; `chart` shows where on its scale."""

    joint: JointAnswer | JointLevel
    place: str
    text_html: str
    given: tuple[str, ...]
    unasked_words: str
    median_words: str
    lowest_words: str
    highest_words: str
    chart: Spread | None

    @property
    def spread_words(self) -> str:
        return write_number(two_places(self.joint.spread))


@dataclass(frozen=True)
class TeamResult(Scored):
    """The level by the medians, and every question's answers; nobody's by name.

    `disagreements` are the questions whose answers lie furthest apart, at most five.
    """

    people: int
    lines: tuple[TeamLine, ...]

    @property
    def disagreements(self) -> tuple[TeamLine, ...]:
        apart = [line for line in self.lines if line.joint.spread]
        apart.sort(key=lambda line: (line.joint.spread, line.joint.deviation), reverse=True)
        return tuple(apart[:MOST_DISAGREEMENTS])

    @property
    def spread_note(self) -> str:
        """How the spread of the table is counted."""
        if self.is_of_levels:
            return _("The spread is how far lowest and highest level lie apart, from 0 to 1.")
        names, values = _names(self.rule), RULES[self.rule].values
        words = _(
            "The spread is how far the lowest and the highest answer lie apart, from 0 to 1, with "
            "“%(some)s” at %(some_value)s and “%(most)s” at %(most_value)s."
        )
        some, most = AnswerValue.SOME_PLACES, AnswerValue.MOST_PLACES
        return words % {
            "some": names[some],
            "some_value": write_number(two_places(values[some])),
            "most": names[most],
            "most_value": write_number(two_places(values[most])),
        }


@dataclass(frozen=True)
class Standing:
    """How many people of a team have begun and finished, and the latest rule of these."""

    begun: int
    finished: int
    rule: int = RULE_2.number

    @property
    def is_enough(self) -> bool:
        return self.finished >= FEWEST_PEOPLE


def read_standing(team: Team) -> Standing:
    """Count the people of `team`."""
    finished = Q(finished_at__isnull=False)
    counts = team.assessments.aggregate(
        begun=Count("pk"), finished=Count("finished_at"), rule=Max("rule", filter=finished)
    )
    return Standing(counts["begun"], counts["finished"], counts["rule"] or RULE_2.number)


def read_team_result(team: Team, standing: Standing) -> TeamResult | None:
    """What those who have finished say together; None with fewer than three of them."""
    if not standing.is_enough:
        return None
    model = MaturityModel.objects.for_wizard().get(pk=team.model_id)
    dimensions = model.answerable_dimensions
    if model.is_short:
        lines, given = _joint_levels(team, dimensions)
    else:
        lines, given = _joint_answers(team, standing, dimensions)
    scored = scored_parts(dimensions, given, RULES[standing.rule])
    return TeamResult(**vars(scored), people=standing.finished, lines=lines)


def _joint_answers(
    team: Team, standing: Standing, dimensions: list[Dimension]
) -> tuple[tuple[TeamLine, ...], Given]:
    """Every statement, and the medians; shown is what more than half of the team could show."""
    responses = Response.objects.filter(assessment__in=_finished(team))
    counts = _count(responses, "statement_id", "value", AnswerValue)
    shown = _count(responses.filter(can_be_shown=True), "statement_id", "can_be_shown", bool)
    values = RULES[standing.rule].values
    rows = [
        (dimension, row, JointAnswer(counts[row.pk], standing.finished, values))
        for dimension in dimensions
        for row in dimension.statements.all()
    ]
    given = Given(
        {row.pk: joint.median for _dimension, row, joint in rows},
        {pk for pk, count in shown.items() if 2 * count[True] > standing.finished},
    )
    return tuple(_answer_line(*row, _names(standing.rule)) for row in rows), given


def _answer_line(
    dimension: Dimension,
    statement: Statement,
    joint: JointAnswer,
    names: Mapping[AnswerValue, object],
) -> TeamLine:
    unasked = _("not asked, as a lower level is not reached: %(count)s")
    counts, median = joint.counts, joint.median
    chart = spread_chart(
        [counts.get(value, 0) for value in SCALE], SCALE.index(median) if median in SCALE else None
    )
    return TeamLine(
        joint,
        statement_place(dimension.title, statement),
        statement.inline_html,
        tuple(_counted(names[value], counts[value]) for value in AnswerValue if value in counts),
        unasked % {"count": write_number(Decimal(joint.unasked))} if joint.unasked else "",
        str(names[median]),
        str(names[joint.lowest]) if joint.lowest else "",
        str(names[joint.highest]) if joint.highest else "",
        chart,
    )


def _joint_levels(team: Team, dimensions: list[Dimension]) -> tuple[tuple[TeamLine, ...], Given]:
    """Every dimension, and the medians."""
    picks = PickedLevel.objects.filter(assessment__in=_finished(team))
    counts = _count(picks, "dimension_id", "level", Level)
    joints = [(dimension, JointLevel(counts[dimension.pk])) for dimension in dimensions]
    lines = tuple(
        TeamLine(
            joint,
            dimension.title,
            escape(dimension.question),
            tuple(
                _counted(_("Level %(level)s") % {"level": level}, joint.counts[level])
                for level in Level
                if level in joint.counts
            ),
            "",
            str(joint.median.value),
            str(joint.lowest.value),
            str(joint.highest.value),
            spread_chart([joint.counts.get(level, 0) for level in Level], joint.median - 1),
        )
        for dimension, joint in joints
    )
    return lines, Given({}, picked={dimension.pk: joint.median for dimension, joint in joints})


def _names(rule: int) -> Mapping[AnswerValue, object]:
    return RULE_1_WORDS if rule == 1 else ANSWER_WORDS


def _counted(name: object, count: int) -> str:
    return _("%(name)s: %(count)s") % {"name": name, "count": write_number(Decimal(count))}


def _finished(team: Team) -> QuerySet[Assessment]:
    return Assessment.objects.finished().filter(team=team)


def _count(
    rows: QuerySet[Any], question: str, answer: str, read: Callable[[Any], Any]
) -> dict[int, dict[Any, int]]:
    """How many rows hold each answer, by the question's id."""
    counts: dict[int, dict[Any, int]] = defaultdict(dict)
    for pk, value, count in rows.order_by().values_list(question, answer).annotate(Count("pk")):
        counts[pk][read(value)] = count
    return counts
