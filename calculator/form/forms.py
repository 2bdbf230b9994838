"""The calculator's form: its state is the query string, its result a `Calculation`."""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from calculator.exports.wording import UNKNOWN, exact_percent
from calculator.form import fields
from calculator.form.groups import (
    ACCURACY_FIELDS,
    OPTIONAL_GROUPS,
    TIER_ROWS,
    TUNING_FIELDS,
    WORTH_FIELDS,
    BoundGroup,
    Group,
)
from calculator.form.model_fields import MODEL_PARTS, model_fields, priced_request
from calculator.model import money
from calculator.model.calculation import Calculation
from calculator.model.cost_model import Cache, Guardrails, Retries, Scenario, Tier
from calculator.model.economics import Conversion, Volume
from calculator.model.fine_tuning import FineTuning
from calculator.model.model_prices import PricedRequest
from calculator.model.model_search import SUGGESTIONS, search_models
from calculator.model.predictivity import Worth
from calculator.model.ranges import CostModelError, scale_shares

TIER_PARTS = ("share", "name", "price")
TIER_FIELDS = tuple(f"{part}_{row}" for row in TIER_ROWS for part in (*MODEL_PARTS, *TIER_PARTS))
CURRENCY_FIELDS = ("currency", "rate", "rate_date")
VOLUME_FIELDS = ("users", "requests_per_user", "price_per_user")


@dataclass(frozen=True)
class TierRow:
    """The fields of one tier: a model with the tokens of a request, or a price that was typed."""

    number: int
    share: BoundField
    name: BoundField
    price: BoundField
    model: BoundField
    tokens: list[BoundField]

    @property
    def fields(self) -> list[BoundField]:
        return [self.model, *self.tokens, self.share, self.name, self.price]

    @property
    def typed_fields(self) -> list[BoundField]:
        """What stands for a model that is not in the list."""
        return [self.name, self.price]

    @property
    def is_empty(self) -> bool:
        return all(map(_is_blank, self.fields))

    @property
    def has_model(self) -> bool:
        """Whether a model prices it, or should: tokens beside a typed price say nothing."""
        has_tokens = not all(map(_is_blank, self.tokens))
        return not _is_blank(self.model) or (has_tokens and _is_blank(self.price))

    @property
    def has_typed_price(self) -> bool:
        return _says_something(self.price) or bool(self.name.errors)

    @property
    def is_shown(self) -> bool:
        """Whether it stands open: the first does, and each in use."""
        return self.number == 1 or any(map(_says_something, self.fields))


class CalculatorForm(forms.Form):
    """Route mix, volume and the optional parts; `calculation` is there once it is valid."""

    users = fields.count_above_zero(_("Users"))
    requests_per_user = fields.count_above_zero(_("Requests per user a month"))
    price_per_user = fields.amount_above_zero(_("Price per user a month"))
    hit_rate = fields.share_of_less_than_all(_("Hit rate: share of requests it answers"))
    lookup_usd = fields.amount(_("Cost of a lookup, on every request"))
    guardrail_usd = fields.amount(_("Cost of guardrails, on every request"))
    checked_share = fields.share(_("Share of answers whose quality is checked"))
    check_usd = fields.amount(_("Cost of one quality check"))
    failure_rate = fields.share_of_less_than_all(_("Failure rate: share of calls that fail"))
    most_retries = fields.retries(_("Most retries of a call"))
    fixed_monthly = fields.amount(_("Fixed AI cost a month"))
    other_cogs = fields.share(_("Other cost of goods sold, as a share of revenue"))

    judge_usd = fields.amount(_("Cost of a judgement, on every answer but the dearest tier’s"))
    wrong_hit_rate = fields.share(_("Share of the cache’s answers that are wrong"))
    correct_usd = fields.amount(_("Value of a correct answer"))
    wrong_usd = fields.amount(_("Cost of a wrong answer"))
    reviewed_share = fields.share(_("Share of answers that a person reviews"))
    review_usd = fields.amount(_("Cost of one review"))
    training_usd = fields.amount(_("Cost of training, once"))
    upkeep_usd = fields.amount(_("Upkeep of the trained model a month"))
    saved_usd = fields.amount(_("Saved on each request"))
    written_tokens = fields.count(_("Tokens written into the prompt cache"))
    batch = forms.BooleanField(label=_("Requests go out in batches"), required=False)
    currency = fields.NameField(_("Currency, such as EUR"))
    rate = fields.rate(_("How much of it one dollar buys"))
    rate_date = fields.NameField(_("Date of this rate"))
    estimated = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    use_required_attribute = False
    calculation: Calculation | None = None
    conversion: Conversion | None = None
    scaled_query = ""
    """The state with shares that sum to 100%, where they do not and nothing else is wrong."""

    def __init__(self, state: QueryDict | None = None, given: QueryDict | None = None) -> None:
        """A form that shows `state`; `given` are the names that the reader's own query holds."""
        self.state = _without_typed_prices(state) if state else QueryDict()
        super().__init__(state and self.state)
        self.given = given or QueryDict()
        self.priced_requests: dict[int, PricedRequest] = {}
        for row in TIER_ROWS:
            numbered = {"row": row}
            name = gettext("Name of tier %(row)s") % numbered
            share = gettext("Share of requests of tier %(row)s") % numbered
            price = gettext("Price of a request on tier %(row)s") % numbered
            self.fields[f"name_{row}"] = fields.NameField(name)
            self.fields[f"share_{row}"] = fields.share(share)
            # Translators: inside an empty field for a share: this tier takes what others leave.
            self.fields[f"share_{row}"].widget.attrs["placeholder"] = gettext("the rest")
            self.fields[f"price_{row}"] = fields.amount(price)
            self.fields.update(model_fields(row))
            accuracy = gettext("Accuracy of tier %(row)s") % numbered
            self.fields[f"accuracy_{row}"] = fields.share(accuracy)

    def clean(self) -> dict[str, Any]:
        """Refuse what is given twice and tiers that do not add up; then calculate."""
        self._refuse_repeats()
        rows = [row for row in self.tier_rows if not row.is_empty]
        self._price_by_models(rows)
        self._give_the_rest(rows)
        self._refuse_half_filled(rows)
        self._refuse_some_accuracies(rows)
        if not any(name in self.errors for name in CURRENCY_FIELDS):
            self.conversion = self._conversion()
        if not self.errors and (scenario := self._mix(rows)):
            self.calculation = Calculation(
                self._with_options(scenario),
                self._volume(),
                self._worth(),
                self._tuning(),
                self._number("judge_usd"),
                self._requests(rows),
            )
        return self.cleaned_data

    @cached_property
    def tier_rows(self) -> list[TierRow]:
        """All rows in their order."""
        return [
            TierRow(
                number=row,
                share=self[f"share_{row}"],
                name=self[f"name_{row}"],
                price=self[f"price_{row}"],
                model=self[f"model_{row}"],
                tokens=[self[f"{part}_{row}"] for part in MODEL_PARTS[1:]],
            )
            for row in TIER_ROWS
        ]

    @property
    def has_models(self) -> bool:
        """Whether a model prices a tier, or should."""
        return any(row.has_model for row in self.tier_rows)

    @property
    def has_estimated_tokens(self) -> bool:
        """Whether the tokens still are those that were estimated from a text."""
        tokens = f"{self.state.get('input_1', '')} {self.state.get('output_1', '')}"
        return bool(self.state.get("estimated")) and self.state["estimated"] == tokens

    @property
    def volume_fields(self) -> list[BoundField]:
        return [self[name] for name in VOLUME_FIELDS]

    @property
    def optional_groups(self) -> list[BoundGroup]:
        return [self._group(group) for group in OPTIONAL_GROUPS]

    @property
    def optional_filled(self) -> list[BoundField]:
        """The optional fields in use, which the widget carries without showing them."""
        filled = [field for group in self.optional_groups for field in group.fields]
        return [field for field in filled if not _is_blank(field)]

    @property
    def mistakes(self) -> list[tuple[BoundField, str]]:
        """Every field with an error and what it says, in the form's order."""
        names = self.names_in_order
        return [(self[name], str(error)) for name in names for error in self.errors.get(name, ())]

    @property
    def names_in_order(self) -> list[str]:
        """The fields' names, the tiers' first."""
        return [*TIER_FIELDS, *(name for name in self.fields if name not in TIER_FIELDS)]

    @property
    def corrections(self) -> list[tuple[str, str]]:
        """The nearest names for models that there are not, each with the state that has it."""
        found = []
        for name in (row.model.name for row in self.tier_rows if row.model.errors):
            for model in search_models(self.state.get(name, ""), SUGGESTIONS).models:
                state = self.state.copy()
                state[name] = model.name
                found.append((model.name, state.urlencode()))
        return found

    def written(self, name: str) -> str:
        """What a checked field says, in the site's language; a dash where it is empty."""
        field, value = self.fields[name], self.cleaned_data[name]
        if value is None or value == "" or value is False:
            return UNKNOWN
        if value is True:
            return gettext("yes")
        return field.write(value) if isinstance(field, fields.ExactField) else str(value)

    def _group(self, group: Group) -> BoundGroup:
        bound = [self[name] for name in group.names]
        return BoundGroup(group, bound, is_open=any(map(self._needs_a_look, bound)))

    def _needs_a_look(self, field: BoundField) -> bool:
        return bool(field.errors) or (field.name in self.given and not _is_blank(field))

    def _refuse_repeats(self) -> None:
        for name in self.fields:
            if len(self.state.getlist(name)) > 1:
                self.add_error(name, gettext("This is given more than once."))

    def _price_by_models(self, rows: list[TierRow]) -> None:
        """Each tier with a model gets the price of its request."""
        for row in rows:
            if row.has_model and (request := priced_request(self, row.number)):
                self.cleaned_data[row.price.name] = request.price_usd
                self.priced_requests[row.number] = request

    def _give_the_rest(self, rows: list[TierRow]) -> None:
        """The one tier whose share is left empty answers what the others do not."""
        blank = [row.share.name for row in rows if _is_blank(row.share)]
        others = [row.share.name for row in rows if row.share.name not in blank]
        if len(blank) == 1 and not any(name in self.errors for name in others):
            taken = sum((self.cleaned_data[name] for name in others), Fraction(0))
            self.cleaned_data[blank[0]] = max(1 - taken, Fraction(0))

    def _refuse_half_filled(self, rows: list[TierRow]) -> None:
        if not rows:
            self.add_error("model_1", gettext("Write a model, or type a price."))
        for row in rows:
            needed = (row.share,) if row.has_model else (row.share, row.price)
            for name in (field.name for field in needed):
                if name not in self.errors and self.cleaned_data[name] is None:
                    self.add_error(name, gettext("Write a number here, or empty the whole row."))

    def _refuse_some_accuracies(self, rows: list[TierRow]) -> None:
        """The accuracy of a mix needs that of each of its tiers, and only tiers have one."""
        used = {f"accuracy_{row.number}" for row in rows}
        given = {name for name in ACCURACY_FIELDS if self.cleaned_data.get(name) is not None}
        for name in sorted(given - used):
            self.add_error(name, gettext("There is no such tier: empty this, or fill in its row."))
        for name in sorted(used - given if given else ()):
            if name not in self.errors:
                self.add_error(name, gettext("Write the accuracy of every tier, or of none."))

    def _scaled_query(self, rows: list[TierRow]) -> str:
        """The state with shares that sum to 100%, as a query; empty where all of them are 0."""
        names = [f"share_{row.number}" for row in rows]
        scaled = scale_shares([self.cleaned_data[name] for name in names])
        if scaled is None:
            return ""
        state = self.state.copy()
        for name, share in zip(names, scaled, strict=True):
            state[name] = money.exact_percent(share)
        return state.urlencode()

    def _mix(self, rows: list[TierRow]) -> Scenario | None:
        tiers = tuple(self._tier(row.number) for row in rows)
        try:
            return Scenario(tiers)
        except CostModelError:
            total = sum((Fraction(tier.share) for tier in tiers), Fraction(0))
            self.scaled_query = self._scaled_query(rows)
            self.add_error(f"share_{rows[0].number}", _sum_message(total))
            return None

    def _tier(self, row: int) -> Tier:
        request = self.priced_requests.get(row)
        name = self.cleaned_data[f"name_{row}"] or (
            request.model.title if request else gettext("Tier %(row)s") % {"row": row}
        )
        parts = ("share", "price", "accuracy")
        return Tier(name, *(self.cleaned_data[f"{part}_{row}"] for part in parts))

    def _with_options(self, mix: Scenario) -> Scenario:
        has_cache = self._has_any("hit_rate", "lookup_usd")
        number = self._number
        return replace(
            mix,
            cache=Cache(number("hit_rate"), number("lookup_usd"), number("wrong_hit_rate"))
            if has_cache
            else None,
            guardrails=Guardrails(
                number("guardrail_usd"), number("checked_share"), number("check_usd")
            ),
            retries=Retries(number("failure_rate"), int(number("most_retries"))),
        )

    def _requests(self, rows: list[TierRow]) -> dict[int, PricedRequest]:
        """The requests to models, by the places of their tiers in the mix."""
        priced = self.priced_requests
        return {place: priced[row.number] for place, row in enumerate(rows) if row.number in priced}

    def _conversion(self) -> Conversion | None:
        """The reader's own rate; an error where a part of it is missing."""
        given = {name: self.cleaned_data[name] for name in CURRENCY_FIELDS}
        if not any(given.values()):
            return None
        for name in (name for name, value in given.items() if not value):
            self.add_error(
                name, gettext("Write the currency, the rate and its date, or none of them.")
            )
        return None if self.errors else Conversion(**given)

    def _volume(self) -> Volume:
        number = self._number
        return Volume(
            users=number("users"),
            requests_per_user=number("requests_per_user"),
            price_per_user_usd=number("price_per_user"),
            fixed_monthly_usd=number("fixed_monthly"),
            other_cogs_share=number("other_cogs"),
        )

    def _worth(self) -> Worth | None:
        return Worth(*map(self._number, WORTH_FIELDS)) if self._has_any(*WORTH_FIELDS) else None

    def _tuning(self) -> FineTuning | None:
        given = self._has_any(*TUNING_FIELDS)
        return FineTuning(*map(self._number, TUNING_FIELDS)) if given else None

    def _has_any(self, *names: str) -> bool:
        return any(self.cleaned_data[name] is not None for name in names)

    def _number(self, name: str) -> Fraction:
        """What the field says, and 0 where it is empty."""
        return self.cleaned_data[name] or Fraction(0)


def _without_typed_prices(state: QueryDict) -> QueryDict:
    """The state without a price beside a model: what a tier costs is said once, by the model."""
    kept = state.copy()
    for row in TIER_ROWS:
        if kept.get(f"model_{row}", "").strip():
            kept.pop(f"price_{row}", None)
    return kept


def _says_something(field: BoundField) -> bool:
    return bool(field.errors or field.value())


def _is_blank(field: BoundField) -> bool:
    return not str(field.value() or "").strip()


def _sum_message(total: Fraction) -> str:
    amounts = {"total": exact_percent(total), "miss": exact_percent(abs(total - 1))}
    if total > 1:
        return gettext("The shares sum to %(total)s, %(miss)s above 100%%.") % amounts
    return gettext("The shares sum to %(total)s, %(miss)s short of 100%%.") % amounts
