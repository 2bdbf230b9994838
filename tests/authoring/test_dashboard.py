"""The authors' dashboard: what to look at next."""

import datetime
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from authoring.dashboard.panels import Bar, Dashboard, draw_bars
from learners.models import Learner
from maturity.models import Assessment
from terms.models import MissedQuery, ReadCount, Term
from tests.world import make_figure, make_maturity_model, make_quiz, make_term

pytestmark = pytest.mark.django_db
URL = "/admin/dashboard/"
TODAY = datetime.date(2026, 11, 23)


def test_bars_are_parts_of_the_longest() -> None:
    assert draw_bars([("a", 4), ("b", 1), ("c", 0)]) == (
        Bar("a", 4, 100),
        Bar("b", 1, 25),
        Bar("c", 0, 0),
    )
    assert draw_bars([("a", 0)]) == (Bar("a", 0, 0),)
    assert draw_bars([]) == ()


def test_terms_by_state_and_what_they_lack() -> None:
    term = make_term()
    make_quiz(term)
    make_term(slug="drift", title="Drift", status=Term.Status.DRAFT)
    board = Dashboard(TODAY)
    assert {bar.name: bar.count for bar in board.states if bar.count} == {
        "Draft": 1,
        "Published": 1,
    }
    assert board.incomplete_total == 2
    lines = {line.term.slug: line for line in board.incomplete}
    assert "Quiz" in lines["drift"].missing
    assert "Quiz" not in lines["mlops"].missing
    assert lines["mlops"].percent > lines["drift"].percent


def test_old_figures_by_how_long_they_are_overtaken() -> None:
    term = make_term()
    term.figures.all().delete()
    for key, value, as_of in (
        ("fresh", "40%", "2025-12"),
        ("year", "40%", "2025-11-22"),
        ("older", "40%", "2024"),
        ("sum", "$2", "2026-08-01"),
        ("new-sum", "$2", "2026-10"),
    ):
        make_figure(term, key=key, value=value, as_of=as_of)
    make_figure(term, key="worked-out", value="40%", as_of="2020", kind="calculation")
    old = Dashboard(TODAY).old
    assert [one.figure.key for one in old] == ["older", "sum", "year"]
    assert old[-1].days_over == 1


def test_reads_of_three_months() -> None:
    term = make_term()
    for month, count in ((8, 100), (9, 1), (10, 2), (11, 4)):
        ReadCount.objects.create(term=term, month=datetime.date(2026, month, 1), count=count)
    assert [bar.count for bar in Dashboard(TODAY).most_read] == [7]


def test_learners_by_their_last_level() -> None:
    model = make_maturity_model(make_term())
    learner = Learner.objects.create()
    for level in (2, 5):
        Assessment.objects.create(
            learner=learner, model=model, level=level, index=level, finished_at=timezone.now()
        )
    counts = {bar.name: bar.count for bar in Dashboard(TODAY).levels}
    assert (counts["2, Pilot"], counts["5, Optimized"]) == (0, 1)


def test_its_page(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_term()
    MissedQuery.objects.create(text="zebra", count=3, last_asked_on=TODAY)
    MissedQuery.objects.create(text="yak", asked_for=1, last_asked_on=TODAY)
    assert URL in admin_client.get("/admin/").text
    with django_assert_max_num_queries(20):
        html = admin_client.get(URL).text
    assert html.index("yak") < html.index("zebra")
    assert not re.search(r"<script>|style=", html.split('id="content"')[1])


def test_who_may_not_see_terms_may_not_see_it(client: Client) -> None:
    assert client.get(URL).status_code == 302
    client.force_login(User.objects.create_user("clerk", is_staff=True))
    assert client.get(URL).status_code == 403
