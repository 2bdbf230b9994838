"""What authors write in `cost.yaml`, and its values as questions name them."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, model_validator

from authoring.specs import values
from terms.fields import ranges


class TierSpec(values.Spec):
    key: values.SmallKey
    name: values.Label
    share: values.Share
    price_usd: Annotated[values.Exact, values.within(ranges.PRICE_USD)]
    share_figure: values.Key
    price_figure: values.Key


class ExampleVolumeSpec(values.Spec):
    """Illustrative volume and price that the calculator starts with; not a claim about anyone."""

    users: Annotated[values.Whole, values.within(ranges.USERS)]
    requests_per_user: Annotated[values.Whole, values.within(ranges.REQUESTS_PER_USER)]
    price_per_user_usd: Annotated[values.Exact, values.within(ranges.PRICE_PER_USER_USD)]
    other_cogs_share: values.Share


class CostSpec(values.Spec):
    """`content/terms/<slug>/cost.yaml`: the tiers that diagram and calculator share."""

    title: values.Line
    unit: values.Abbreviation
    note: values.Text
    tiers: Annotated[list[TierSpec], Field(min_length=2, max_length=5)]
    example: ExampleVolumeSpec

    @model_validator(mode="after")
    def _shares_sum_to_one(self) -> Self:
        total = sum((tier.share for tier in self.tiers), Fraction(0))
        if total != 1:
            raise ValueError(f"the tiers' shares sum to {float(total):.6g}, not to 1")
        return self


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
