"""Shares that do not sum to 1, made to. Pure: no Django."""

from collections.abc import Sequence
from fractions import Fraction

STEP = Fraction(1, 1_000_000)
"""Scaled shares are whole multiples of this, so that they can be typed: 58.3333 %."""


def scale_shares(shares: Sequence[Fraction]) -> tuple[Fraction, ...] | None:
    """The shares in the same proportion, as near as steps allow, summing to exactly 1.

    What is left over by rounding down goes, a step each, to those that lost most by it. None where
    all shares are 0.
    """
    total = sum(shares, Fraction(0))
    if total == 0:
        return None
    wanted = [share / total / STEP for share in shares]
    steps = [int(one) for one in wanted]
    left = int(1 / STEP) - sum(steps)
    by_loss = sorted(range(len(shares)), key=lambda place: steps[place] - wanted[place])
    for place in by_loss[:left]:
        steps[place] += 1
    return tuple(number * STEP for number in steps)
