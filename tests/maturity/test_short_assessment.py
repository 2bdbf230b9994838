"""An assessment whose dimensions are one question each, with the levels for answers."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from learners.models import Learner
from maturity.models import Assessment, MaturityModel
from tests.html import squeezed
from tests.world import make_short_model, make_term

pytestmark = pytest.mark.django_db

URL = "/maturity/short/"


@pytest.fixture
def short() -> MaturityModel:
    return make_short_model(make_term())


def picks(*levels: int) -> dict[str, str]:
    return {f"level-dimension-{place}": str(one) for place, one in enumerate(levels, start=1)}


def take(client: Client, *levels: int) -> Assessment:
    response = client.post(URL, picks(*levels))
    assert response.status_code == 302, response.text
    return Assessment.objects.get(token=response["Location"].split("/")[-2])


def test_it_asks_everything_on_one_page(client: Client, short: MaturityModel) -> None:
    response = client.get(URL)
    html = squeezed(response.text)
    assert html.count("<fieldset") == 3
    assert html.count('type="radio"') == 21
    assert "Side 2 is like 7." in html
    assert "3 questions" in html
    assert not response.cookies
    assert not Learner.objects.exists()


def test_the_picked_levels_make_the_level(client: Client, short: MaturityModel) -> None:
    assessment = take(client, 5, 5, 3)
    assert (assessment.level, str(assessment.index)) == (5, "4.33")
    html = squeezed(client.get(assessment.get_absolute_url()).text)
    assert "Level 5: Optimized</h1>" in html
    assert 'data-testid="index">4.3</dd>' in html
    assert 'data-testid="evidence-level"' not in html
    assert "2 of 3 dimensions are at level 5 or above." in html
    assert "Besides, none may lie below 4: Dimension 3 is at 3." in html
    assert "For 4: Side 3 is like 4." in html
    steps = html.split('data-testid="steps"')[1].split("</section>")[0]
    assert "3 dimensions have to rise for level 6, Strategic." in steps
    assert "Side 1 is like 6." in steps
    assert "Lifts it from 3 to 4." in steps
    assert 'data-testid="plan"' not in html
    assert "3 questions cannot tell what a full assessment would." in html


def test_open_questions_are_named_and_kept_nowhere(client: Client, short: MaturityModel) -> None:
    response = client.post(URL, picks(4) | {"level-dimension-2": "9"})
    html = squeezed(response.text)
    assert response.status_code == 422
    assert "2 questions are still open" in html
    assert "“9” is not one of the seven levels." in html
    assert 'value="4" id="level-dimension-1_3" checked' in html or "checked" in html
    assert not Assessment.objects.exists()
    assert not Learner.objects.exists()


def test_htmx_is_sent_to_the_result(htmx_client: Client, short: MaturityModel) -> None:
    response = htmx_client.post(URL, picks(4))
    assert response.status_code == 422
    assert squeezed(response.text).startswith('<section class="assessment" id="assessment"')
    assert squeezed(response.text).count("autofocus") == 1
    response = htmx_client.post(URL, picks(4, 4, 4))
    assert response["HX-Redirect"] == Assessment.objects.get().get_absolute_url()


def test_again_begins_from_the_last_picks(client: Client, short: MaturityModel) -> None:
    take(client, 2, 3, 4)
    assert "You have taken this assessment" in squeezed(client.get(URL).text)
    client.post(f"{URL}again/")
    html = client.get(URL).text
    assert html.count("checked") == 3
    take(client, 3, 3, 4)
    assert [one.level for one in Assessment.objects.order_by("pk")] == [3, 3]
    history = squeezed(client.get(f"{URL}history/").text)
    assert "3.3" in history


def test_a_double_click_makes_one_result(client: Client, short: MaturityModel) -> None:
    first = take(client, 2, 3, 4)
    assert take(client, 7, 7, 7) == first
    assert Assessment.objects.get().level == 3


def test_a_draft_of_it_leads_back(client: Client, short: MaturityModel) -> None:
    assert client.post(f"{URL}draft/?dimension=dimension-1", {})["Location"] == URL


def test_its_file_loads_into_the_same_result(client: Client, short: MaturityModel) -> None:
    result = take(client, 5, 5, 3).get_absolute_url()
    text = client.get(f"{result}result.json").text
    assert json.loads(text)["levels"] == {"dimension-1": 5, "dimension-2": 5, "dimension-3": 3}
    stranger = Client()
    response = stranger.post(f"{URL}load/", {"result": text})
    loaded = Assessment.objects.get(token=response["Location"].split("/")[-2])
    assert (loaded.level, loaded.is_loaded, loaded.picks.count()) == (5, True, 3)
    assert stranger.post(f"{URL}load/", {"result": text})["Location"] == response["Location"]
    damaged = json.dumps(json.loads(text) | {"levels": {"dimension-1": 5}})
    assert stranger.post(f"{URL}load/", {"result": damaged}).status_code == 422
    assert "Dimension 1,5,,Side 1 is like 5." in client.get(f"{result}result.csv").text


def test_a_team_has_the_levels_in_the_middle(client: Client, short: MaturityModel) -> None:
    url = client.post(f"{URL}teams/", {"name": "Search"})["Location"]
    for levels in ((5, 5, 3), (4, 5, 3), (6, 2, 4)):
        someone = Client()
        someone.post(f"{url}join/")
        take(someone, *levels)
    html = squeezed(client.get(url).text)
    assert 'data-testid="team-level">Level 5: Optimized' in html
    apart = html.split('data-testid="disagreements"')[1]
    assert apart.index("How is side 2?") < apart.index("How is side 1?")
    assert "Level 2: 1" in apart


def test_the_list_shows_the_last_level_and_when_to_look_again(
    client: Client, short: MaturityModel
) -> None:
    assert 'data-testid="last-levels"' not in client.get("/maturity/").text
    assessment = take(client, 4, 4, 4)
    html = squeezed(client.get("/maturity/").text)
    last = html.split('data-testid="last-levels"')[1].split("</section>")[0]
    assert "Level 4, Scaled, on" in last
    assert "look again on" in last
    assert assessment.get_absolute_url() in last
    assert "level 4, Scaled, on" in squeezed(client.get("/").text)
    Assessment.objects.update(finished_at=timezone.now() - timedelta(days=92))
    html = squeezed(client.get("/maturity/").text)
    last = html.split('data-testid="last-levels"')[1].split("</section>")[0]
    assert "a quarter has passed, so look again" in last
    assert f'href="{URL}"' in last


def test_the_readers_part_of_the_list_is_no_page(client: Client, short: MaturityModel) -> None:
    assert client.get("/maturity/results/")["Location"] == "/maturity/"
