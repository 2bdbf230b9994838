"""The rows of an assessment as the pure scoring sees them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from maturity.models import Assessment, Dimension, Statement
from maturity.scoring import scoring
from maturity.scoring.rule_1 import RULE_1
from maturity.scoring.scoring import RULE_2, AnswerValue, Level, Rule, Score, with_evidence

RULES = {rule.number: rule for rule in (RULE_1, RULE_2)}
"""By the number that an assessment keeps."""


@dataclass(frozen=True)
class Given:
    """What somebody answered: values and what could be shown by the statements' ids, and levels
    that were picked by the dimensions' ids."""

    values: Mapping[int, AnswerValue]
    shown: Collection[int] = frozenset()
    picked: Mapping[int, Level] = field(default_factory=dict)


def given_in(assessment: Assessment) -> Given:
    """What is answered in `assessment`."""
    responses = list(assessment.responses.all())
    return Given(
        {row.statement_id: AnswerValue(row.value) for row in responses},
        {row.statement_id for row in responses if row.can_be_shown},
        {row.dimension_id: Level(row.level) for row in assessment.picks.all()},
    )


def score_given(
    dimensions: Sequence[Dimension], given: Given, rule: Rule, *, is_shown: bool = False
) -> Score:
    """The score of an assessment's `dimensions`; what is not answered counts as 'not yet'.

    With `is_shown`, only what could be shown counts.
    """
    if any(one.levels.all() for one in dimensions):
        return scoring.score_levels(
            {one.key: given.picked.get(one.pk, Level.EXPERIMENTAL) for one in dimensions}
        )
    answers = keyed_answers(dimensions, given.values)
    if is_shown:
        answers = with_evidence(answers, shown_keys(dimensions, given))
    model = scoring_model(dimensions)
    return scoring.score(model, answers, missing_as_not_yet=True, rule=rule)


def statement_key(dimension: Dimension, statement: Statement) -> str:
    """A key that is unique in the model: a statement's own is so in its dimension only."""
    return f"{dimension.key}/{statement.key}"


def scoring_dimension(dimension: Dimension) -> scoring.Dimension:
    """A dimension that has statements."""
    return scoring.Dimension(
        dimension.key,
        tuple(
            scoring.Statement(
                statement_key(dimension, row), Level(row.level), row.weight, row.required
            )
            for row in dimension.statements.all()
        ),
    )


def scoring_model(dimensions: Iterable[Dimension]) -> scoring.Model:
    """The dimensions that have statements, as one model."""
    return scoring.Model(tuple(map(scoring_dimension, dimensions)))


def keyed_answers(
    dimensions: Iterable[Dimension], values: Mapping[int, AnswerValue]
) -> dict[str, AnswerValue]:
    """The answers, given by a statement's id, by the key of the statement in the model."""
    return {
        statement_key(dimension, row): values[row.pk]
        for dimension in dimensions
        for row in dimension.statements.all()
        if row.pk in values
    }


def shown_keys(dimensions: Iterable[Dimension], given: Given) -> set[str]:
    """What could be shown, by the key of the statement in the model."""
    return {
        statement_key(dimension, row)
        for dimension in dimensions
        for row in dimension.statements.all()
        if row.pk in given.shown
    }


def shown_index(score: Score) -> Decimal | None:
    """The index to two places, as it is stored and shown; None where there is no level."""
    return None if score.index is None else two_places(score.index)


def two_places(number: Fraction) -> Decimal:
    """An index or a mean as it is stored and shown, rounded half to even."""
    return Decimal(round(number * 100)).scaleb(-2)
