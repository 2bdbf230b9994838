"""Results of which too little applies: for a dimension, and for a level."""

import json

import pytest
from django.test import Client

from maturity.models import Assessment, MaturityModel
from tests.html import squeezed
from tests.maturity.answering import URL, add_dimensions, answers, take

pytestmark = pytest.mark.django_db


def nothing(number: int) -> dict[str, str]:
    """The form of dimension `number` in which no statement applies."""
    reasons = {f"reason-d{number}-level-{level}": "Not ours." for level in range(2, 8)}
    return answers(number, "not_applicable") | reasons


@pytest.fixture
def unrated(client: Client, model: MaturityModel) -> Assessment:
    return take(client, nothing(1), nothing(2))


def test_where_nothing_applies_there_is_no_level(client: Client, unrated: Assessment) -> None:
    unrated.refresh_from_db()
    assert (unrated.level, unrated.index, unrated.is_finished) == (None, None, True)
    html = squeezed(client.get(unrated.get_absolute_url()).text)
    assert 'data-testid="level">Not rated</h1>' in html
    assert "There is no level: 2 of 2 dimensions are not rated" in html
    assert "Fewer than half of its statements apply." in html
    assert "Level 7" not in html.split('data-testid="why"')[0]
    assert "You are here" not in html
    assert 'data-testid="plan"' not in html


def test_a_dimension_that_is_not_rated_counts_in_no_sum(
    client: Client, model: MaturityModel
) -> None:
    add_dimensions(model, 1)
    last = {"answer-d101-level-2": "everywhere"}
    client.post(f"{URL}?dimension=dimension-101", last)
    assessment = take(client, nothing(1), answers(2, level_4="not_yet"))
    html = squeezed(client.get(assessment.get_absolute_url()).text)
    assert 'data-testid="level">Level 3: Operational</h1>' in html
    assert "What is not rated counts in no sum." in html
    assert "Dimension 1." in html.split('data-testid="not-rated"')[1].split("</p>")[0]
    assert "Level 4" not in html.split('data-testid="why"')[0]


def test_it_is_shown_wherever_results_are(client: Client, unrated: Assessment) -> None:
    client.post(f"{URL}again/")
    second = take(client, answers(1), answers(2))
    history = squeezed(client.get(f"{URL}history/").text)
    assert "not rated" in history
    url = f"{URL}difference/?from={unrated.token}&to={second.token}"
    assert "not rated both times" in squeezed(client.get(url).text)
    assert "You are here: level 7" in squeezed(client.get("/terms/mlops/").text)
    response = client.get(f"{unrated.get_absolute_url()}result.json")
    saved = json.loads(squeezed(response.text))
    assert (saved["level"], saved["index"]) == (None, None)
    loaded = Client().post(f"{URL}load/", {"result": squeezed(response.text)})
    assert loaded.status_code == 302, loaded.text
    assert client.get(f"{unrated.get_absolute_url()}result.csv").status_code == 200


def test_the_advisor_is_told_that_there_is_no_level(client: Client, unrated: Assessment) -> None:
    sent = client.post("/advisory/from/", {"origin": "result", "subject": unrated.token})
    assert "Not rated: too little of it applies" in squeezed(client.get(sent["Location"]).text)
