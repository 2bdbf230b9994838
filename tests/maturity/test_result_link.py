"""The link to a result: revoked and renewed by its owner alone."""

import pytest
from django.test import Client

from maturity.models import Assessment, MaturityModel
from maturity.results.other_results import FEWEST_OTHERS
from tests.html import squeezed
from tests.maturity.answering import answers, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(client: Client, model: MaturityModel) -> Assessment:
    return take(client, answers(1), answers(2))


def test_a_revoked_link_shows_the_owner_alone(client: Client, assessment: Assessment) -> None:
    url = assessment.get_absolute_url()
    assert client.post(f"{url}link/", {"do": "revoke"})["Location"] == f"{url}#sharing"
    assert Client().get(url).status_code == 404
    html = squeezed(client.get(url).text)
    assert "nobody but you sees this page" in html
    assert "Revoke the link" not in html
    assert "Copy the link to this result" not in html


def test_a_new_link_is_shared_and_the_old_one_leads_nowhere(
    client: Client, assessment: Assessment
) -> None:
    old = assessment.get_absolute_url()
    client.post(f"{old}link/", {"do": "revoke"})
    new = client.post(f"{old}link/", {"do": "renew"})["Location"].removesuffix("#sharing")
    assert new != old
    assert Client().get(new).status_code == 200
    assert client.get(old).status_code == Client().get(old).status_code == 404


def test_a_stranger_sees_no_button_and_changes_nothing(assessment: Assessment) -> None:
    url = assessment.get_absolute_url()
    assert "Revoke the link" not in squeezed(Client().get(url).text)
    assert Client().post(f"{url}link/", {"do": "revoke"}).status_code == 404
    assert Client().get(url).status_code == 200


@pytest.mark.parametrize("form", [{}, {"do": "sell"}])
def test_another_wish_is_refused(
    client: Client, assessment: Assessment, form: dict[str, str]
) -> None:
    url = assessment.get_absolute_url()
    assert client.post(f"{url}link/", form).status_code == 400
    assert client.get(f"{url}link/").status_code == 302
    assert Client().get(url).status_code == 200


OWNERS_WORDS = (
    *("Your answer:", "Take it again", "your last answers", "What lifts you", "Yours is level"),
    *("Your results over time", "Your evidence"),
)


def test_strangers_read_words_for_strangers(client: Client, model: MaturityModel) -> None:
    url = take(client, answers(1), answers(2, "some_places")).get_absolute_url()
    for _other in range(FEWEST_OTHERS + 1):
        take(Client(), answers(1), answers(2, "some_places"))
    own, foreign = squeezed(client.get(url).text), squeezed(Client().get(url).text)
    said = {words for words in OWNERS_WORDS if words in own}
    assert said == {*OWNERS_WORDS} - {"Your evidence"}
    assert not [words for words in OWNERS_WORDS if words in foreign]
    for words in ("Answer:", "somebody shared", "What lifts it to level", "This one is level"):
        assert words in foreign
    assert f'<a class="button" href="{model.get_absolute_url()}">Take the assessment</a>' in foreign
    assert "Copy the link to this result" in foreign


def test_targets_of_somebody_else_are_its_targets(client: Client, model: MaturityModel) -> None:
    url = take(client, answers(1, "some_places"), answers(2, "some_places")).get_absolute_url()
    client.post(f"{url}targets/", {"target-dimension-1": "4"})
    assert "What lifts you to your targets" in squeezed(client.get(url).text)
    assert "What lifts it to its targets" in squeezed(Client().get(url).text)
