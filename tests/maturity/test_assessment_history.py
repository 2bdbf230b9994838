"""A learner's results over time, and the difference between two of them."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client

from maturity.charts.timeline import HEIGHT, WIDTH, Moment, timeline_chart
from maturity.models import Assessment, MaturityModel, Statement
from tests.html import squeezed
from tests.maturity.answering import URL, answers, take
from tests.world import make_maturity_model

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def take_twice(client: Client) -> tuple[Assessment, Assessment]:
    """First level 3, then level 4 and one answer lower."""
    first = take(client, answers(1), answers(2, level_4="some_places"))
    client.post(f"{URL}again/")
    return first, take(client, answers(1, level_7="most_places"), answers(2, level_5="not_yet"))


def difference_url(first: Assessment, second: Assessment) -> str:
    return f"{URL}difference/?from={first.token}&to={second.token}"


def test_results_stand_in_a_chart_and_a_table(client: Client, model: MaturityModel) -> None:
    first, second = take_twice(client)
    html = squeezed(client.get(f"{URL}history/").text)
    table = html.split('data-testid="history"')[1]
    assert table.index(second.token) < table.index(first.token)
    assert ">+1<" in table
    chart = html.split('<svg class="chart timeline"')[1].split("</svg>")[0]
    assert 'role="img" aria-labelledby="timeline-title timeline-desc"' in chart
    assert ": 5.2;" in chart
    assert chart.count("<circle") == 2
    assert 'data-testid="versions"' not in html


def test_a_stranger_has_no_history(client: Client, model: MaturityModel) -> None:
    first, second = take_twice(client)
    response = Client().get(f"{URL}history/")
    assert response.status_code == 200
    assert not response.cookies
    assert "There is no result of yours yet." in squeezed(response.text)
    assert Client().get(difference_url(first, second)).status_code == 404


def test_one_result_has_no_chart(client: Client, model: MaturityModel) -> None:
    take(client, answers(1), answers(2))
    html = squeezed(client.get(f"{URL}history/").text)
    assert '<svg class="chart timeline"' not in html
    assert "difference-form" not in html
    assert "Market Leading" in html


def test_the_difference_names_levels_and_answers(client: Client, model: MaturityModel) -> None:
    html = squeezed(client.get(difference_url(*take_twice(client))).text)
    assert 'data-testid="difference">From level 3 to level 4</h1>' in html
    assert "up 1 level<" in html
    changed = html.split('data-testid="answer-changes"')[1]
    assert changed.count('class="changes__item"') == 3
    assert "Practice 4 of dimension 2 is in place." in changed
    assert 'change--up">Everywhere</strong>' in changed
    assert 'change--down">In most places</strong>' in changed
    assert 'data-testid="versions"' not in html


def test_a_result_does_not_differ_from_itself(client: Client, model: MaturityModel) -> None:
    first = take(client, answers(1), answers(2))
    html = squeezed(client.get(difference_url(first, first)).text)
    assert "Level 7 both times" in html
    assert "None." in html.split('data-testid="answer-changes"')[1]


def test_across_versions_it_says_so(client: Client, model: MaturityModel) -> None:
    first = take(client, answers(1), answers(2, level_4="some_places"))
    MaturityModel.objects.update(is_current=False)
    newer = make_maturity_model(model.term, version=2)
    Statement.objects.filter(dimension__model=newer, key="d1-level-2").update(text="Anew.")
    client.post(f"{URL}again/")
    second = take(client, answers(1), answers(2))
    assert second.model == newer
    html = squeezed(client.get(difference_url(first, second)).text)
    assert "computed with versions 1 and 2 of the assessment" in html
    assert "1 statement is new or worded anew" in html
    history = squeezed(client.get(f"{URL}history/").text)
    assert 'data-testid="versions"' in history
    assert "version 2</text>" in history
    first.refresh_from_db()
    assert (first.level, first.index) == (3, Decimal("5.17"))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("?from={token}", 400),
        ("?from={token}&to=", 400),
        ("?from={token}&to=nothing", 404),
        ("?from=%00&to={token}", 404),
        ("?from=é&to={token}", 404),
    ],
)
def test_tokens_that_name_no_result_of_ones_own(
    client: Client, model: MaturityModel, query: str, status: int
) -> None:
    token = take(client, answers(1), answers(2)).token
    assert client.get(f"{URL}difference/{query.format(token=token)}").status_code == status


def test_results_of_another_assessment_are_not_compared(
    client: Client, model: MaturityModel
) -> None:
    token = take(client, answers(1), answers(2)).token
    make_maturity_model(model.term, slug="other")
    query = f"?from={token}&to={token}"
    assert client.get(f"/maturity/other/difference/{query}").status_code == 404
    assert client.get("/maturity/nothing/history/").status_code == 404
    assert client.post(f"{URL}history/").status_code == 405


def test_the_chart_keeps_time_in_proportion() -> None:
    start = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    days = (0, 10, 40)
    moments = [Moment(start + datetime.timedelta(days=day), Decimal("2.50"), 1) for day in days]
    chart = timeline_chart(moments)
    assert chart is not None
    first, second, third = (float(mark.x) for mark in chart.marks)
    assert (second - first) * 3 == pytest.approx(third - second, abs=0.2)
    assert chart.view_box == f"0 0 {WIDTH} {HEIGHT}"
    assert chart.versions == ()


def test_results_of_one_instant_stand_side_by_side() -> None:
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    chart = timeline_chart([Moment(now, Decimal(1), 1), Moment(now, Decimal(7), 2)])
    assert chart is not None
    low, high = chart.marks
    assert float(low.x) < float(high.x)
    assert float(low.y) > float(high.y)
    assert [version.number for version in chart.versions] == [2]
    assert timeline_chart([Moment(now, Decimal(1), 1)]) is None
