"""The fields by which a tier is priced by a real model instead of in dollars."""

from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext

from calculator.exports import wording
from calculator.form import fields
from calculator.form.groups import TIER_ROWS
from calculator.model.model_prices import ListedModel, PricedRequest, TokenUse
from calculator.model.model_search import UnknownModelError, find_model
from calculator.model.ranges import CostModelError
from glossary_site.web.forms.fields import TextField

MODEL_PARTS = ("model", "input", "cached", "output")
MODEL_NAMES = tuple(f"model_{row}" for row in TIER_ROWS)
LONGEST_NAME = 80


class ModelField(TextField):
    """A `ListedModel` by its name, or None; what is not one is told with the nearest names."""

    def __init__(self, label: str) -> None:
        widget = fields.ShortTextInput(
            maxlength=str(LONGEST_NAME),
            spellcheck="false",
            list="known-models",
            **{"data-search-input": ""},
            # Translators: inside a field for the name of a language model.
            placeholder=gettext("gpt-4o, claude sonnet …"),
        )
        super().__init__(label=label, required=False, max_length=LONGEST_NAME, widget=widget)

    def clean(self, value: Any) -> ListedModel | None:
        name: str = super().clean(value)
        try:
            return find_model(name) if name else None
        except UnknownModelError as error:
            raise forms.ValidationError(_unknown(error)) from error


def model_fields(row: int) -> dict[str, forms.Field]:
    """The four fields of the tier in that row, by name."""
    return {
        f"model_{row}": ModelField(_of_row(gettext("Model"), row)),
        f"input_{row}": fields.count(_of_row(gettext("Tokens in"), row)),
        f"cached_{row}": fields.count(_of_row(gettext("Cached"), row)),
        f"output_{row}": fields.count(_of_row(gettext("Tokens out"), row)),
    }


def _of_row(label: str, row: int) -> str:
    """The label, with its tier from the second one on."""
    return label if row == 1 else gettext("%(label)s, tier %(row)s") % {"label": label, "row": row}


def priced_request(form: forms.Form, row: int) -> PricedRequest | None:
    """What a request costs on the tier in that row; None where its fields then have an error."""
    names = [*(f"{part}_{row}" for part in MODEL_PARTS), "written_tokens"]
    if any(name in form.errors for name in names):
        return None
    model, sent, cached, answered, written = (form.cleaned_data[name] for name in names)
    missing = _missing(model, sent, answered)
    if missing:
        part, message = missing
        form.add_error(f"{part}_{row}", message)
        return None
    try:
        tokens = TokenUse(sent, answered or Fraction(0), cached or Fraction(0), written or 0)
    except CostModelError as error:
        most, field = sent, f"cached_{row}"
        message = gettext("Write at most %(sent)s: cached tokens are a part of the tokens in.")
        if error.field == "written_tokens":
            most, field = sent - (cached or 0), error.field
            message = gettext("Write at most %(sent)s: that is all the request sends uncached.")
        if field not in form.errors:
            form.add_error(field, message % {"sent": wording.exact_number(most)})
        return None
    return PricedRequest(model, tokens, form.cleaned_data["batch"])


def _missing(
    model: ListedModel | None, sent: Fraction | None, answered: Fraction | None
) -> tuple[str, str] | None:
    """The first part that is missing, or too much, and what is said of it."""
    if model is None:
        return "model", gettext("Write a model, or type a price.")
    if sent is None:
        return "input", gettext("Write the tokens of a request.")
    if model.has_output_price and answered is None:
        return "output", gettext("Write the tokens of an answer.")
    if answered and not model.has_output_price:
        return "output", gettext("This model has no price for tokens out. Empty this.")
    return None


def _unknown(error: UnknownModelError) -> str:
    if not error.close:
        return gettext("There is no such model. Write one as openai/gpt-4o.")
    return gettext("There is no model of this name.")
