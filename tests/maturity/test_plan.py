"""The action plan: ticked, given to somebody, aimed at a target; by the owner of the result alone."""

import datetime

import pytest
from django.test import Client

from maturity.models import Assessment, MaturityModel, PlanItem
from tests.html import squeezed
from tests.maturity.answering import answers, take

pytestmark = pytest.mark.django_db

KEY = "dimension-2.d2-level-4"


@pytest.fixture
def assessment(client: Client, model: MaturityModel) -> Assessment:
    """Level 3: dimension 1 stands at 7, dimension 2 has nothing from level 4 on."""
    return take(client, answers(1), answers(2, level_4="not_yet", level_5="not_yet"))


def plan_url(assessment: Assessment, kind: str = "plan") -> str:
    return f"{assessment.get_absolute_url()}{kind}/"


def test_a_tick_moves_the_projected_level(
    htmx_client: Client, client: Client, assessment: Assessment
) -> None:
    client.defaults.update({"HTTP_HX_REQUEST": "true"})
    response = client.post(plan_url(assessment), {f"done-{KEY}": "on"})
    assert response.status_code == 200
    assert squeezed(response.text).startswith('<div class="projection" id="plan-projection"')
    assert 'data-testid="projected-level">Level 4: Scaled</strong>' in squeezed(response.text)
    assert "1 of 1 done" in squeezed(response.text)
    response = client.post(plan_url(assessment), {})
    assert 'data-testid="projected-level">Level 3: Operational</strong>' in squeezed(response.text)
    assert 'data-testid="projected-index">5.0<' in squeezed(response.text)


def test_the_result_itself_stays(client: Client, assessment: Assessment) -> None:
    client.post(plan_url(assessment), {f"done-{KEY}": "on"})
    html = squeezed(client.get(assessment.get_absolute_url()).text)
    assert 'data-testid="level">Level 3: Operational</h1>' in html
    assert "What lifts you to level 4, Scaled" in html


def test_a_plain_form_keeps_owner_and_day(client: Client, assessment: Assessment) -> None:
    form = {f"owner-{KEY}": "Platform team", f"due-{KEY}": "2027-01-31"}
    response = client.post(plan_url(assessment), form)
    assert response["Location"] == f"{assessment.get_absolute_url()}#result-plan"
    item = PlanItem.objects.get()
    assert (item.owner, item.due_on, item.is_done) == (
        "Platform team",
        datetime.date(2027, 1, 31),
        False,
    )
    html = squeezed(client.get(assessment.get_absolute_url()).text)
    assert 'value="Platform team"' in html
    assert 'value="2027-01-31"' in html


def test_strangers_see_ticks_but_no_names_and_no_form(
    client: Client, assessment: Assessment
) -> None:
    client.post(plan_url(assessment), {f"done-{KEY}": "on", f"owner-{KEY}": "Grace"})
    html = squeezed(Client().get(assessment.get_absolute_url()).text)
    assert "Done since" in html
    assert "Grace" not in html
    assert 'data-testid="plan-form"' not in html
    assert 'data-testid="projected-level">Level 4: Scaled' in html


@pytest.mark.parametrize("kind", ["plan", "targets"])
def test_only_the_owner_plans(client: Client, assessment: Assessment, kind: str) -> None:
    url = plan_url(assessment, kind)
    assert Client().post(url, {f"done-{KEY}": "on"}).status_code == 404
    assert client.get(url).status_code == 302
    assert client.post("/maturity/results/nothing/plan/").status_code == 404
    assert not PlanItem.objects.exists()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({f"due-{KEY}": "soon"}, "Give a day as 2027-01-31."),
        ({f"due-{KEY}": "2027-02-30"}, "Give a day as 2027-01-31."),
        ({f"owner-{KEY}": "x" * 81}, "at most 80 characters"),
        ({f"owner-{KEY}": "\0"}, "Null characters are not allowed."),
    ],
)
def test_what_is_no_day_or_name_changes_nothing(
    client: Client, assessment: Assessment, form: dict[str, str], words: str
) -> None:
    response = client.post(plan_url(assessment), form | {f"done-{KEY}": "on"})
    assert response.status_code == 422
    assert words in squeezed(response.text)
    assert not PlanItem.objects.exists()


@pytest.mark.parametrize("name", ["done-nothing", "owner-dimension-1.d1-level-2", "due-x"])
def test_an_item_that_the_plan_has_not_is_refused(
    client: Client, assessment: Assessment, name: str
) -> None:
    assert client.post(plan_url(assessment), {name: "on"}).status_code == 400
    assert not PlanItem.objects.exists()


def test_a_target_makes_the_plan_longer_and_shows_the_gap(
    client: Client, assessment: Assessment
) -> None:
    url = plan_url(assessment, "targets")
    response = client.post(url, {"target-dimension-2": "5"}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert squeezed(response.text).count('data-testid="plan-line"') == 2
    assert "What lifts you to your targets" in squeezed(response.text)
    assert 'data-testid="gap">2 levels, 2 practices<' in squeezed(response.text)
    assert "from level 3 to 5" in squeezed(response.text)
    done = {f"done-{KEY}": "on", "done-dimension-2.d2-level-5": "on"}
    html = squeezed(client.post(plan_url(assessment), done, follow=True).text)
    assert 'data-testid="projected-level">Level 7: Market Leading' in html
    client.post(url, {"target-dimension-2": ""})
    assert assessment.targets.count() == 0


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"target-dimension-2": "3"}, 422),
        ({"target-dimension-2": "8"}, 422),
        ({"target-dimension-2": "x"}, 422),
        ({"target-dimension-1": "7"}, 400),
        ({"target-nothing": "5"}, 400),
    ],
)
def test_an_impossible_target_changes_nothing(
    client: Client, assessment: Assessment, form: dict[str, str], status: int
) -> None:
    assert client.post(plan_url(assessment, "targets"), form).status_code == status
    assert not assessment.targets.exists()
