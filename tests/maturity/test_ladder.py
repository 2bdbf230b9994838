"""The ladder of a term, as its page includes it."""

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from learners.models import Learner
from maturity.models import Assessment, MaturityModel
from terms.models import Term
from tests.html import squeezed
from tests.world import make_level_descriptions, make_maturity_model, make_term

pytestmark = pytest.mark.django_db


def test_it_shows_seven_named_levels_and_the_way_to_the_assessment() -> None:
    term = make_term()
    make_level_descriptions(term)
    make_maturity_model(term)
    html = squeezed(render_to_string("maturity/_ladder.html", {"term": term}))
    assert html.count('<li class="ladder__rung"') == 7
    assert html.index("Experimental") < html.index("Pilot") < html.index("Market Leading")
    for part in ("What level 6 is.", "Find your level: 5 minutes"):
        assert part in html
    assert 'href="/maturity/mlops/"' in html
    assert "You are here" not in html


def test_an_old_version_is_not_offered() -> None:
    term = make_term()
    make_maturity_model(term, is_current=False)
    html = squeezed(render_to_string("maturity/_ladder.html", {"term": term}))
    assert "/maturity/mlops/" not in html
    assert "ladder__rung" not in html


def finish(learner: Learner, model: MaturityModel, level: int) -> Assessment:
    return Assessment.objects.create(
        learner=learner, model=model, level=level, index=level, finished_at=timezone.now()
    )


def mark_of(term: Term, learner: Learner | None) -> str:
    context = {"term": term, "learner_id": learner.pk if learner else None}
    return squeezed(render_to_string("maturity/_reader_level.html", context))


def test_the_readers_last_level_stands_before_it() -> None:
    term, learner = make_term(), Learner.objects.create()
    model = make_maturity_model(term)
    assert "data-level" not in mark_of(term, learner) + mark_of(term, None)
    finish(learner, model, 2)
    finish(learner, model, 4)
    Assessment.objects.create(learner=learner, model=model)
    assert 'data-level="4"' in mark_of(term, learner)
    assert "data-level" not in mark_of(term, Learner.objects.create())


def test_the_terms_own_assessment_goes_before_another_and_a_full_one_before_a_rough_one() -> None:
    term, other, learner = make_term(), make_term(slug="llmops"), Learner.objects.create()
    full = make_maturity_model(term)
    rough = make_maturity_model(term, slug="short", title="In short", is_rough=True)
    finish(learner, full, 3)
    finish(learner, rough, 5)
    assert 'data-level="3"' in mark_of(term, learner)
    mark = mark_of(other, learner)
    assert 'data-level="3"' in mark
    assert "“MLOps maturity”" in mark
    finish(learner, make_maturity_model(other, slug="llm", title="LLMs"), 6)
    assert 'data-level="6"' in mark_of(other, learner)
    assert 'data-level="3"' in mark_of(term, learner)
