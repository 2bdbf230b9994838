"""The optional fields of the calculator in named groups, each with what it does to the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TIER_ROWS = range(1, 6)
ACCURACY_FIELDS = tuple(f"accuracy_{row}" for row in TIER_ROWS)
WORTH_FIELDS = ("correct_usd", "wrong_usd", "reviewed_share", "review_usd")
TUNING_FIELDS = ("training_usd", "upkeep_usd", "saved_usd")


@dataclass(frozen=True)
class Group:
    """Fields by name, their title, and `help`: units, and what they change."""

    title: str | _StrPromise
    help: str | _StrPromise
    names: tuple[str, ...]


@dataclass(frozen=True)
class BoundGroup:
    """A group in a form; open where the reader filled a field in, or a wrong one."""

    group: Group
    fields: list[BoundField]
    is_open: bool


OPTIONAL_GROUPS = (
    Group(
        _("More: prompt cache and batches"),
        _(
            "Tokens that a request writes into the provider’s prompt cache, on average: a part of "
            "those in that are not cached. In a batch, answers may take a day, and cost less."
        ),
        ("written_tokens", "batch"),
    ),
    Group(
        _("More: response cache"),
        _("Every request pays the lookup, in dollars; those that hit pay no answer and no check."),
        ("hit_rate", "lookup_usd"),
    ),
    Group(
        _("More: guardrails and checks"),
        _(
            "Dollars a request for the guardrails, dollars a check for the checks. A hit of the "
            "cache pays the guardrails, but no check."
        ),
        ("guardrail_usd", "checked_share", "check_usd"),
    ),
    Group(
        _("More: retries"),
        _("A call that fails is paid and tried again, until it succeeds or the retries are used."),
        ("failure_rate", "most_retries"),
    ),
    Group(
        _("More: fixed and other costs"),
        _(
            "Fixed AI cost, in dollars a month, belongs to AI COGS and does not grow with use. "
            "Other cost of goods sold lowers the gross margin alone."
        ),
        ("fixed_monthly", "other_cogs"),
    ),
    Group(
        _("More: a cascade instead of a router"),
        _(
            "A cascade tries the cheapest tier first and passes on what a judge rejects. Dollars "
            "for each judgement; the mix is who answers in the end."
        ),
        ("judge_usd",),
    ),
    Group(
        _("More: accuracy"),
        _(
            "The share of a tier’s answers that are right, by your own tests. With it the result "
            "says what a correct answer costs."
        ),
        (*ACCURACY_FIELDS, "wrong_hit_rate"),
    ),
    Group(
        _("More: what an answer is worth"),
        _("Dollars an answer. Needs the accuracy; the result then says what use leaves."),
        WORTH_FIELDS,
    ),
    Group(
        _("More: training a smaller model"),
        _("Dollars. The result says after how many months the training is repaid."),
        TUNING_FIELDS,
    ),
    Group(
        _("More: another currency"),
        _(
            "All sums are in dollars. With a rate of your own, the result says its main amounts in "
            "another currency too."
        ),
        ("currency", "rate", "rate_date"),
    ),
)
