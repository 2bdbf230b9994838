"""Parts of a page that are kept are kept for each language."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from calculator.form.forms import CalculatorForm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("german")]


def test_each_language_keeps_its_own() -> None:
    words = {}
    for language in ("en", "de"):
        with override(language):
            context = {"form": CalculatorForm()}
            words[language] = render_to_string("calculator/_calculator_form.html", context)
    assert "More: cache" in words["en"]
    assert "More: cache" not in words["de"]
    assert "Mehr: Cache" in words["de"]
