"""The link to a result: revoked and renewed by its owner alone."""

import pytest
from django.test import Client

from maturity.models import Assessment, MaturityModel
from tests.maturity.conftest import answers, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(client: Client, model: MaturityModel) -> Assessment:
    return take(client, answers(1), answers(2))


def test_a_revoked_link_shows_the_owner_alone(client: Client, assessment: Assessment) -> None:
    url = assessment.get_absolute_url()
    assert client.post(f"{url}link/", {"do": "revoke"})["Location"] == f"{url}#sharing"
    assert Client().get(url).status_code == 404
    html = client.get(url).text
    assert "nobody but you sees this page" in html
    assert "Revoke the link" not in html


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
    assert "Revoke the link" not in Client().get(url).text
    assert Client().post(f"{url}link/", {"do": "revoke"}).status_code == 404
    assert Client().get(url).status_code == 200


@pytest.mark.parametrize("form", [{}, {"do": "sell"}])
def test_another_wish_is_refused(
    client: Client, assessment: Assessment, form: dict[str, str]
) -> None:
    url = assessment.get_absolute_url()
    assert client.post(f"{url}link/", form).status_code == 400
    assert client.get(f"{url}link/").status_code == 405
    assert Client().get(url).status_code == 200
