"""Item statistics in the admin: from finished first attempts at this version alone."""

import csv
from io import StringIO

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from quizzes.attempts.starting import record_answer, start_attempt
from quizzes.models import Attempt, Quiz
from quizzes.statistics import reports
from quizzes.statistics.reports import CSV_COLUMNS, read_item_report
from tests.world import make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.slow]


@pytest.fixture
def admin(admin_user: User) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(make_term(), questions=2)


def attempt(
    quiz: Quiz, *responses: str, learner: Learner | None = None, after: Attempt | None = None
) -> Attempt:
    """A learner's attempt with these answers, one for each of the first questions."""
    learner = learner or Learner.objects.create()
    made = start_attempt(learner, list(quiz.questions.all()), quiz=quiz, after=after)
    for posed, response in zip(made.posed.all(), responses, strict=False):
        record_answer(made, posed, response)
    return made


def test_first_finished_attempts_count(quiz: Quiz) -> None:
    for _ in range(20):
        attempt(quiz, "2", "2")
    for _ in range(10):
        attempt(quiz, "2", "1")
    again = attempt(quiz, "1", "3")
    attempt(quiz, "2", "2", learner=again.learner, after=again)
    attempt(quiz, "4")
    report = read_item_report(quiz)
    assert report.attempts == 31
    first, second = (item.statistics for item in report.items)
    assert [option.count for option in first.options] == [1, 30, 0, 0]
    assert [option.count for option in second.options] == [10, 20, 1, 0]
    assert first.facility == pytest.approx(30 / 31)
    assert [item.options[1].text for item in report.items] == ["Option 2 of 1", "Option 2 of 2"]


def test_below_thirty_nothing_is_shown(admin: Client, quiz: Quiz) -> None:
    for _ in range(29):
        attempt(quiz, "2", "2")
    html = admin.get(f"/admin/quizzes/quiz/{quiz.pk}/statistics/").text
    assert "29 finished first attempts" in html
    assert "Below 30 of them nothing is shown" in html
    assert "facility" not in html
    rows = admin.get(f"/admin/quizzes/quiz/{quiz.pk}/statistics.csv").text
    assert rows == "\ufeff" + ",".join(CSV_COLUMNS) + "\r\n"


def test_the_page_shows_figures_flags_and_plots(admin: Client, quiz: Quiz) -> None:
    for _ in range(15):
        attempt(quiz, "2", "1")
        attempt(quiz, "1", "2")
    html = admin.get(f"/admin/quizzes/quiz/{quiz.pk}/statistics/").text
    assert "n = 30, facility 50% (33–67%), discrimination −1.00" in html
    assert "negative discrimination, a wrong option that nobody takes" in html
    assert "15 (50%)" in html
    assert html.count("<circle") == 4
    assert "style=" not in html.split('id="content-main"')[1]
    change = admin.get(f"/admin/quizzes/quiz/{quiz.pk}/change/").text
    assert f'href="/admin/quizzes/quiz/{quiz.pk}/statistics/"' in change


def test_the_csv_has_a_line_for_each_option(admin: Client, quiz: Quiz) -> None:
    for _ in range(30):
        attempt(quiz, "2", "1")
    quiz.questions.all()[0].options.filter(position=1).update(text="=HYPERLINK(1)")
    response = admin.get(f"/admin/quizzes/quiz/{quiz.pk}/statistics.csv")
    assert response["Content-Disposition"] == 'attachment; filename="mlops-1-items.csv"'
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == 8
    assert rows[0]["option_text"] == "'=HYPERLINK(1)"
    assert (rows[1]["chosen"], rows[1]["facility"], rows[1]["discrimination"]) == ("30", "1.0", "")
    assert rows[0]["flags"] == "too easy; a wrong option that nobody takes"


def test_questions_without_options_have_a_line_too(mixed_quiz: Quiz) -> None:
    for _ in range(30):
        attempt(mixed_quiz, "2", "1,3", "2", "1/10", "1,2,3,4")
    report = read_item_report(mixed_quiz)
    assert [len(item.options) for item in report.items] == [4, 4, 2, 0, 0]
    rows = list(reports.csv_rows(report))
    assert {len(row) for row in rows} == {len(CSV_COLUMNS)}
    assert len(rows) == 12


def test_only_who_may_see_quizzes_sees_them(quiz: Quiz, client: Client) -> None:
    address = f"/admin/quizzes/quiz/{quiz.pk}/statistics/"
    assert client.get(address).status_code == 302
    staff = User.objects.create_user("staff", is_staff=True)
    client.force_login(staff)
    assert client.get(address).status_code == 403
    assert client.get(address.removesuffix("/") + ".csv").status_code == 403
    staff.user_permissions.add(Permission.objects.get(codename="view_quiz"))
    assert client.get(address).status_code == 200
    assert client.get("/admin/quizzes/quiz/0/statistics/").status_code == 404


@pytest.mark.parametrize("learners", [30, 60])
def test_queries_do_not_grow_with_attempts(
    quiz: Quiz, learners: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(learners):
        attempt(quiz, "2", "1")
    # questions, options, answers
    with django_assert_num_queries(3):
        read_item_report(quiz)
