"""What a scenario costs and earns over a month and a year, and where its margin ends.

Most functions take the cost per request, which `cost_model.request_cost` computes. A feature is
one scenario, so its economics are those of the feature. The letters in the docstrings are those
of `docs/formulas.md`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from calculator.model.ranges import Number, not_negative, positive, share

MONTHS_PER_YEAR = 12

GROWTH_MULTIPLES = (1, 10, 100)
"""The multiples of today's volume at which growth is shown; a choice of this project."""


@dataclass(frozen=True)
class Volume:
    """Use and price of a feature in a month.

    `users` (U), `requests_per_user` (n) and `price_per_user_usd` (P) are more than 0; averages
    need not be whole. `fixed_monthly_usd` (F) is AI cost that does not depend on use, and
    `other_cogs_share` (o) is all other cost of goods sold as a share of revenue; both are 0 or
    more. Raises `CostModelError`.
    """

    users: Number
    requests_per_user: Number
    price_per_user_usd: Number
    fixed_monthly_usd: Number = 0
    other_cogs_share: Number = 0

    def __post_init__(self) -> None:
        positive("users", self.users)
        positive("requests_per_user", self.requests_per_user)
        positive("price_per_user_usd", self.price_per_user_usd)
        not_negative("fixed_monthly_usd", self.fixed_monthly_usd)
        not_negative("other_cogs_share", self.other_cogs_share)

    @property
    def monthly_requests(self) -> Fraction:
        """Requests a month: N = U * n."""
        return Fraction(self.users) * Fraction(self.requests_per_user)

    @property
    def monthly_revenue_usd(self) -> Fraction:
        """Revenue a month: R = U * P."""
        return Fraction(self.users) * Fraction(self.price_per_user_usd)


@dataclass(frozen=True)
class Conversion:
    """What a dollar is in another currency by the reader's own rate, and the day of that rate."""

    currency: str
    rate: Fraction
    rate_date: str


@dataclass(frozen=True)
class Economics:
    """Cost, revenue and margin of a month, with the same for a year.

    `ai_cogs_share` and `gross_margin` are shares of revenue; the margin is negative where the
    feature costs more than it earns.
    """

    monthly_requests: Fraction
    monthly_ai_cogs_usd: Fraction
    monthly_ai_cogs_per_user_usd: Fraction
    monthly_revenue_usd: Fraction
    ai_cogs_share: Fraction
    gross_margin: Fraction

    @property
    def yearly_ai_cogs_usd(self) -> Fraction:
        """AI COGS of twelve such months."""
        return self.monthly_ai_cogs_usd * MONTHS_PER_YEAR

    @property
    def yearly_ai_cogs_per_user_usd(self) -> Fraction:
        """AI COGS of one user over twelve such months."""
        return self.monthly_ai_cogs_per_user_usd * MONTHS_PER_YEAR


@dataclass(frozen=True)
class GrowthPoint:
    """The economics at a multiple of today's volume, grown in two ways that end differently.

    `more_users` multiplies the users, so revenue grows too; `more_use_per_user` multiplies each
    user's requests at a flat price, so it does not. The fixed cost stays as it is in both.
    """

    multiple: Fraction
    more_users: Economics
    more_use_per_user: Economics


def economics(cost_per_request_usd: Number, volume: Volume) -> Economics:
    """Return what a month costs and earns.

    AI COGS = C * N + F; its share of revenue = AI COGS / R; gross margin = 1 - share - o.
    `cost_per_request_usd` (C) is 0 or more, else `CostModelError`.
    """
    cost = not_negative("cost_per_request_usd", cost_per_request_usd)
    ai_cogs = cost * volume.monthly_requests + Fraction(volume.fixed_monthly_usd)
    ai_cogs_share = ai_cogs / volume.monthly_revenue_usd
    return Economics(
        monthly_requests=volume.monthly_requests,
        monthly_ai_cogs_usd=ai_cogs,
        monthly_ai_cogs_per_user_usd=ai_cogs / Fraction(volume.users),
        monthly_revenue_usd=volume.monthly_revenue_usd,
        ai_cogs_share=ai_cogs_share,
        gross_margin=1 - ai_cogs_share - Fraction(volume.other_cogs_share),
    )


def growth(
    cost_per_request_usd: Number, volume: Volume, multiples: Iterable[Number] = GROWTH_MULTIPLES
) -> tuple[GrowthPoint, ...]:
    """Return the economics at each multiple of today's volume, in the order given.

    `cost_per_request_usd` is 0 or more and each multiple more than 0, else `CostModelError`.
    """
    return tuple(
        _growth_point(cost_per_request_usd, volume, positive("multiples", multiple))
        for multiple in multiples
    )


def margin_multiple(
    cost_per_request_usd: Number, volume: Volume, target_margin: Number = 0
) -> Fraction | None:
    """Return the multiple of use per user at which gross margin falls to the target.

    It is ((1 - o - t) * R - F) / (C * N); at the default target of 0 it is the margin collapse
    point. At 0 or less, the target is missed however little the users ask. None where a request
    is free, since the margin then does not depend on use. `cost_per_request_usd` is 0 or more
    and `target_margin` (t) from 0 to 1, else `CostModelError`.
    """
    cost = not_negative("cost_per_request_usd", cost_per_request_usd)
    target = share("target_margin", target_margin)
    if cost == 0:
        return None
    left_for_ai = (1 - Fraction(volume.other_cogs_share) - target) * volume.monthly_revenue_usd
    left_for_use = left_for_ai - Fraction(volume.fixed_monthly_usd)
    return left_for_use / (cost * volume.monthly_requests)


def _growth_point(cost: Number, volume: Volume, multiple: Fraction) -> GrowthPoint:
    more_users = replace(volume, users=multiple * Fraction(volume.users))
    more_use = replace(volume, requests_per_user=multiple * Fraction(volume.requests_per_user))
    return GrowthPoint(multiple, economics(cost, more_users), economics(cost, more_use))
