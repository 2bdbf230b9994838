"""A calculation in sentences for somebody who decides about the feature."""

from django.utils.translation import gettext, gettext_lazy

from calculator.exports.wording import exact_number, input_name, multiple, percent, usd
from calculator.model.calculation import Calculation
from calculator.model.decision import Assumption, Lever, Use

_USES = {
    Use.REQUESTS: gettext_lazy("requests per user a month"),
    Use.USERS: gettext_lazy("users"),
    Use.FIXED: gettext_lazy("fixed AI cost a month"),
}
_GROWTH = 10
"""Use beyond which nobody plans ahead here; the same multiple that the page shows."""


def verdict(calculation: Calculation) -> str:
    """Whether a month leaves something, and for how long: the gross margin, named."""
    economics = calculation.economics
    left = economics.monthly_revenue_usd * economics.gross_margin
    words = {"left": usd(abs(left)), "margin": percent(economics.gross_margin)}
    if left < 0:
        return (
            gettext("No, at these numbers: each month loses %(left)s (gross margin %(margin)s).")
            % words
        )
    words["multiple"] = multiple(calculation.collapse_multiple or 0)
    if calculation.collapse_multiple is not None and calculation.collapse_multiple < _GROWTH:
        return (
            gettext(
                "Today, yes: each month leaves %(left)s (gross margin %(margin)s). At %(multiple)s "
                "today’s use by each user nothing is left."
            )
            % words
        )
    return (
        gettext(
            "Yes, at these numbers: each month leaves %(left)s (gross margin %(margin)s), and at "
            "ten times the use by each user something is still left."
        )
        % words
    )


def lever_words(lever: Lever) -> str:
    """The lever with what a fifth of it saves."""
    words = {"input": input_name(lever.swing), "saved": usd(lever.saved_monthly_usd)}
    if lever.is_lower:
        return gettext("Lowering the %(input)s by a fifth saves %(saved)s a month.") % words
    return gettext("Raising the %(input)s by a fifth saves %(saved)s a month.") % words


def assumption_words(assumption: Assumption) -> str:
    """The number with what the month costs where it is a fifth off."""
    moved = assumption.moved
    if isinstance(moved, Use):
        told = {"value": exact_number(assumption.value), "input": str(_USES[moved])}
        subject = gettext("%(value)s %(input)s.") % told
    else:
        subject = gettext("The %(input)s.") % {"input": input_name(moved)}
    amounts = sorted((assumption.low_monthly_usd, assumption.high_monthly_usd))
    costs = gettext(
        "If that is a fifth too high or too low, the month costs %(low)s to %(high)s."
    ) % {"low": usd(amounts[0]), "high": usd(amounts[1])}
    return f"{subject} {costs}"
