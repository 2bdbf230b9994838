"""The page of a result."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from django.test import Client

from maturity.models import Assessment, MaturityModel, Statement, StatementHelp
from maturity.wizard.assessments import finish_assessment
from terms.models import Term
from tests.html import squeezed
from tests.maturity.answering import URL, add_dimensions, answers, take
from tests.world import make_level_descriptions, make_term

pytestmark = pytest.mark.django_db


def result(client: Client, *forms: dict[str, str]) -> str:
    """The page of a result that a stranger sees."""
    assessment = take(client, *forms)
    response = Client().get(assessment.get_absolute_url())
    assert response.status_code == 200
    assert not response.cookies
    html: str = squeezed(response.text)
    return html


def test_it_explains_the_level(client: Client, model: MaturityModel) -> None:
    html = result(client, answers(1), answers(2, level_4="started"))
    assert 'data-testid="level">Level 3: Operational</h1>' in html
    assert 'data-testid="percentage">43%</dd>' in html
    # One dimension is through gate 4, the other at 1/4 of its only, required statement.
    assert 'data-testid="index">3.62</dd>' in html
    assert "a position on the scale, not a measurement" in html
    assert "1 dimension stands at level 3:" in html
    assert (
        "<strong>Dimension 2.</strong> The gate to level 4, Scaled, is closed: "
        "a required statement does not hold everywhere yet."
    ) in html
    assert "with version 1 of the assessment" in html
    assert "Potential level" not in html
    assert "Take the assessment" in html


def test_the_plan_is_the_unlock_set_under_its_dimensions(
    client: Client, model: MaturityModel
) -> None:
    other = make_term(slug="drift", title="Model drift", abbreviation="")
    draft = make_term(slug="draft", title="A draft", abbreviation="", status=Term.Status.DRAFT)
    statement = Statement.objects.get(key="d2-level-4")
    StatementHelp.objects.create(statement=statement, term=other, section="how-to-apply")
    StatementHelp.objects.create(statement=statement, term=draft, section="practices", position=1)
    html = result(client, answers(1), answers(2, level_4="started", level_6="not_yet"))
    plan = html.split('data-testid="plan"')[1].split("</section>")[0]
    assert plan.count('data-testid="plan-line"') == 1
    for part in (
        "What lifts it to level 4, Scaled",
        "This practice, everywhere and shown, lifts the level.",
        ">Dimension 2</h3>",
        "Practice 4 of dimension 2 is in place.",
        "Answer: Started",
        "A dashboard.",
        '<a href="/terms/drift/#how-to-apply">Model drift: How to apply it</a>',
    ):
        assert part in plan, part
    assert "A draft" not in plan


def test_a_low_mean_is_said_in_numbers(client: Client, model: MaturityModel) -> None:
    Statement.objects.update(required=False)
    html = result(client, answers(1, level_2="most_places"), answers(2))
    assert (
        "The gate to level 2, Pilot, is closed: "
        "the weighted mean of its statements is 0.50, and it opens at 0.75."
    ) in html


def test_level_seven_says_so(client: Client, model: MaturityModel) -> None:
    html = result(client, answers(1), answers(2))
    assert "Level 7: Market Leading</h1>" in html
    assert 'data-testid="percentage">100%' in html
    assert 'data-testid="index">7.00' in html
    assert "Level 7 is the highest there is." in html
    assert html.count("Nothing: every gate is open.") == 2
    assert 'data-testid="plan"' not in html


def test_dont_know_gives_a_confirmed_and_a_potential_level(
    client: Client, model: MaturityModel
) -> None:
    html = result(client, answers(1), answers(2, level_3="dont_know", level_6="not_yet"))
    assert "Level 2: Pilot</h1>" in html
    assert 'data-testid="confirmed-level">2</dd>' in html
    assert 'data-testid="potential-level">5</dd>' in html
    assert "With 1 answer of “don’t know” counted as “not yet”." in html
    assert "Answer: Don’t know" in html


def test_a_gate_without_applicable_statements_is_marked(
    client: Client, model: MaturityModel
) -> None:
    form = answers(2, level_3="not_applicable") | {"reason-d2-level-3": "We train nothing."}
    html = result(client, answers(1), form)
    assert "Level 7: Market Leading</h1>" in html
    assert "Gate 3 passed because no statement of it applies." in html
    assert "We train nothing." not in html


def test_the_ladder_says_where_you_are(client: Client, model: MaturityModel) -> None:
    make_level_descriptions(model.term)
    model.term.level_descriptions.filter(level=5).update(
        text_html='<p>It saves <a href="#figure-F1">half</a>.</p>'
    )
    html = result(client, answers(1), answers(2, level_4="started"))
    ladder = html.split('data-testid="ladder"')[1]
    assert ladder.count("<li ") == 7
    here = ladder.split('aria-current="step"')[1].split("</li>")[0]
    assert "Operational" in here
    assert "You are here" in here
    assert "What level 3 is." in here
    assert ladder.count("You are here") == 1
    assert 'href="/terms/mlops/#figure-F1"' in ladder


def test_the_radar_has_words_for_those_who_do_not_see_it(
    client: Client, model: MaturityModel
) -> None:
    add_dimensions(model, 1)
    client.post(URL, answers(1, level_3="dont_know"))
    client.post(URL, answers(2))
    response = client.post(URL, {"answer-d101-level-2": "not_yet"})
    html = squeezed(client.get(response["Location"]).text)
    chart = html.split('<svg class="chart')[1].split("</svg>")[0]
    assert 'role="img" aria-labelledby="radar-title radar-desc"' in chart
    assert '<title id="radar-title">Level of each dimension</title>' in chart
    assert "Dimension 1: 2; Dimension 2: 7; Dimension 101: 1</desc>" in chart
    assert "chart__area--potential" in chart
    assert "The dashed line is the potential level." in html


def test_two_dimensions_have_no_radar(client: Client, model: MaturityModel) -> None:
    html = result(client, answers(1), answers(2))
    assert "radar-title" not in html
    assert '<th scope="row">Dimension 2</th>' in html


def test_it_keeps_its_version(client: Client, model: MaturityModel) -> None:
    assessment = take(client, answers(1), answers(2))
    MaturityModel.objects.filter(pk=model.pk).update(is_current=False)
    html = squeezed(client.get(assessment.get_absolute_url()).text)
    assert "Level 7: Market Leading</h1>" in html
    assert "There is a newer version now." in html


def test_it_names_nobody_and_is_not_indexed(client: Client, model: MaturityModel) -> None:
    assessment = take(client, answers(1), answers(2))
    html = Client().get(assessment.get_absolute_url()).text
    assert str(assessment.learner_id) not in html
    assert '<meta name="robots" content="noindex">' in html


def test_an_unfinished_one_is_not_found(client: Client, model: MaturityModel) -> None:
    client.post(URL, answers(1))
    assessment = Assessment.objects.get()
    assert client.get(assessment.get_absolute_url()).status_code == 404
    finish_assessment(assessment, datetime(2026, 11, 22, tzinfo=UTC))
    assert client.get(assessment.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("token", ["nothing", "%00", "a" * 500, "é"])
def test_an_unknown_token_is_not_found(client: Client, model: MaturityModel, token: str) -> None:
    assert client.get(f"/maturity/results/{token}/").status_code == 404


def test_only_reading_is_allowed(client: Client, model: MaturityModel) -> None:
    assessment = take(client, answers(1), answers(2))
    assert client.post(assessment.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("more", [0, 20])
def test_the_number_of_queries(
    client: Client,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
    model: MaturityModel,
    more: int,
) -> None:
    help_ = StatementHelp(statement=Statement.objects.get(key="d1-level-2"), term=model.term)
    help_.section = "practices"
    help_.save()
    assessment = take(client, answers(1, "not_yet"), answers(2))
    add_dimensions(model, more)
    with django_assert_num_queries(10):
        Client().get(assessment.get_absolute_url())


def test_a_rough_result_says_so(client: Client, model: MaturityModel) -> None:
    assert 'data-testid="rough"' not in result(client, answers(1), answers(2))
    MaturityModel.objects.update(is_rough=True)
    html = Client().get(Assessment.objects.get().get_absolute_url()).text
    assert "This is a rough result: 12 questions cannot tell what a full assessment would." in html
