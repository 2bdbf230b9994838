"""When training a smaller model pays for itself; letters are those of `docs/formulas.md`."""

import math
from dataclasses import dataclass
from fractions import Fraction

from calculator.model.ranges import Number, exact, not_negative, positive


@dataclass(frozen=True)
class FineTuning:
    """The cost of a fine-tuned model and what it saves.

    `training_cost_usd` (T) is paid once and `monthly_upkeep_usd` (mo) every month, both 0 or
    more, else `CostModelError`; `saved_per_request_usd` (sv) is any exact number, since a tuned
    model may also be dearer.
    """

    training_cost_usd: Number
    monthly_upkeep_usd: Number
    saved_per_request_usd: Number

    def __post_init__(self) -> None:
        not_negative("training_cost_usd", self.training_cost_usd)
        not_negative("monthly_upkeep_usd", self.monthly_upkeep_usd)
        exact("saved_per_request_usd", self.saved_per_request_usd)


def payback_months(tuning: FineTuning, monthly_requests: Number) -> Fraction | None:
    """Return the months until savings repay the training: T / (N * sv - mo).

    None means never: the saving of a month does not exceed its upkeep. `monthly_requests` (N)
    is 0 or more, else `CostModelError`.
    """
    requests = not_negative("monthly_requests", monthly_requests)
    gain = requests * Fraction(tuning.saved_per_request_usd) - Fraction(tuning.monthly_upkeep_usd)
    return Fraction(tuning.training_cost_usd) / gain if gain > 0 else None


def break_even_monthly_requests(tuning: FineTuning, horizon_months: Number) -> int | None:
    """Return the fewest requests a month that repay the training within the horizon.

    It is (T / H + mo) / sv, rounded up. None means never: a request saves nothing.
    `horizon_months` (H) is more than 0, else `CostModelError`.
    """
    horizon = positive("horizon_months", horizon_months)
    saved = Fraction(tuning.saved_per_request_usd)
    if saved <= 0:
        return None
    monthly_training = Fraction(tuning.training_cost_usd) / horizon
    return math.ceil((monthly_training + Fraction(tuning.monthly_upkeep_usd)) / saved)
