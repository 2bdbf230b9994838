"""What one request to an AI feature costs: its tiers, cache, guardrails, checks and retries.

Every amount is in US dollars for one request unless its name says otherwise, and exact: inputs
are `Fraction`, `Decimal` or `int`, results are `Fraction`. Nothing is rounded here. The letters
in the docstrings are those of `docs/formulas.md`.
"""

from dataclasses import dataclass, replace
from fractions import Fraction

from calculator.model.ranges import (
    CostModelError,
    Number,
    not_negative,
    share,
    share_below_one,
    shown,
    whole_number,
)

RETRIES_LIMIT = 100
"""The most retries that a scenario may allow; a choice of this project that bounds the work."""


@dataclass(frozen=True)
class Tier:
    """One model, or class of models, that answers a share of the requests.

    `share` (s) is from 0 to 1; `price_usd` (p) is dollars per request, 0 or more; `accuracy` (a)
    is the share of its answers that are correct, from 0 to 1, or None where nobody measured it.
    The scenario that holds the tier checks it, since it knows the tier's place.
    """

    name: str
    share: Number
    price_usd: Number
    accuracy: Number | None = None


@dataclass(frozen=True)
class Cache:
    """A response cache in front of the tiers.

    `cache_hit_rate` (h) is the share of requests it answers, at least 0 and less than 1;
    `cache_lookup_cost_usd` (k) is paid on every request, 0 or more; `cache_wrong_hit_rate` (w)
    is the share of its hits whose answer is wrong, from 0 to 1. Raises `CostModelError`.
    """

    cache_hit_rate: Number
    cache_lookup_cost_usd: Number
    cache_wrong_hit_rate: Number = 0

    def __post_init__(self) -> None:
        share_below_one("cache_hit_rate", self.cache_hit_rate)
        not_negative("cache_lookup_cost_usd", self.cache_lookup_cost_usd)
        share("cache_wrong_hit_rate", self.cache_wrong_hit_rate)


@dataclass(frozen=True)
class Guardrails:
    """What is spent on keeping answers safe and good.

    `cost_per_request_usd` (g) is paid on every request, 0 or more; `checked_share` (sigma) is
    the share of model answers whose quality is checked, from 0 to 1; `check_cost_usd` (q) is
    the cost of one check, 0 or more. Raises `CostModelError`.
    """

    cost_per_request_usd: Number = 0
    checked_share: Number = 0
    check_cost_usd: Number = 0

    def __post_init__(self) -> None:
        not_negative("cost_per_request_usd", self.cost_per_request_usd)
        share("checked_share", self.checked_share)
        not_negative("check_cost_usd", self.check_cost_usd)

    @property
    def checks_per_answer_usd(self) -> Fraction:
        """Expected cost of quality checks for one model answer: sigma * q."""
        return Fraction(self.checked_share) * Fraction(self.check_cost_usd)


@dataclass(frozen=True)
class Retries:
    """How often a call fails and is made again; a failed call is paid for.

    `failure_rate` (r) is at least 0 and less than 1; `most_retries` (m) is a whole number from
    0 to `RETRIES_LIMIT`. Raises `CostModelError`.
    """

    failure_rate: Number = 0
    most_retries: int = 0

    def __post_init__(self) -> None:
        share_below_one("failure_rate", self.failure_rate)
        whole_number("most_retries", self.most_retries, most=RETRIES_LIMIT)

    @property
    def calls_per_answer(self) -> Fraction:
        """Expected calls for one model answer: the sum of r**j for j from 0 to m.

        As r is less than 1, that is (1 - r**(m + 1)) / (1 - r): one division, not m additions.
        """
        rate = Fraction(self.failure_rate)
        return (1 - rate ** (self.most_retries + 1)) / (1 - rate)


@dataclass(frozen=True)
class Scenario:
    """Everything that decides what a request costs.

    `tiers` has at least one tier, and the tiers' shares sum to exactly 1; `cache` is None where
    there is none. Raises `CostModelError` with the field `tiers` where the shares do not sum to
    1, and `tiers.<place>.<field>` where a tier's value is outside its range.
    """

    tiers: tuple[Tier, ...]
    cache: Cache | None = None
    guardrails: Guardrails = Guardrails()
    retries: Retries = Retries()

    def __post_init__(self) -> None:
        if not self.tiers:
            raise CostModelError("tiers", self.tiers, "tiers is empty: give at least one tier")
        for place, tier in enumerate(self.tiers):
            _check_tier(f"tiers.{place}", tier)
        _check_shares_sum_to_one(self.tiers)

    @property
    def hit_rate(self) -> Fraction:
        """The cache's hit rate h, and 0 without a cache."""
        return Fraction(self.cache.cache_hit_rate) if self.cache else Fraction(0)


@dataclass(frozen=True)
class TierLine:
    """A tier as a line of a table: its share of requests and price, its spend and share of that.

    `spend_usd` is what it adds to the blended cost; `spend_share` is None where nothing is spent;
    `is_frontier` marks the dearest tier.
    """

    name: str
    share: Fraction
    price_usd: Fraction
    spend_usd: Fraction
    spend_share: Fraction | None
    is_frontier: bool


@dataclass(frozen=True)
class RequestCost:
    """The cost of one request, part by part.

    `blended_usd` (B) and `blended_with_retries_usd` (B_r) are what a model answer costs; the
    four parts below them are what a request pays, cache hits counted, and sum to `total_usd`.
    """

    blended_usd: Fraction
    blended_with_retries_usd: Fraction
    cache_lookup_usd: Fraction
    guardrails_usd: Fraction
    model_calls_usd: Fraction
    quality_checks_usd: Fraction

    @property
    def total_usd(self) -> Fraction:
        """Cost per request: C = [cache on] * k + g + (1 - h) * (B_r + sigma * q)."""
        overhead = self.cache_lookup_usd + self.guardrails_usd
        return overhead + self.model_calls_usd + self.quality_checks_usd


@dataclass(frozen=True)
class Saving:
    """What a request saves against a baseline; negative where it costs more.

    `saved_share` is at most 1, and None where the baseline is free.
    """

    baseline_usd: Fraction
    saved_usd: Fraction
    saved_share: Fraction | None


@dataclass(frozen=True)
class Savings:
    """The saving against sending every request to the frontier tier, the dearest, uncached.

    `against_bare` compares with its price alone; `against_same_guardrails` with its price and
    the scenario's own guardrails, checks and retries.
    """

    frontier_tier_name: str
    against_bare: Saving
    against_same_guardrails: Saving


@dataclass(frozen=True)
class TierReach:
    """The share of requests that reach a tier of a cascade, from 0 to 1."""

    tier_name: str
    reach: Fraction


@dataclass(frozen=True)
class Cascade:
    """What the mix costs as a cascade: each request tries the cheapest tier first.

    `reaches` runs from the cheapest tier to the dearest; `router_usd` is the blended cost B of
    a router with the same answer mix.
    """

    reaches: tuple[TierReach, ...]
    model_calls_usd: Fraction
    judging_usd: Fraction
    router_usd: Fraction

    @property
    def total_usd(self) -> Fraction:
        """Model calls and judging, for one request."""
        return self.model_calls_usd + self.judging_usd


def blended_cost_usd(scenario: Scenario) -> Fraction:
    """Return the blended cost of a model answer: B = sum(s_i * p_i)."""
    return sum((_spend_usd(tier) for tier in scenario.tiers), Fraction(0))


def tier_lines(scenario: Scenario) -> tuple[TierLine, ...]:
    """Return the tiers in the scenario's order, each with its part of the blended cost."""
    blended, frontier = blended_cost_usd(scenario), max(scenario.tiers, key=_price_usd)
    return tuple(
        TierLine(
            name=tier.name,
            share=Fraction(tier.share),
            price_usd=_price_usd(tier),
            spend_usd=_spend_usd(tier),
            spend_share=_spend_usd(tier) / blended if blended else None,
            is_frontier=tier is frontier,
        )
        for tier in scenario.tiers
    )


def request_cost(scenario: Scenario) -> RequestCost:
    """Return the cost of one request, C, with its parts."""
    blended = blended_cost_usd(scenario)
    with_retries = blended * scenario.retries.calls_per_answer
    cache = scenario.cache
    missed_share = 1 - scenario.hit_rate
    return RequestCost(
        blended_usd=blended,
        blended_with_retries_usd=with_retries,
        cache_lookup_usd=Fraction(cache.cache_lookup_cost_usd) if cache else Fraction(0),
        guardrails_usd=Fraction(scenario.guardrails.cost_per_request_usd),
        model_calls_usd=missed_share * with_retries,
        quality_checks_usd=missed_share * scenario.guardrails.checks_per_answer_usd,
    )


def cache_break_even_hit_rate(scenario: Scenario) -> Fraction | None:
    """Return the hit rate at which the cache pays for its lookups: h* = k / (B_r + sigma * q).

    At 1 or more the cache never pays. None without a cache, and where a model answer is free.
    """
    cost = request_cost(scenario)
    saved_by_hit = cost.blended_with_retries_usd + scenario.guardrails.checks_per_answer_usd
    if scenario.cache is None or saved_by_hit == 0:
        return None
    return cost.cache_lookup_usd / saved_by_hit


def savings(scenario: Scenario) -> Savings:
    """Return the saving against both baselines, each with every request to the dearest tier."""
    frontier = max(scenario.tiers, key=_price_usd)
    all_frontier = replace(scenario, tiers=(replace(frontier, share=1),), cache=None)
    cost = request_cost(scenario).total_usd
    return Savings(
        frontier_tier_name=frontier.name,
        against_bare=_saving(cost, _price_usd(frontier)),
        against_same_guardrails=_saving(cost, request_cost(all_frontier).total_usd),
    )


def cascade(scenario: Scenario, judge_cost_usd: Number = 0) -> Cascade:
    """Return what the same answer mix costs when it escalates from the cheapest tier up.

    The cost is sum(reach_i * p_i) + judge * sum(reach_i over judged tiers): a tier's reach is
    its own share and those of all dearer tiers, and every tier but the dearest is judged.
    `judge_cost_usd` is the cost of one judgement, 0 or more, else `CostModelError`. Cache,
    guardrails, checks and retries are left out, as they are of the blended cost beside it.
    """
    judge = not_negative("judge_cost_usd", judge_cost_usd)
    tiers = sorted(scenario.tiers, key=_price_usd)
    reaches = [
        sum((Fraction(tier.share) for tier in tiers[place:]), Fraction(0))
        for place in range(len(tiers))
    ]
    calls = (reach * _price_usd(tier) for tier, reach in zip(tiers, reaches, strict=True))
    return Cascade(
        reaches=tuple(map(TierReach, (tier.name for tier in tiers), reaches)),
        model_calls_usd=sum(calls, Fraction(0)),
        judging_usd=judge * sum(reaches[:-1], Fraction(0)),
        router_usd=blended_cost_usd(scenario),
    )


def _check_tier(path: str, tier: Tier) -> None:
    share(f"{path}.share", tier.share)
    not_negative(f"{path}.price_usd", tier.price_usd)
    if tier.accuracy is not None:
        share(f"{path}.accuracy", tier.accuracy)


def _check_shares_sum_to_one(tiers: tuple[Tier, ...]) -> None:
    total = sum((Fraction(tier.share) for tier in tiers), Fraction(0))
    if total != 1:
        miss = f"{shown(abs(total - 1))} {'above' if total > 1 else 'short of'} exactly 1"
        raise CostModelError("tiers", total, f"the tiers' shares sum to {shown(total)}: {miss}")


def _price_usd(tier: Tier) -> Fraction:
    return Fraction(tier.price_usd)


def _spend_usd(tier: Tier) -> Fraction:
    return Fraction(tier.share) * _price_usd(tier)


def _saving(cost_usd: Fraction, baseline_usd: Fraction) -> Saving:
    saved = baseline_usd - cost_usd
    return Saving(baseline_usd, saved, saved / baseline_usd if baseline_usd else None)
