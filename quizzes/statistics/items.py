"""How well each question of a quiz works, computed from first attempts that were finished.

Classical item analysis: facility and its interval, discrimination, and what was chosen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import sqrt
from statistics import NormalDist, StatisticsError, correlation, fmean

FEWEST_ATTEMPTS = 30
"""Below this many attempts nothing is said: the interval would span most of the scale."""

TOO_EASY = 0.95
TOO_HARD = 0.20
"""Facilities beyond which a question tells learners apart poorly; this project's choice."""

_Z = NormalDist().inv_cdf(0.975)


class Flag(Enum):
    """What an author should look at."""

    TOO_EASY = "too easy"
    TOO_HARD = "too hard"
    NEGATIVE_DISCRIMINATION = "negative discrimination"
    UNUSED_DISTRACTOR = "a wrong option that nobody takes"


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both shares from 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True)
class ItemAnswer:
    """One learner's answer: its credit from 0 to 1, and the options chosen, by their place."""

    credit: float
    chosen: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Item:
    """A question: its options by place, True where right. Without options there are none."""

    key: str
    options: Mapping[int, bool]


@dataclass(frozen=True)
class OptionStatistics:
    """How often an option was chosen, out of all attempts."""

    place: int
    is_right: bool
    count: int
    share: float
    interval: Interval


@dataclass(frozen=True)
class ItemStatistics:
    """What the attempts say of a question.

    `facility` is the mean credit. `discrimination` is the correlation of the question's credit
    with the rest of the score (point-biserial where the credit is 0 or 1), from -1 to 1; None
    where either is the same in every attempt.
    """

    key: str
    n: int
    facility: float
    interval: Interval
    discrimination: float | None
    options: tuple[OptionStatistics, ...]
    flags: tuple[Flag, ...]


def analyse(
    items: Sequence[Item], attempts: Sequence[Sequence[ItemAnswer]]
) -> tuple[ItemStatistics, ...] | None:
    """The statistics of each item, or None below `FEWEST_ATTEMPTS`.

    Each attempt has one answer for each item, in their order.
    """
    if len(attempts) < FEWEST_ATTEMPTS:
        return None
    totals = [sum(answer.credit for answer in attempt) for attempt in attempts]
    return tuple(
        _analyse_item(item, [attempt[place] for attempt in attempts], totals)
        for place, item in enumerate(items)
    )


def wilson_interval(successes: float, n: int) -> Interval:
    """The 95 % interval of a share of `n`, at least 1, by Wilson's score method (1927).

    With partial credit `successes` is a sum of credits: a mean of values from 0 to 1 varies no
    more than a share does, so the interval is then wider than it need be, never narrower.
    """
    share = successes / n
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    reach = _Z / (1 + _Z**2 / n) * sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return Interval(max(0.0, centre - reach), min(1.0, centre + reach))


def discrimination_of(item: Sequence[float], totals: Sequence[float]) -> float | None:
    """The correlation of an item's credits with the totals less that item; None where constant."""
    rest = [total - credit for credit, total in zip(item, totals, strict=True)]
    try:
        return correlation(item, rest)
    except StatisticsError:
        return None


def _analyse_item(
    item: Item, answers: Sequence[ItemAnswer], totals: Sequence[float]
) -> ItemStatistics:
    credits_of = [answer.credit for answer in answers]
    options = tuple(
        _count(place, is_right, answers) for place, is_right in sorted(item.options.items())
    )
    facility = fmean(credits_of)
    discrimination = discrimination_of(credits_of, totals)
    return ItemStatistics(
        item.key,
        len(answers),
        facility,
        wilson_interval(sum(credits_of), len(answers)),
        discrimination,
        options,
        tuple(_flags(facility, discrimination, options)),
    )


def _count(place: int, is_right: bool, answers: Sequence[ItemAnswer]) -> OptionStatistics:
    count = sum(place in answer.chosen for answer in answers)
    n = len(answers)
    return OptionStatistics(place, is_right, count, count / n, wilson_interval(count, n))


def _flags(
    facility: float, discrimination: float | None, options: Sequence[OptionStatistics]
) -> list[Flag]:
    holds = {
        Flag.TOO_EASY: facility > TOO_EASY,
        Flag.TOO_HARD: facility < TOO_HARD,
        Flag.NEGATIVE_DISCRIMINATION: discrimination is not None and discrimination < 0,
        Flag.UNUSED_DISTRACTOR: any(not one.is_right and not one.count for one in options),
    }
    return [flag for flag, is_so in holds.items() if is_so]
