"""Numbers that readers of a German site type, in every place that takes one."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from quizzes.models import Answer, Quiz
from terms.models import Benchmark
from tests.html import squeezed
from tests.quizzes.answering import URL, address, answer
from tests.world import make_figure, make_quiz, make_term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("german")]
CALCULATOR = {"share_1": "100%", "users": "1", "requests_per_user": "1", "price_per_user": "2000"}


def make_number_quiz(formula: str, notation: str = "number", **changes: Any) -> Quiz:
    """The second question asks for the number that `formula` gives."""
    quiz = make_quiz(make_term(), questions=2)
    quiz.questions.filter(position=2).update(
        kind="number", formula=formula, notation=notation, **changes
    )
    return quiz


def give(client: Client, quiz: Quiz, text: str) -> tuple[int, str]:
    """The status and page after the second question is answered with `text`."""
    answer(client, quiz, 1)
    response = client.post(URL, address(client, quiz, 2) | {"number": text}, follow=True)
    return response.status_code, response.text.replace("\xa0", " ")


def is_scored() -> bool:
    return Answer.objects.filter(posed__number=2).exists()


@pytest.mark.parametrize(
    ("formula", "notation", "text"),
    [
        ("0.127", "number", "0,127"),
        ("0.127", "number", "0.127"),
        ("1234.5", "number", "1.234,5"),
        ("1234.5", "number", "1 234,5"),
        ("1234.5", "dollars", "1.234,50 $"),
        ("0.127", "percent", "12,7 %"),
        ("1234567", "number", "1.234.567"),
        ("1234", "number", "1234"),
    ],
)
def test_a_quiz_reads_what_has_one_reading(
    client: Client, formula: str, notation: str, text: str
) -> None:
    status, html = give(client, make_number_quiz(formula, notation), text)
    assert status == 200
    assert "Frage 2 von 2: richtig" in html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1.234", "Schreiben Sie 1,2340 oder 1234."),
        ("1,234", "Schreiben Sie 1,2340 oder 1234."),
        ("20,000", "Schreiben Sie 20 oder 20000."),
        ("ungefähr 5", "ist keine Zahl"),
    ],
)
def test_a_quiz_asks_again_where_two_numbers_may_be_meant(
    client: Client, text: str, said: str
) -> None:
    status, html = give(client, make_number_quiz("1234"), text)
    assert status == 422
    assert said in html
    assert not is_scored()


@pytest.mark.parametrize(
    ("formula", "notation", "shown"),
    [
        ("1234", "number", "1234"),
        ("1234.5", "dollars", "1.234,50 $"),
        ("1 / 3", "percent", "33,333333 %"),
        ("1.234", "number", "1,2340"),
    ],
)
def test_the_answer_that_a_quiz_shows_is_right_when_it_is_typed_back(
    client: Client, formula: str, notation: str, shown: str
) -> None:
    quiz = make_number_quiz(formula, notation)
    _status, html = give(client, quiz, "7")
    assert f'<dd class="reasons__text">{shown}</dd>' in html
    _status, html = give(Client(), quiz, shown)
    assert "Frage 2 von 2: richtig" in html


@pytest.mark.parametrize(
    ("price", "shown"),
    [("0,875", "0,875 $"), ("1.234,5", "1.234,50 $"), ("0.875", "0,875 $"), ("1,5", "1,50 $")],
)
@pytest.mark.parametrize("path", ["/calculator/", "/calculator/embed/"])
def test_the_calculator_reads_what_has_one_reading(
    client: Client, path: str, price: str, shown: str
) -> None:
    response = client.get(path, CALCULATOR | {"price_1": price})
    assert response.status_code == 200
    assert shown in response.text.replace("\xa0", " ")


@pytest.mark.parametrize("users", ["20,000", "1.234"])
def test_an_address_of_an_english_site_is_never_another_number(client: Client, users: str) -> None:
    response = client.get("/calculator/", CALCULATOR | {"price_1": "1", "users": users})
    assert response.status_code == 422
    assert f"„{users}“ lässt sich als zwei Zahlen lesen." in response.text


def test_own_values_beside_benchmarks_are_read_likewise(client: Client) -> None:
    term = make_term()
    bands = {"lagging_low": Decimal(40), "typical_low": Decimal(15), "typical_high": Decimal(25),
             "leading_high": Decimal(10)}  # fmt: skip
    figure = make_figure(term=term)
    Benchmark.objects.create(term=term, unit="percent", figure=figure, **bands)
    Benchmark.objects.create(term=term, unit="usd", figure=figure, position=1, **bands)
    response = client.get("/terms/mlops/benchmarks/", {"row-0": "17,5 %", "row-1": "1.234,5"})
    assert response.status_code == 200
    assert '<span class="standing standing--typical">' in response.text
    assert '<span class="standing standing--lagging">' in response.text
    assert '><span aria-hidden="true">$</span></span>' in squeezed(response.text)
    assert client.get("/terms/mlops/benchmarks/", {"row-1": "1.234"}).status_code == 422
