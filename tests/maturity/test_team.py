"""A team: invitation, joining, leaving, and a result that names nobody."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from learners.models import Learner
from maturity.models import Assessment, MaturityModel, Team
from tests.html import squeezed
from tests.maturity.answering import URL, answers, take
from tests.world import make_maturity_model

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SECRET_NOTE = "Only I know this."


def make_team(client: Client, name: str = "Fraud models") -> str:
    response = client.post(f"{URL}teams/", {"name": name})
    assert response.status_code == 302
    return str(response["Location"])


def answer_in(url: str, *forms: dict[str, str], client: Client | None = None) -> Client:
    """Join the team at `url` and finish its assessment with `forms`."""
    someone = client or Client()
    assert someone.post(f"{url}join/")["Location"] == URL
    take(someone, *forms)
    return someone


def level_in(html: str) -> str:
    return html.split('data-testid="team-level">')[1].split("<")[0]


def test_whoever_makes_a_team_gets_its_link(client: Client, model: MaturityModel) -> None:
    url = make_team(client)
    html = squeezed(client.get(url).text)
    assert f"http://testserver{url}" in html
    assert "Nobody has begun yet" in html
    assert "0 of 0" not in html
    assert "Fraud models" in squeezed(client.get(f"{URL}teams/").text)
    assert "Fraud models" not in squeezed(Client().get(f"{URL}teams/").text)
    assert '<meta name="robots" content="noindex">' in html


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\0b"])
def test_a_name_that_cannot_be_is_refused(client: Client, model: MaturityModel, name: str) -> None:
    response = client.post(f"{URL}teams/", {"name": name})
    assert response.status_code == 422
    assert "field__error" in squeezed(response.text)
    assert not Team.objects.exists()
    assert not Learner.objects.exists()


def test_looking_writes_nothing(client: Client, model: MaturityModel) -> None:
    url = make_team(client)
    stranger = Client()
    for path in (url, f"{URL}teams/"):
        assert not stranger.get(path).cookies
    assert Learner.objects.count() == 1
    assert stranger.get("/maturity/teams/nothing/").status_code == 404
    assert stranger.get("/maturity/teams/a%00b/").status_code == 404
    assert stranger.get("/maturity/nothing/teams/").status_code == 404
    assert stranger.get(f"{url}join/").status_code == 302


def test_the_result_is_that_of_the_medians(client: Client, model: MaturityModel) -> None:
    url = make_team(client)
    answer_in(url, answers(1), answers(2), client=client)
    answer_in(url, answers(1), answers(2, level_4="not_yet"))
    assert 'data-testid="team-level"' not in squeezed(client.get(url).text)
    answer_in(url, answers(1), answers(2, level_5="some_places"))
    html = squeezed(client.get(url).text)
    assert level_in(html) == "Level 7: Market Leading"
    assert "3 of 3" in html
    answer_in(url, answers(1), answers(2, level_4="some_places"))
    assert level_in(squeezed(client.get(url).text)) == "Level 3: Operational"


def test_where_they_disagree_most_comes_first(client: Client, model: MaturityModel) -> None:
    url = make_team(client)
    answer_in(url, answers(1), answers(2, level_4="most_places"))
    answer_in(url, answers(1, level_3="not_yet"), answers(2, level_4="some_places"))
    answer_in(url, answers(1), answers(2))
    html = squeezed(client.get(url).text).split('data-testid="disagreements"')[1]
    apart = html.split("statements-title")[0]
    assert apart.index("Practice 3 of dimension 1") < apart.index("Practice 4 of dimension 2")
    assert "Practice 5 of dimension 2" not in apart
    assert "Not yet: 1" in apart


def test_whoever_was_not_asked_is_said(client: Client, model: MaturityModel) -> None:
    url = make_team(client)
    answer_in(url, {"answer-d1-level-2": "not_yet"}, answers(2))
    answer_in(url, answers(1), answers(2))
    answer_in(url, answers(1, level_3="some_places"), answers(2))
    html = squeezed(client.get(url).text)
    apart = html.split('data-testid="disagreements"')[1]
    shown = apart.split("Practice 3 of dimension 1")[1].split("</li>")[0]
    assert "not asked, as a lower level is not reached: 1" in shown
    assert level_in(html) == "Level 2: Pilot"


def test_nobody_is_named_and_no_note_is_shown(client: Client, model: MaturityModel) -> None:
    url = make_team(client)
    noted = answers(1) | {"note-d1-level-2": SECRET_NOTE}
    people = [answer_in(url, noted, answers(2)) for _ in range(3)]
    html = squeezed(Client().get(url).text)
    assert SECRET_NOTE not in html
    for assessment in Assessment.objects.all():
        assert assessment.token not in html
        assert str(assessment.learner_id) not in html
    mine = Assessment.objects.first()
    assert mine
    assert (
        sum(one.token in squeezed(people[0].get(url).text) for one in Assessment.objects.all()) == 1
    )


def test_joining_twice_is_joining_once(client: Client, model: MaturityModel) -> None:
    url = make_team(client)
    for _ in range(2):
        assert client.post(f"{url}join/")["Location"] == URL
    take(client, answers(1), answers(2))
    result = client.post(f"{url}join/")["Location"]
    assert result == Assessment.objects.get().get_absolute_url()
    assert "The result of your team Fraud models" in squeezed(client.get(result).text)


def test_what_is_begun_alone_goes_along(client: Client, model: MaturityModel) -> None:
    client.post(f"{URL}?dimension=dimension-1", answers(1))
    url = make_team(client)
    client.post(f"{url}join/")
    assessment = Assessment.objects.get()
    assert assessment.team_id == Team.objects.get().pk
    assert assessment.responses.count() == 6
    assert "You answer for the team" in squeezed(client.get(URL).text)


def test_one_answers_for_one_team_at_a_time(client: Client, model: MaturityModel) -> None:
    first, second = make_team(client), make_team(client, "Pricing models")
    client.post(f"{first}join/")
    refused = client.post(f"{second}join/")
    assert refused.status_code == 409
    assert "You have begun this assessment for another team." in squeezed(refused.text)
    client.post(f"{first}leave/")
    assert client.post(f"{second}join/")["Location"] == URL


def test_a_closed_team_takes_nobody_in(client: Client, model: MaturityModel) -> None:
    url = make_team(client)
    inside = Client()
    inside.post(f"{url}join/")
    assert inside.post(f"{url}link/", {"do": "close"}).status_code == 404
    assert client.post(f"{url}link/", {"do": "shut"}).status_code == 400
    client.post(f"{url}link/", {"do": "close"})
    learners = Learner.objects.count()
    refused = Client().post(f"{url}join/")
    assert refused.status_code == 409
    assert not refused.cookies
    assert Learner.objects.count() == learners
    answer_in(url, answers(1), answers(2), client=inside)
    client.post(f"{url}link/", {"do": "open"})
    assert Client().post(f"{url}join/").status_code == 302


def test_leaving_takes_the_answers_along(client: Client, model: MaturityModel) -> None:
    url = make_team(client)
    people = [answer_in(url, answers(1), answers(2)) for _ in range(3)]
    assert 'data-testid="team-level"' in squeezed(client.get(url).text)
    people[0].post(f"{url}leave/")
    Client().post(f"{url}leave/")
    assert 'data-testid="team-level"' not in squeezed(client.get(url).text)
    assert Assessment.objects.filter(team=None).get().level == 7


def test_a_team_keeps_its_version(client: Client, model: MaturityModel) -> None:
    url = make_team(client)
    MaturityModel.objects.update(is_current=False)
    newer = make_maturity_model(model.term, version=2)
    answer_in(url, answers(1), answers(2))
    assert Assessment.objects.get().model_id != newer.pk


def test_forgetting_who_made_it_leaves_others_their_answers(
    client: Client, model: MaturityModel
) -> None:
    url = make_team(client)
    someone = answer_in(url, answers(1), answers(2))
    client.post("/me/forget/")
    assert client.get(url).status_code == 404
    assert Assessment.objects.get().team is None
    assert someone.get(URL).status_code == 200


def test_the_number_of_queries_does_not_grow(
    client: Client, model: MaturityModel, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    url = make_team(client)
    for _ in range(6):
        answer_in(url, answers(1), answers(2))
    with django_assert_max_num_queries(13):
        assert client.get(url).status_code == 200
