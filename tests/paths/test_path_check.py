"""The mixed check at the end of a path, its result, and the page that can be shared."""

import random
import re
from collections import Counter
from itertools import pairwise

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from paths.mixed_check import draw
from paths.models import Enrolment, Path, PathCheck
from quizzes.models import Attempt, LoggedReview
from terms.models import Term
from tests.html import one_line
from tests.paths.conftest import CHECK, URL, answer_next, finish_check, posed_in
from tests.quizzes.answering import WRONG

pytestmark = pytest.mark.django_db
SHARE = f"{CHECK}share/"


@given(
    lengths=st.lists(st.integers(0, 8), max_size=12),
    number=st.integers(0, 20),
    seed=st.integers(0, 1000),
)
def test_a_draw_is_even_and_mixed(lengths: list[int], number: int, seed: int) -> None:
    entries = [[(entry, place) for place in range(one)] for entry, one in enumerate(lengths)]
    drawn = draw(entries, number, random.Random(seed))
    assert len(drawn) == len(set(drawn)) == min(number, sum(lengths))
    counts = Counter(entry for entry, _place in drawn)
    most = max(counts.values(), default=0)
    for entry, one in enumerate(lengths):
        assert counts[entry] >= min(one, most - 1)
    for one, other in pairwise(drawn):
        assert one[0] != other[0] or counts[one[0]] == most


def test_the_check_asks_twelve_questions_over_all_entries(client: Client, path: Path) -> None:
    html = client.get(CHECK).text
    assert "12 questions" in html
    assert 'name="robots" content="noindex"' in html
    assert client.get(f"{CHECK}start/").url == CHECK
    assert not Attempt.objects.exists()
    client.post(f"{CHECK}start/")
    posed = list(posed_in(client).select_related("question__quiz__term"))
    assert Counter(one.question.quiz.term.slug for one in posed) == dict.fromkeys(
        ("two", "three", "four", "five"), 3
    )
    assert all(one.seed for one in posed)
    assert Enrolment.objects.get().finished_at is None
    html = client.get(CHECK).text
    assert "Question 1 of 12" in html
    assert "From the quiz on" in html


def test_starting_twice_goes_on_with_the_same(client: Client, path: Path) -> None:
    client.post(f"{CHECK}start/")
    answer_next(client)
    client.post(f"{CHECK}start/")
    assert Attempt.objects.count() == 1


def test_answers_are_logged_and_missed_ones_are_not_asked_again(client: Client, path: Path) -> None:
    finish_check(client, wrong=2)
    assert list(LoggedReview.objects.values_list("origin", flat=True)) == ["mixed"] * 12
    assert posed_in(client).count() == 12
    assert Enrolment.objects.get().finished_at is not None
    html = client.get(CHECK).text
    assert re.search(r'quiz-score">\s*10 / 12', html)
    again = html.partition('data-testid="read-again"')[2].partition("</ul>")[0]
    assert again.count("2 of 3 right") + 2 * again.count("1 of 3 right") == 2
    assert "#explanation" in again
    assert "/quizzes/results/" not in html


def test_an_unknown_answer_and_somebody_elses_attempt_change_nothing(
    client: Client, path: Path
) -> None:
    client.post(f"{CHECK}start/")
    posed = posed_in(client)[0]
    assert client.post(CHECK, {"question_id": "0"}).status_code == 422
    other = Client()
    other.post(f"{CHECK}start/")
    mine = posed_in(other).filter(question=posed.question_id)
    data = {"question_id": posed.question_id, "attempt": posed.attempt_id, "option": "x"}
    assert other.post(CHECK, data).status_code == (409 if mine else 422)
    assert not LoggedReview.objects.exists()


def test_without_a_check_under_way_an_answer_is_refused(client: Client, path: Path) -> None:
    assert client.post(CHECK, {"question_id": "1"}).status_code == 400


def test_a_path_with_questions_of_one_entry_has_no_check(client: Client, path: Path) -> None:
    Term.objects.filter(slug__in=["two", "three", "four"]).update(status="draft")
    assert client.get(CHECK).status_code == 404
    assert CHECK not in client.get(URL).text


def test_a_result_is_shared_without_a_name_and_taken_back_for_good(
    client: Client, path: Path
) -> None:
    finish_check(client, wrong=3)
    check = PathCheck.objects.get()
    assert Client().get(check.get_absolute_url()).status_code == 404
    assert client.post(SHARE, {"do": "share"}).url == CHECK
    check.refresh_from_db()
    url = check.get_absolute_url()
    assert url in client.get(CHECK).text
    response = Client().get(url)
    html = response.text
    assert re.search(r"9 / 12", html)
    assert all(f"<li>{title}</li>" in html for title in ("Two", "Three", "Four", "Five"))
    assert "no certificate" in html
    assert 'name="robots" content="noindex"' in html
    assert "What is the answer" not in html
    assert "learner" not in html
    assert not response.cookies
    client.post(SHARE, {"do": "revoke"})
    assert Client().get(url).status_code == 404
    client.post(SHARE, {"do": "share"})
    assert Client().get(url).status_code == 404


def test_only_finished_checks_of_ones_own_are_shared(client: Client, path: Path) -> None:
    client.post(f"{CHECK}start/")
    client.post(SHARE, {"do": "share"})
    Client().post(SHARE, {"do": "share"})
    assert not PathCheck.objects.get().is_shared
    assert client.post(SHARE, {"do": "x"}).status_code == 400
    assert Client().get("/paths/results/nobody/").status_code == 404


def test_the_attempt_has_no_other_page_to_share(client: Client, path: Path) -> None:
    finish_check(client)
    attempt = Attempt.objects.get()
    assert Client().get(f"/quizzes/results/{attempt.pk}/").status_code == 404


def test_another_check_begins_after_the_last(client: Client, path: Path) -> None:
    finish_check(client)
    finish_check(client, wrong=WRONG)
    assert PathCheck.objects.count() == 2
    assert re.search(r'quiz-score">\s*11 / 12', client.get(CHECK).text)
    assert client.get("/review/").status_code == 200
    learning = one_line(client.get("/me/").text).partition(">Mixed checks</h2>")[2]
    assert f'<a href="{CHECK}">Run it</a> <span class="soft">11 of 12 right, on ' in learning
    assert learning.partition("</section>")[0].count("<li") == 1
    client.post(f"{CHECK}start/")
    assert ">Mixed checks</h2>" not in client.get("/me/").text, "one is under way"


def test_deleting_oneself_takes_the_shared_page_away(client: Client, path: Path) -> None:
    finish_check(client)
    client.post(SHARE, {"do": "share"})
    url = PathCheck.objects.get().get_absolute_url()
    kinds = client.get("/me/data.json").json()
    assert {"paths.enrolment", "paths.pathcheck"} <= set(kinds)
    client.post("/me/forget/")
    assert client.get(url).status_code == 404
    assert not Enrolment.objects.exists()
