"""A German quiz writes numbers, amounts and dates as the rest of the site does."""

import pytest
from django.test import Client

from quizzes.models import Attempt, NumberParameter, Question
from tests.quizzes.answering import URL, address, answer
from tests.world import make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("german")]


def test_question_reason_and_result_are_written_the_german_way(client: Client) -> None:
    quiz = make_quiz(make_term(), questions=2)
    question = quiz.questions.get(position=2)
    Question.objects.filter(pk=question.pk).update(
        kind="number", formula="price * share", notation="dollars", tolerance="0.05",
        stem_html="<p>What is {share} of {price}?</p>",
        reason_html="<p>{share} × {price} = {answer}</p>",
    )  # fmt: skip
    for position, (name, value, notation) in enumerate(
        [("price", "1234.5", "dollars"), ("share", "0.127", "percent")]
    ):
        NumberParameter.objects.create(
            question=question,
            position=position,
            name=name,
            low=value,
            high=value,
            notation=notation,
        )
    answer(client, quiz, 1)
    page = client.get(URL).text.replace("\xa0", " ")
    assert "What is 12,7 % of 1.234,50 $?" in page
    response = client.post(URL, address(client, quiz, 2) | {"number": "156,78 $"}, follow=True)
    page = response.text.replace("\xa0", " ")
    assert "Frage 2 von 2: richtig" in page
    assert "12,7 % × 1.234,50 $ = 156,7815 $" in page
    assert "0,05 $ abweicht" in page
    attempt = Attempt.objects.get()
    Attempt.objects.update(started_at="2026-03-10T12:00:00Z")
    assert "10. März 2026" in client.get(f"/quizzes/results/{attempt.pk}/").text
