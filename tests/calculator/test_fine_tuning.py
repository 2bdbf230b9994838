"""Payback of fine-tuning: reference cases and what always holds."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.model.fine_tuning import FineTuning, break_even_monthly_requests, payback_months
from calculator.model.ranges import CostModelError

TUNING = FineTuning(25_000, 1_500, Decimal("0.062"))

amounts = st.fractions(min_value=0, max_value=100_000, max_denominator=100)
savings_usd = st.fractions(min_value=Fraction(1, 100), max_value=10, max_denominator=1000)


def test_the_reference_payback():
    months = payback_months(TUNING, 1_000_000)
    assert months == Fraction(25_000, 60_500)
    assert round(months, 6) == Fraction("0.413223")


def test_the_reference_break_even():
    assert break_even_monthly_requests(TUNING, 12) == 57_796


@pytest.mark.parametrize(("monthly_requests", "pays"), [(24_193, False), (24_194, True)])
def test_the_reference_volume_that_never_pays(monthly_requests: int, pays: bool):
    assert (payback_months(TUNING, monthly_requests) is not None) == pays


@pytest.mark.parametrize("saved_usd", [0, Decimal("-0.01")])
def test_a_model_that_saves_nothing_never_pays(saved_usd: int | Decimal):
    tuning = FineTuning(25_000, 0, saved_usd)
    assert payback_months(tuning, 1_000_000) is None
    assert break_even_monthly_requests(tuning, 12) is None


def test_values_out_of_range_are_named():
    with pytest.raises(CostModelError, match="training_cost_usd is -1: it must be 0 or more"):
        FineTuning(-1, 0, 1)
    with pytest.raises(CostModelError, match="monthly_upkeep_usd is -1: it must be 0 or more"):
        FineTuning(0, -1, 1)
    with pytest.raises(CostModelError, match="monthly_requests is -1: it must be 0 or more"):
        payback_months(TUNING, -1)
    with pytest.raises(CostModelError, match="horizon_months is 0: it must be more than 0"):
        break_even_monthly_requests(TUNING, 0)


@given(amounts.filter(bool), amounts, savings_usd, st.integers(1, 60))
def test_break_even_is_the_fewest_requests_that_pay_back_in_time(
    training: Fraction, upkeep: Fraction, saved: Fraction, horizon: int
):
    tuning = FineTuning(training, upkeep, saved)
    requests = break_even_monthly_requests(tuning, horizon)
    assert requests is not None
    in_time = payback_months(tuning, requests)
    too_late = payback_months(tuning, requests - 1)
    assert in_time is not None
    assert in_time <= horizon
    assert too_late is None or too_late > horizon
