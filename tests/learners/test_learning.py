"""*My learning*: what a learner has come to, each with a way to it; nothing empty."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quizzes.models import SetAsideEntry
from tests.html import one_line
from tests.maturity.answering import answers, take
from tests.quizzes.answering import answer, finish, make_due
from tests.world import make_checklist_item, make_maturity_model, make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
URL = "/me/"
STATE = (
    "model_1=openai%2Fgpt-4o&input_1=100&output_1=10&users=5&requests_per_user=2&price_per_user=1"
)


def headings(client: Client) -> list[str]:
    return re.findall(r'class="learning__title"[^>]*>([^<]+)<', client.get(URL).text)


def test_a_stranger_is_told_what_will_stand_here(client: Client) -> None:
    html = client.get(URL).text
    assert "<h1>My learning</h1>" in html
    assert "answer and save on this site appears here" in html
    assert headings(client) == []


def test_everything_is_there_in_its_order_and_leads_on(client: Client) -> None:
    term = make_term()
    make_maturity_model(term)
    make_checklist_item(term)
    quiz = make_quiz(term)
    other = make_quiz(make_term(slug="drift", title="Model drift", abbreviation=""))
    finish(client, quiz, wrong=1)
    answer(client, other, 1)
    make_due("question-1")
    client.post("/terms/mlops/checklist/", {"item": "log-it"})
    take(client, answers(1), answers(2))
    client.post("/calculator/saved/new/", {"name": "Ours", "state": STATE})
    learner, unwanted = client.session["learner_id"], make_term(slug="rag", title="RAG")
    SetAsideEntry.objects.create(learner_id=learner, term=unwanted, reason="known")
    expected = [
        "Due now",
        "Next reviews",
        "Questions that you would recall now",
        "Quizzes",
        "Assessments",
    ]
    expected += ["Saved calculations", "Checklists", "Set aside"]
    assert headings(client) == expected
    html = one_line(client.get(URL).text)
    assert '<a href="/review/">2 questions to review</a>' in html
    assert html.index("<span>5 of 6</span>") < html.index("<span>1 of 6</span>")
    assert '<a href="/review/reminders/">Remind me</a>' in html
    assert "5 of 6 right, on" in html
    assert "1 of 6 answered" in html
    assert '<a href="/terms/mlops/#checklist">' in html
    assert '<a href="/terms/rag/">' in html
    rows = re.findall(r'<li class="learning__row">(.*?)</li>', html)
    assert all("<a href=" in row for row in rows)


@pytest.mark.parametrize("number", [1, 5])
def test_the_number_of_queries_is_constant(
    client: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for at in range(number):
        term = make_term(slug=f"t-{at}", title=f"T {at}", abbreviation="")
        make_checklist_item(term, key=f"one-{at}")
        client.post(f"/terms/t-{at}/checklist/", {"item": f"one-{at}"})
        finish(client, make_quiz(term))
        learner = client.session["learner_id"]
        SetAsideEntry.objects.create(learner_id=learner, term=term, reason="known")
    with django_assert_num_queries(21):
        assert client.get(URL).text.count("learning__row") > 3 * number
