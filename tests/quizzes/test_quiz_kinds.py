"""Several choices, true or false, numbers and orders: shown, answered, reviewed."""

import re
from typing import Any

import pytest
from django.test import Client

from quizzes.kinds.number import drawn_values, exact_number
from quizzes.kinds.number_format import write_quantity
from quizzes.models import Answer, Option, Question, Quiz
from tests.quizzes.answering import RIGHT, URL, address, answer, posed_to

pytestmark = pytest.mark.django_db
STEPS = ["First", "Second", "Third", "Fourth"]
MULTIPLE, TRUE_FALSE, NUMBER, ORDERING = 2, 3, 4, 5


@pytest.fixture
def begun(client: Client, mixed_quiz: Quiz) -> Quiz:
    """The quiz with its first question answered, so that the client has an attempt."""
    answer(client, mixed_quiz, 1, RIGHT)
    return mixed_quiz


def send(client: Client, quiz: Quiz, place: int, /, *texts: str, **data: Any) -> Any:
    """Post the options with these texts, in this order."""
    codes = dict(Option.objects.filter(question__position=place).values_list("text", "code"))
    form = {**address(client, quiz, place), "option": [codes[text] for text in texts], **data}
    return client.post(URL, form, headers={"HX-Request": "true"})


def credit(number: int) -> tuple[int, int] | None:
    return Answer.objects.filter(posed__number=number).values_list("earned", "worth").first()


@pytest.mark.parametrize(
    ("chosen", "earned", "title"),
    [
        (["Alpha", "Gamma"], 2, "Question 2 of 5: right"),
        (["Gamma", "Alpha", "Alpha"], 2, "Question 2 of 5: right"),
        (["Alpha"], 1, "Question 2 of 5: partly right"),
        (["Alpha", "Beta"], 0, "Question 2 of 5: wrong"),
        (["Alpha", "Beta", "Gamma"], 1, "Question 2 of 5: partly right"),
        (["Alpha", "Beta", "Gamma", "Delta"], 0, "Question 2 of 5: wrong"),
    ],
)
def test_several_choices_earn_part_of_a_point(
    client: Client, begun: Quiz, chosen: list[str], earned: int, title: str
) -> None:
    html = send(client, begun, MULTIPLE, *chosen).text
    assert credit(MULTIPLE) == (earned, 2)
    assert title in html
    assert ("1 of 2 parts of the point" in html) == (earned == 1)
    assert [f"Reason {text}." in html for text in ("Alpha", "Beta", "Gamma", "Delta")] == [True] * 4


def test_every_option_says_whether_it_was_chosen_and_right(client: Client, begun: Quiz) -> None:
    html = send(client, begun, MULTIPLE, "Alpha", "Beta").text
    assert html.count("You chose it, and it is right") == 1
    assert html.count("You chose it, and it is wrong") == 1
    assert html.count("Right, and you did not choose it") == 1


def test_several_choices_are_checkboxes_and_none_is_refused(client: Client, begun: Quiz) -> None:
    assert client.get(URL).text.count('type="checkbox"') == 4
    response = send(client, begun, MULTIPLE)
    assert response.status_code == 422
    assert "Choose at least one option." in response.text
    assert credit(MULTIPLE) is None


def test_true_or_false_stay_in_this_order(client: Client, begun: Quiz) -> None:
    send(client, begun, MULTIPLE, "Alpha")
    html = client.get(URL).text
    assert html.index("<span>True</span>") < html.index("<span>False</span>")
    assert send(client, begun, TRUE_FALSE).status_code == 422
    assert send(client, begun, TRUE_FALSE, "True", "False").status_code == 422
    assert "Question 3 of 5: right" in send(client, begun, TRUE_FALSE, "False").text
    assert credit(TRUE_FALSE) == (1, 1)


def reach_number(client: Client, quiz: Quiz) -> None:
    send(client, quiz, MULTIPLE, "Alpha")
    send(client, quiz, TRUE_FALSE, "False")


def test_a_number_question_has_numbers_of_its_own_and_keeps_them(
    client: Client, begun: Quiz
) -> None:
    reach_number(client, begun)
    html = client.get(URL).text
    share = write_quantity(drawn_values(posed_to(client, NUMBER))["share"] * 100) + "%"
    assert f"With {share} at $0.10?" in html
    assert client.get(URL).text == html
    assert "formula" not in html
    assert "share *" not in html


def test_learners_draw_different_numbers(mixed_quiz: Quiz) -> None:
    drawn = set()
    for _ in range(12):
        client = Client()
        answer(client, mixed_quiz, 1)
        drawn.add(drawn_values(posed_to(client, NUMBER))["share"])
    assert len(drawn) > 1


def test_the_exact_number_is_right_and_shown_with_the_way_to_it(
    client: Client, begun: Quiz
) -> None:
    exact = exact_number(posed_to(client, NUMBER))
    html = send(client, begun, NUMBER, number=f"${float(exact):.3f}").text
    assert credit(NUMBER) == (1, 1)
    assert "Question 4 of 5: right" in html
    share = write_quantity(exact * 10 * 100) + "%"
    assert f"{share} × $0.10 = " in html
    assert "off by $0.001 or less" in html


def test_a_number_beyond_the_tolerance_is_wrong(client: Client, begun: Quiz) -> None:
    exact = exact_number(posed_to(client, NUMBER))
    html = send(client, begun, NUMBER, number=str(float(exact) + 0.0011)).text
    assert credit(NUMBER) == (0, 1)
    assert "Question 4 of 5: wrong" in html
    assert "The exact answer" in html


@pytest.mark.parametrize(
    "text", ["", "ten", "1,5", "1.000,5", "NaN", "∞", "0x1", "9" * 41, "\0", "9" * 5000]
)
def test_what_is_no_number_is_refused(client: Client, begun: Quiz, text: str) -> None:
    response = send(client, begun, NUMBER, number=text)
    assert response.status_code == 422
    assert 'id="quiz-error" role="alert"' in response.text
    assert "Question 4 of 5" in response.text
    assert credit(NUMBER) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [("0,127", "Write 0.127."), ("1,5", "Write 1.5."), ("1.234,5", "Write 1234.5.")],
)
def test_a_decimal_comma_is_asked_again_and_never_scored(
    client: Client, begun: Quiz, text: str, said: str
) -> None:
    response = send(client, begun, NUMBER, number=text)
    assert response.status_code == 422
    assert f"“{text}” has a decimal comma. {said}" in response.text
    assert credit(NUMBER) is None


@pytest.mark.parametrize("text", ["1e-3 $", "$ 0.001", "0.001\u200b", "０．００１", " +.001 $ "])
def test_a_number_may_be_typed_in_many_ways(client: Client, begun: Quiz, text: str) -> None:
    assert "Your answer, and a wrong one" in send(client, begun, NUMBER, number=text).text
    assert Answer.objects.get(posed__number=NUMBER).response == "1/1000"


def test_a_unit_may_be_typed_and_a_third_is_right_as_it_is_shown(
    client: Client, begun: Quiz
) -> None:
    Question.objects.filter(quiz=begun, position=NUMBER).update(
        formula="1 / 3", notation="number", unit="hours", tolerance=0
    )
    html = send(client, begun, NUMBER, number="0.333333\xa0hours").text
    assert "Question 4 of 5: right" in html
    assert '<dd class="reasons__text">0.333333\xa0hours</dd>' in html


def test_a_refused_number_can_be_mended(client: Client, begun: Quiz) -> None:
    html = send(client, begun, NUMBER, number="<b>1,5</b>").text
    assert "“&lt;b&gt;1,5&lt;/b&gt;” is not a number" in html
    assert 'value="&lt;b&gt;1,5&lt;/b&gt;"' in html


def shown_steps(html: str) -> list[str]:
    return re.findall(r'class="steps__text"[^>]*>(\w+)<', html)


def test_steps_are_shown_in_a_wrong_order_that_stays(client: Client, begun: Quiz) -> None:
    reach_number(client, begun)
    send(client, begun, NUMBER, number="1")
    shown = shown_steps(client.get(URL).text)
    assert sorted(shown) == ["First", "Fourth", "Second", "Third"]
    assert shown != ["First", "Second", "Third", "Fourth"]
    assert shown_steps(client.get(URL).text) == shown


def test_the_form_does_not_give_the_order_of_steps_away(client: Client, begun: Quiz) -> None:
    codes = list(Option.objects.filter(question__position=ORDERING).values_list("code", flat=True))
    assert all(re.fullmatch(r"[0-9a-f]{12}", code) for code in codes)
    assert len(set(codes)) == 4


def test_a_step_is_moved_without_javascript_by_the_address(client: Client, begun: Quiz) -> None:
    reach_number(client, begun)
    send(client, begun, NUMBER, number="1")
    codes = dict(Option.objects.filter(question__position=ORDERING).values_list("text", "code"))
    order = [codes[text] for text in ("Third", "First", "Second", "Fourth")]
    moved = client.get(URL, {"option": order, "move": f"{codes['Third']}-down"}).text
    assert shown_steps(moved) == ["First", "Third", "Second", "Fourth"]
    stays = client.get(URL, {"option": order, "move": f"{codes['Third']}-up"}).text
    assert shown_steps(stays) == ["Third", "First", "Second", "Fourth"]
    for nonsense in (
        {"option": order[:2]},
        {"option": [*order, "x"]},
        {"option": "x", "move": "x-up"},
    ):
        assert sorted(shown_steps(client.get(URL, nonsense).text)) == sorted(codes)
    assert credit(ORDERING) is None


@pytest.mark.parametrize(
    ("order", "earned", "verdict"),
    [
        ("First Second Third Fourth", 3, "right"),
        ("Fourth First Second Third", 2, "partly right"),
        ("Fourth Third Second First", 0, "wrong"),
    ],
)
def test_an_order_earns_by_what_follows_what(
    client: Client, begun: Quiz, order: str, earned: int, verdict: str
) -> None:
    html = send(client, begun, ORDERING, *order.split()).text
    assert credit(ORDERING) == (earned, 3)
    assert f"Question 5 of 5: {verdict}" in html
    assert ("You put it in place 1" in html) == (verdict != "right")
    places = sum(given == right for given, right in zip(order.split(), STEPS, strict=True))
    assert html.count("is-chosen is-right") == html.count("You put it here") == places


def test_a_step_out_of_place_is_never_called_right(client: Client, begun: Quiz) -> None:
    html = send(client, begun, ORDERING, "Third", "Fourth", "First", "Second").text
    assert "is-right" not in html
    assert "rightly" not in html
    assert html.count("straight after the step above, which earns part of the point") == 2
    assert "2 of 3 parts of the point" in html


@pytest.mark.parametrize("texts", [(), ("First",), ("First", "First", "Second", "Third")])
def test_an_incomplete_order_is_refused(
    client: Client, begun: Quiz, texts: tuple[str, ...]
) -> None:
    response = send(client, begun, ORDERING, *texts)
    assert response.status_code == 422
    assert "Put every step in its place, each once." in response.text
    assert credit(ORDERING) is None


def test_partial_credit_stands_beside_the_score(client: Client, begun: Quiz) -> None:
    reach_number(client, begun)
    send(client, begun, NUMBER, number="1")
    send(client, begun, ORDERING, "Fourth", "First", "Second", "Third")
    html = client.get(URL).text
    assert 'data-testid="quiz-score">2 / 5</span>' in html
    assert "2 more were partly right: 3.17 of 5 points in all." in html
    assert "63% of the points" in html
