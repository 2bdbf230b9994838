"""The fields by which a tier is priced by a real model instead of in dollars."""

from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext

from calculator.exports import wording
from calculator.form import fields
from calculator.model.model_prices import (
    ListedModel,
    PricedRequest,
    TokenUse,
    UnknownModelError,
    find_model,
)
from calculator.model.ranges import CostModelError
from glossary_site.web.form_fields import TextField

MODEL_PARTS = ("model", "input", "cached", "output")
LONGEST_NAME = 80


class ModelField(TextField):
    """A `ListedModel` by its name, or None; what is not one is told with the nearest names."""

    def __init__(self, label: str) -> None:
        widget = fields.ShortTextInput(maxlength=str(LONGEST_NAME), spellcheck="false")
        super().__init__(label=label, required=False, max_length=LONGEST_NAME, widget=widget)

    def clean(self, value: Any) -> ListedModel | None:
        name: str = super().clean(value)
        try:
            return find_model(name) if name else None
        except UnknownModelError as error:
            raise forms.ValidationError(_unknown(error)) from error


def model_fields(row: int) -> dict[str, forms.Field]:
    """The four fields of the tier in that row, by name."""
    numbered = {"row": row}
    return {
        f"model_{row}": ModelField(gettext("Model of tier %(row)s") % numbered),
        f"input_{row}": fields.count(gettext("Tokens in, tier %(row)s") % numbered),
        f"cached_{row}": fields.count(gettext("Cached, tier %(row)s") % numbered),
        f"output_{row}": fields.count(gettext("Tokens out, tier %(row)s") % numbered),
    }


def priced_request(form: forms.Form, row: int) -> PricedRequest | None:
    """What a request costs on the tier in that row; None where its fields then have an error."""
    names = [f"{part}_{row}" for part in MODEL_PARTS]
    if any(name in form.errors for name in names):
        return None
    model, sent, cached, answered = (form.cleaned_data[name] for name in names)
    missing = _missing(model, sent, answered)
    if missing:
        part, message = missing
        form.add_error(f"{part}_{row}", message)
        return None
    try:
        tokens = TokenUse(sent, answered or Fraction(0), cached or Fraction(0))
    except CostModelError:
        message = gettext("Write at most %(sent)s: cached tokens are a part of the tokens in.")
        form.add_error(f"cached_{row}", message % {"sent": wording.exact_number(sent)})
        return None
    return PricedRequest(model, tokens)


def _missing(
    model: ListedModel | None, sent: Fraction | None, answered: Fraction | None
) -> tuple[str, str] | None:
    """The first part that is missing, or too much, and what is said of it."""
    if model is None:
        return "model", gettext("Write a model, or empty its tokens.")
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
    names = {"names": ", ".join(error.close)}
    return gettext("There is no such model. The nearest are: %(names)s.") % names
