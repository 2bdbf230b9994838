"""The rows of an assessment as the pure scoring sees them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from maturity.models import Dimension, Statement
from maturity.scoring import scoring
from maturity.scoring.scoring import AnswerValue, Level, Score


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


def shown_index(score: Score) -> Decimal | None:
    """The index to two places, as it is stored and shown; None where there is no level."""
    return None if score.index is None else two_places(score.index)


def two_places(number: Fraction) -> Decimal:
    """An index or a mean as it is stored and shown, rounded half to even."""
    return Decimal(round(number * 100)).scaleb(-2)
