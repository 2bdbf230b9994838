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
    html = result(client, answers(1), answers(2, level_4="some_places"))
    assert 'data-testid="level">Level 3: Operational</h1>' in html
    assert 'data-testid="percentage">43%</dd>' in html
    # 7, and 3 with a third of the way through gate 4: 1/4 of the 3/4 that its statement needs.
    assert 'data-testid="index">5.2</dd>' in html
    assert "A position, not a measurement." in html
    assert (
        "2 of 2 dimensions are at level 3 or above. Level 4 needs 2 of 2, and 1 has reached it."
    ) in html
    assert "For 4: Practice 4 of dimension 2 is in place." in html
    assert 'data-testid="evidence-level">Level 1</dd>' in html
    assert "with version 1 of the assessment" in html
    assert "Potential level" not in html
    assert "Take the assessment" in html


def test_the_plan_is_the_next_level_set_under_its_dimensions(
    client: Client, model: MaturityModel
) -> None:
    other = make_term(slug="drift", title="Model drift", abbreviation="")
    draft = make_term(slug="draft", title="A draft", abbreviation="", status=Term.Status.DRAFT)
    statement = Statement.objects.get(key="d2-level-4")
    StatementHelp.objects.create(statement=statement, term=other, section="how-to-apply")
    StatementHelp.objects.create(statement=statement, term=draft, section="practices", position=1)
    html = result(client, answers(1), answers(2, level_4="some_places", level_6="not_yet"))
    plan = html.split('data-testid="plan"')[1].split("</section>")[0]
    assert plan.count('data-testid="plan-line"') == 1
    for part in (
        "What lifts it to level 4, Scaled",
        "This practice, held everywhere, lifts the level.",
        ">Dimension 2</h3>",
        "Practice 4 of dimension 2 is in place.",
        "Answer: In some places",
        "A dashboard.",
        '<a href="/terms/drift/#how-to-apply">Model drift: How to apply it</a>',
    ):
        assert part in plan, part
    assert "A draft" not in plan


def test_what_can_be_shown_has_a_level_of_its_own(client: Client, model: MaturityModel) -> None:
    shown = {f"proof-d{number}-level-{level}": "on" for number in (1, 2) for level in (2, 3)}
    first, second = answers(1), answers(2, level_3="not_yet")
    html = result(client, first | shown, second | shown)
    assert "Level 4: Scaled</h1>" not in html
    assert "Level 2: Pilot</h1>" in html
    assert 'data-testid="evidence-level">Level 2</dd>' in html
    # What does not hold cannot be shown, whatever is ticked.
    assert Assessment.objects.get().responses.filter(can_be_shown=True).count() == 3


def test_the_steps_name_what_each_lifts(client: Client, model: MaturityModel) -> None:
    html = result(client, answers(1, level_5="not_yet"), answers(2, level_3="not_yet"))
    steps = html.split('data-testid="steps"')[1].split("</section>")[0]
    assert "1 practice lifts the level to 3, Operational." in steps
    assert steps.count("<li>") == 2
    assert steps.index("Practice 3 of dimension 2") < steps.index("Practice 5 of dimension 1")
    assert "Lifts it from 2 to 3." in steps
    assert "Lifts it from 4 to 5, beyond what the next level needs." in steps


def test_level_seven_says_so(client: Client, model: MaturityModel) -> None:
    html = result(client, answers(1), answers(2))
    assert "Level 7: Market Leading</h1>" in html
    assert 'data-testid="percentage">100%' in html
    assert 'data-testid="index">7.0' in html
    assert "2 of 2 dimensions are at level 7, the highest there is." in html
    assert html.count("Nothing: this is the highest level.") == 2
    assert 'data-testid="steps"' not in html
    assert 'data-testid="plan"' not in html


def test_dont_know_gives_a_confirmed_and_a_potential_level(
    client: Client, model: MaturityModel
) -> None:
    html = result(client, answers(1), answers(2, level_3="dont_know", level_6="not_yet"))
    assert "Level 2: Pilot</h1>" in html
    assert 'data-testid="range">Level 2 to 5</dd>' in html
    assert "However 1 “don’t know” turns out." in html
    assert "Answer: Don’t know" in html


def test_a_gate_without_applicable_statements_is_marked(
    client: Client, model: MaturityModel
) -> None:
    form = answers(2, level_3="not_applicable") | {"reason-d2-level-3": "We train nothing."}
    html = result(client, answers(1), form)
    assert "Level 7: Market Leading</h1>" in html
    assert "Level 3 is held because none of its statements applies." in html
    assert "We train nothing." not in html


def test_the_ladder_says_where_you_are(client: Client, model: MaturityModel) -> None:
    make_level_descriptions(model.term)
    model.term.level_descriptions.filter(level=5).update(
        text_html='<p>It saves <a href="#figure-F1">half</a>.</p>'
    )
    html = result(client, answers(1), answers(2, level_4="some_places"))
    ladder = html.split('data-testid="ladder"')[1]
    assert ladder.count("<li ") == 7
    here = ladder.split('aria-current="step"')[1].split("</li>")[0]
    assert "Operational" in here
    assert "You are here" in here
    assert "What level 3 is." in here
    assert ladder.count("You are here") == 1
    assert 'href="/terms/mlops/#figure-F1"' in ladder


def test_the_profile_is_a_table_with_bars(client: Client, model: MaturityModel) -> None:
    html = result(client, answers(1, level_3="dont_know"), answers(2))
    row = html.split('data-testid="profile"')[1].split("<tr>")[2]
    assert row.count("<rect") == 7
    assert row.count("profile__potential") == 5
    assert 'aria-hidden="true"' in row
    assert '<span class="profile__number">2–7</span>' in row


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
    with django_assert_num_queries(12):
        Client().get(assessment.get_absolute_url())


def test_a_rough_result_says_so(client: Client, model: MaturityModel) -> None:
    assert 'data-testid="rough"' not in result(client, answers(1), answers(2))
    MaturityModel.objects.update(is_rough=True)
    html = Client().get(Assessment.objects.get().get_absolute_url()).text
    assert "This is a rough result: 12 questions cannot tell what a full assessment would." in html
