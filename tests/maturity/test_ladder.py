"""The ladder of a term, as its page includes it."""

import pytest
from django.template.loader import render_to_string

from tests.factories import make_level_descriptions, make_maturity_model, make_term

pytestmark = pytest.mark.django_db


def test_it_shows_seven_named_levels_and_the_way_to_the_assessment() -> None:
    term = make_term()
    make_level_descriptions(term)
    make_maturity_model(term)
    html = render_to_string("maturity/_ladder.html", {"term": term})
    assert html.count('<li class="ladder__rung"') == 7
    assert html.index("Experimental") < html.index("Pilot") < html.index("Market Leading")
    for part in ("14%", "86%", "100%", "What level 6 is.", "MLOps maturity, 5 minutes"):
        assert part in html
    assert 'href="/maturity/mlops/"' in html
    assert "You are here" not in html


def test_an_old_version_is_not_offered() -> None:
    term = make_term()
    make_maturity_model(term, is_current=False)
    html = render_to_string("maturity/_ladder.html", {"term": term})
    assert "/maturity/mlops/" not in html
    assert "ladder__rung" not in html
