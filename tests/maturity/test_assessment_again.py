"""Taking an assessment again."""

import pytest
from django.test import Client

from learners.models import Learner
from maturity.models import Assessment, MaturityModel, Statement
from tests.maturity.answering import URL, answers, take
from tests.world import make_maturity_model

pytestmark = pytest.mark.django_db
AGAIN = f"{URL}again/"


def test_it_starts_a_new_one_from_the_last_answers(client: Client, model: MaturityModel) -> None:
    first = take(client, answers(1, "some_places"), answers(2))
    response = client.post(AGAIN)
    assert response.status_code == 302
    assert response["Location"] == URL
    html = client.get(URL).text
    assert "The answers from your last assessment are filled in." in html
    assert "0 of 12 statements answered" in html
    assert html.count("0 of 6, 6 from last time") == 2
    assert f'href="{URL}history/"' in html
    assert html.count(" checked") == 6
    assert html.count('value="some_places" id="answer-d1-level-2_1"') == 1
    second = take(client, answers(1, "not_yet"), answers(2))
    assert second != first
    assert set(first.responses.values_list("value", flat=True)) == {"some_places", "everywhere"}


def test_a_changed_answer_is_shown_in_place_of_the_last(
    client: Client, model: MaturityModel
) -> None:
    take(client, answers(1, "some_places"), answers(2))
    client.post(AGAIN)
    client.post(URL, answers(1, "most_places"))
    html = client.get(f"{URL}?dimension=dimension-1").text
    assert html.count('value="most_places" id="answer-d1-level-2_2"') == 1
    assert "are filled in" not in html


def test_an_answer_to_other_words_is_not_taken_over(client: Client, model: MaturityModel) -> None:
    take(client, answers(1), answers(2))
    MaturityModel.objects.filter(pk=model.pk).update(is_current=False)
    newer = make_maturity_model(model.term, version=2)
    changed = Statement.objects.get(dimension__model=newer, key="d1-level-2")
    changed.text = "Another practice is in place."
    changed.save()
    client.post(AGAIN)
    html = client.get(URL).text
    assert html.count(" checked") == 5
    assert Assessment.objects.get(finished_at=None).model == newer


def test_a_new_attempt_can_be_discarded_and_the_result_stays(
    client: Client, model: MaturityModel
) -> None:
    first = take(client, answers(1), answers(2))
    assert "Discard this attempt" not in client.get(URL).text
    client.post(AGAIN)
    client.post(URL, answers(1, "not_yet"))
    assert "Discard this attempt" in client.get(URL).text
    assert client.post(f"{URL}discard/")["Location"] == URL
    assert list(Assessment.objects.all()) == [first]
    assert first.responses.count() == 12
    assert client.post(f"{URL}discard/").status_code == 302
    assert Client().post(f"{URL}discard/").status_code == 302
    assert list(Assessment.objects.all()) == [first]


def test_an_open_one_goes_on(client: Client, model: MaturityModel) -> None:
    client.post(URL, answers(1))
    assert client.post(AGAIN)["Location"] == URL
    assert Assessment.objects.count() == 1
    assert "6 of 12 statements answered" in client.get(URL).text


def test_twice_is_once(client: Client, model: MaturityModel) -> None:
    take(client, answers(1), answers(2))
    client.post(AGAIN)
    client.post(AGAIN)
    assert Assessment.objects.filter(finished_at=None).count() == 1


def test_a_stranger_gets_the_wizard_and_nothing_is_written(
    client: Client, model: MaturityModel
) -> None:
    take(Client(), answers(1), answers(2))
    response = client.post(AGAIN)
    assert response["Location"] == URL
    assert not response.cookies
    assert Learner.objects.count() == Assessment.objects.count() == 1


def test_htmx_is_redirected(htmx_client: Client, model: MaturityModel) -> None:
    assert htmx_client.post(AGAIN)["HX-Redirect"] == URL


def test_an_unknown_model_and_a_wrong_method(client: Client, model: MaturityModel) -> None:
    assert client.post("/maturity/nothing/again/").status_code == 404
    assert client.get(AGAIN).status_code == 302
