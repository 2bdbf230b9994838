"""Rule 1, for the results that were finished under it: the level is that of the weakest dimension.

A required statement has to hold everywhere, and 'in most places' counts 1/2.
"""

from collections.abc import Sequence
from fractions import Fraction

from maturity.scoring.scoring import MOST_PROGRESS, AnswerValue, DimensionScore, Level, Rule


def index(level: Level, dimensions: Sequence[DimensionScore]) -> Fraction:
    """The level, and how far the dimensions are on average through its next gate."""
    if level is Level.MARKET_LEADING:
        return Fraction(level)
    parts = [gate.progress for one in dimensions for gate in one.gates if gate.level == level + 1]
    return level + min(MOST_PROGRESS, sum(parts, Fraction(0)) / len(parts))


RULE_1 = Rule(
    number=1,
    values={
        AnswerValue.NOT_YET: Fraction(0),
        AnswerValue.SOME_PLACES: Fraction(1, 4),
        AnswerValue.MOST_PLACES: Fraction(1, 2),
        AnswerValue.EVERYWHERE: Fraction(1),
    },
    required_value=Fraction(1),
    needed_share=Fraction(1),
    most_lag=0,
    find_index=index,
    weigh=lambda _statement, rise: rise,
    is_by_key=True,
)
