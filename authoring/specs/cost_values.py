"""What a quiz may read from its term's `cost.yaml`: the tiers' shares and prices, the example."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from authoring.specs.term import CostSpec

_NOTATIONS = {
    "share": "percent",
    "price_usd": "dollars",
    "users": "number",
    "requests_per_user": "number",
    "price_per_user_usd": "dollars",
    "other_cogs_share": "percent",
}


@dataclass(frozen=True)
class CostValue:
    """An exact value of the cost file, and how it is written."""

    value: Fraction
    notation: str


def cost_values(cost: CostSpec | None) -> dict[str, CostValue]:
    """The values by the names that a quiz gives them: `small.price_usd`, `example.users`."""
    if cost is None:
        return {}
    tiers = {
        f"{tier.key}.{field}": getattr(tier, field)
        for tier in cost.tiers
        for field in ("share", "price_usd")
    }
    example = {f"example.{field}": value for field, value in cost.example if field in _NOTATIONS}
    return {
        name: CostValue(Fraction(value), _NOTATIONS[name.partition(".")[2]])
        for name, value in (tiers | example).items()
    }
