"""A result among those of others: from twenty others on, each counted once."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from learners.models import Learner
from maturity.charts.distribution import HEIGHT, distribution_chart
from maturity.models import Assessment, MaturityModel
from maturity.results.other_results import FEWEST_OTHERS, read_comparison
from maturity.scoring.scoring import Level
from tests.maturity.answering import answers, take
from tests.world import make_maturity_model

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOW = timezone.now()


def finish(model: MaturityModel, level: int, **changes: object) -> Assessment:
    fields = {"level": level, "index": level, "finished_at": NOW}
    learner = changes.pop("learner", None) or Learner.objects.create()
    return Assessment.objects.create(model=model, learner=learner, **fields | changes)


def make_others(model: MaturityModel, count: int) -> None:
    for number in range(count):
        finish(model, number % 3 + 2)


def test_below_twenty_others_nothing_is_said(client: Client, model: MaturityModel) -> None:
    own = take(client, answers(1), answers(2))
    make_others(model, FEWEST_OTHERS - 1)
    assert read_comparison(own) is None
    assert 'data-testid="comparison"' not in client.get(own.get_absolute_url()).text
    make_others(model, 1)
    html = client.get(own.get_absolute_url()).text
    assert "Of 20 others who finished this version, 20 stand lower" in html


def test_others_stand_below_beside_and_above(model: MaturityModel) -> None:
    own = finish(model, 3)
    make_others(model, 30)
    comparison = read_comparison(own)
    assert comparison is not None
    assert (comparison.below, comparison.beside, comparison.above) == (10, 10, 10)
    assert comparison.others == 30
    assert dict(comparison.counts)[Level(1)] == 0


def test_only_the_last_results_of_other_people_count(model: MaturityModel) -> None:
    own = finish(model, 3)
    make_others(model, FEWEST_OTHERS - 1)
    finish(model, 7, learner=own.learner, finished_at=NOW - datetime.timedelta(days=3))
    again = Assessment.objects.exclude(pk=own.pk).exclude(learner=own.learner).first()
    assert again is not None
    finish(model, 7, learner=again.learner, finished_at=NOW + datetime.timedelta(days=1))
    finish(model, 7, is_loaded=True)
    finish(make_maturity_model(model.term, version=2, is_current=False), 7)
    Assessment.objects.create(model=model, learner=Learner.objects.create())
    assert read_comparison(own) is None
    finish(model, 2)
    comparison = read_comparison(own)
    assert comparison is not None
    assert comparison.others == FEWEST_OTHERS
    assert dict(comparison.counts)[Level(7)] == 1


def test_an_unfinished_one_has_no_place(model: MaturityModel) -> None:
    unfinished = Assessment.objects.create(model=model, learner=Learner.objects.create())
    assert read_comparison(unfinished) is None


def test_columns_are_as_high_as_their_counts() -> None:
    chart = distribution_chart([0, 5, 10, 0, 0, 0, 0], 3)
    heights = [float(column.height) for column in chart.columns]
    assert heights[2] == pytest.approx(2 * heights[1], abs=0.2)
    assert 0 < heights[0] < 2
    assert [column.is_own for column in chart.columns] == [False, False, True] + [False] * 4
    assert all(float(column.count_y) > 0 for column in chart.columns)
    assert chart.view_box.endswith(str(HEIGHT))
    last = chart.columns[-1]
    assert float(last.x) + float(last.width) == pytest.approx(float(chart.right), abs=0.2)


def test_a_chart_of_nobody_is_flat() -> None:
    chart = distribution_chart([0] * 7, 1)
    assert len({column.height for column in chart.columns}) == 1
