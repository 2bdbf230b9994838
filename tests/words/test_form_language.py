"""The calculator's form speaks the language in force, whichever was drawn before."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from calculator.form.forms import CalculatorForm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("german")]


def test_each_language_has_its_own_form() -> None:
    words = {}
    for language in ("en", "de"):
        with override(language):
            context = {"form": CalculatorForm()}
            words[language] = render_to_string("calculator/_calculator_fields.html", context)
    assert "Price per user a month" in words["en"]
    assert "Price per user" not in words["de"]
    assert "Preis je Nutzer im Monat" in words["de"]
