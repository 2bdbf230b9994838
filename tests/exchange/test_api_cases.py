"""Requests that schemathesis makes from the API's description, good and bad: each answered as that says.

With `SCHEMATHESIS_CASES=400` in the environment it makes so many of each kind for each address.
"""

import os
from collections.abc import Sequence
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.conf import LazySettings
from django.core.cache import cache
from django.core.wsgi import get_wsgi_application
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from exchange.api.endpoint import ENDPOINTS
from exchange.api.openapi import describe
from tests.exchange.conftest import make_short_path
from tests.world import (
    make_cost_scenario,
    make_figure,
    make_glossary,
    make_maturity_model,
    make_quiz,
    make_term,
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
CASES = int(os.environ.get("SCHEMATHESIS_CASES", "8"))


@pytest.fixture(autouse=True)
def a_glossary(settings: LazySettings) -> None:
    settings.RATE_LIMITS = False
    cache.clear()
    make_glossary(first_term="mlops")
    mlops = make_term(slug="mlops", title="MLOps")
    make_figure(mlops, key="F1")
    make_quiz(mlops)
    make_cost_scenario(mlops)
    make_maturity_model(mlops, slug="mlops")
    make_short_path(mlops)


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda one: one.name)
def test_what_the_description_allows_is_answered(one: Any) -> None:
    # Numbers are texts there, as people type them: what is no number is a bad request.
    excluded = [positive_data_acceptance] if one.is_open else []
    statuses = ask(one, GenerationMode.POSITIVE, excluded)
    assert statuses
    assert statuses <= ({200, 400, 404} if one.is_open else {200, 404})


CHECKED = [one for one in ENDPOINTS if one.asked.model_fields and not one.is_open]


@pytest.mark.parametrize("one", CHECKED, ids=lambda one: one.name)
def test_what_it_does_not_allow_is_refused(one: Any) -> None:
    statuses = ask(one, GenerationMode.NEGATIVE)
    assert statuses & {400, 404, 422}
    assert statuses <= {200, 400, 404, 422}, "200 where an address cannot carry what is wrong"


def ask(one: Any, mode: GenerationMode, excluded: Sequence[Any] = ()) -> set[int]:
    """The statuses of the answers, each of which is as the description says."""
    schema = schemathesis.openapi.from_dict(describe("http://testserver"))
    schema.app = get_wsgi_application()
    operation = schema[one.path]["GET"]
    statuses: set[int] = set()

    @hypothesis.settings(
        max_examples=CASES,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def answered(case: Any) -> None:
        response = case.call_and_validate(excluded_checks=list(excluded))
        statuses.add(response.status_code)

    answered()
    return statuses
