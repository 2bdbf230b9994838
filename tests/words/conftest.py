"""A site that speaks German."""

from collections.abc import Iterator
from unittest import mock

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

from glossary_site.operations.translations import compile_translations


@pytest.fixture
def german() -> Iterator[None]:
    """The operator has chosen German."""
    compile_translations(settings.TRANSLATIONS_DIR, settings.VAR_DIR / "locale")
    fresh = mock.patch.multiple(trans_real, _translations={}, _default=None)
    with fresh, override_settings(LANGUAGE_CODE="de"), translation.override("de", deactivate=True):
        yield
