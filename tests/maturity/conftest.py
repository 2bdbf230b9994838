"""The assessment that most tests answer."""

import pytest

from maturity.models import MaturityModel
from tests.world import make_maturity_model, make_term


@pytest.fixture
def model() -> MaturityModel:
    """Two dimensions with one required statement on every level from 2 to 7."""
    return make_maturity_model(make_term())
