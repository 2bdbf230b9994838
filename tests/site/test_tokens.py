"""Every place that takes a token, a reference or a signed address, with one that stands for nothing.

What the owner of something has taken back, deleted or never given is shown nowhere.
"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from advisory.models import REQUEST_SALT, CallRequest, Handover
from learners.models import Learner
from maturity.models import Assessment, MaturityModel, Team
from quizzes.models import Attempt
from tests.maturity.answering import answers, take
from tests.quizzes.answering import answer, finish
from tests.world import (
    asked,
    filled_in,
    make_cost_scenario,
    make_maturity_model,
    make_quiz,
    make_term,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MALFORMED = ["x", "x" * 3000, "a b", "é", "%2e%2e", "../1"]
SECRETS = ("of 7", "Weakest dimension", "level-6", "Pilot", '"level"')
"""What a result says that no page says to whom it is not for."""

Ask = Callable[[Client, str], Any]


@pytest.fixture
def model() -> MaturityModel:
    return make_maturity_model(make_term())


@pytest.fixture
def owner(model: MaturityModel) -> Client:
    return Client()


@pytest.fixture
def result(owner: Client, model: MaturityModel) -> Assessment:
    return take(owner, answers(1), answers(2, level_3="some_places"))


def hand_over(client: Client, token: str) -> Any:
    return client.post("/advisory/from/", {"origin": "result", "subject": token})


READ: dict[str, Ask] = {
    "page": lambda client, token: client.get(f"/maturity/results/{token}/"),
    "json": lambda client, token: client.get(f"/maturity/results/{token}/result.json"),
    "csv": lambda client, token: client.get(f"/maturity/results/{token}/result.csv"),
    "advisor": hand_over,
}
"""What whoever has the token of a shared result may do."""

OWN: dict[str, Ask] = {
    "link": lambda client, token: client.post(f"/maturity/results/{token}/link/", {"do": "renew"}),
    "plan": lambda client, token: client.post(f"/maturity/results/{token}/plan/"),
    "targets": lambda client, token: client.post(f"/maturity/results/{token}/targets/"),
    "difference": lambda client, token: client.get(
        "/maturity/mlops/difference/", {"from": token, "to": token}
    ),
}
"""What its owner alone may do."""


def revoke(owner: Client, result: Assessment) -> None:
    owner.post(f"{result.get_absolute_url()}link/", {"do": "revoke"})


def renew(owner: Client, result: Assessment) -> None:
    owner.post(f"{result.get_absolute_url()}link/", {"do": "renew"})


def forget(owner: Client, result: Assessment) -> None:
    owner.post("/me/forget/")


def reopen(owner: Client, result: Assessment) -> None:
    """As an assessment that was never finished."""
    Assessment.objects.update(finished_at=None, level=None, index=None)


TAKEN_BACK = {"revoked": revoke, "renewed": renew, "deleted": forget, "unfinished": reopen}


@pytest.mark.parametrize("how", TAKEN_BACK)
def test_a_result_that_was_taken_back_says_nothing_to_strangers(
    owner: Client, result: Assessment, how: str
) -> None:
    stranger = Client()
    TAKEN_BACK[how](owner, result)
    for place, ask in (READ | OWN).items():
        response = ask(stranger, result.token)
        assert response.status_code == (400 if place == "advisor" else 404), place
        assert not any(secret in response.text for secret in SECRETS), place
        assert not Handover.objects.exists(), place


@pytest.mark.parametrize("place", [*READ, *OWN])
def test_a_shared_result_is_shown_and_its_owner_keeps_it_when_it_is_not(
    owner: Client, result: Assessment, place: str
) -> None:
    allowed = {200, 302}
    assert ((READ | OWN)[place](Client(), result.token).status_code in allowed) is (place in READ)
    revoke(owner, result)
    assert (READ | OWN)[place](owner, result.token).status_code in allowed


def test_no_token_that_cannot_be_is_a_result(
    owner: Client, result: Assessment, settings: Settings
) -> None:
    settings.RATE_LIMITS = False
    for token in MALFORMED:
        for place, ask in (READ | OWN).items():
            assert ask(owner, token).status_code in {400, 404}, (place, token)


@pytest.mark.parametrize("how", TAKEN_BACK)
def test_what_was_handed_over_before_is_not_shown_after(
    owner: Client, result: Assessment, settings: Settings, how: str
) -> None:
    reader = Client()
    address = hand_over(reader, result.token)["Location"]
    assert "Weakest dimension" in reader.get(address).text
    reference = Handover.objects.get().reference
    TAKEN_BACK[how](owner, result)
    page = reader.get(f"{address}&share=level").text
    assert "has expired, or that page is gone" in page
    assert not any(secret in page for secret in SECRETS)
    reader.post(address, filled_in() | {"share": ["level", "weakest_dimension"]})
    assert CallRequest.objects.get().shared == ""
    settings.ADVISORY_BOOKING_URL = "https://cal.example.org/ada"
    settings.ADVISORY_SCHEDULER = "cal.com"
    sent = reader.get("/advisory/scheduler/", {"from": reference, "share": "level"})
    assert sent["Location"] == "https://cal.example.org/ada"


def test_the_owner_of_a_revoked_result_may_still_tell_the_advisor(
    owner: Client, result: Assessment
) -> None:
    revoke(owner, result)
    address = hand_over(owner, result.token)["Location"]
    assert "Weakest dimension" in owner.get(address).text
    assert "Weakest dimension" not in Client().get(address).text
    owner.post(address, filled_in() | {"share": "level"})
    assert CallRequest.objects.get().shared.startswith("Maturity level: 2 of 7")


@pytest.mark.parametrize("reference", ["", *MALFORMED, "\0", "\ud800"])
def test_a_reference_that_stands_for_nothing_shares_nothing(
    client: Client, settings: Settings, reference: str
) -> None:
    query = {"from": reference.encode("utf-8", "surrogatepass"), "share": "level"}
    assert 'name="share"' not in client.get("/advisory/", query).text
    settings.ADVISORY_BOOKING_URL = "https://cal.example.org/ada"
    assert client.get("/advisory/scheduler/", query)["Location"].startswith("https://cal.example")


def test_an_expired_reference_shares_nothing(client: Client) -> None:
    make_term()
    handover = Handover.objects.create(origin="term", subject="mlops")
    Handover.objects.update(made_at=timezone.now() - datetime.timedelta(days=7, seconds=1))
    page = client.get("/advisory/", {"from": handover.reference}).text
    assert 'name="share"' not in page
    assert "has expired" in page


def foreign_signature(call: CallRequest) -> str:
    return signing.dumps(call.pk, salt="advisory.form")


def of_nobody(call: CallRequest) -> str:
    return signing.dumps(call.pk + 1000, salt=REQUEST_SALT)


def of_a_deleted_one(call: CallRequest) -> str:
    signed = signing.dumps(call.pk, salt=REQUEST_SALT)
    call.delete()
    return signed


@pytest.mark.parametrize("sign", [foreign_signature, of_nobody, of_a_deleted_one, *MALFORMED])
def test_only_its_own_signature_opens_a_request(client: Client, sign: Any) -> None:
    call = asked(accepted_time=timezone.now(), state=CallRequest.State.ACCEPTED)
    signed = sign if isinstance(sign, str) else sign(call)
    page = f"/advisory/requests/{signed}/"
    for response in (client.get(page), client.post(page), client.get(f"{page}call.ics")):
        assert response.status_code == 404
        assert "Rita Reader" not in response.text
    assert not CallRequest.objects.filter(state=CallRequest.State.WITHDRAWN).exists()


@pytest.mark.parametrize("token", MALFORMED)
def test_a_team_is_found_by_its_token_alone(client: Client, token: str) -> None:
    for path in ("", "join/", "leave/", "link/"):
        method = client.post if path else client.get
        assert method(f"/maturity/teams/{token}/{path}").status_code == 404
    assert not Learner.objects.exists()


def test_a_closed_and_a_deleted_team_take_nobody(client: Client, model: MaturityModel) -> None:
    boss = Client()
    url = boss.post("/maturity/mlops/teams/", {"name": "Fraud"})["Location"]
    boss.post(f"{url}link/", {"do": "close"})
    assert client.post(f"{url}join/").status_code == 409
    assert client.post(f"{url}link/", {"do": "open"}).status_code == 404, "somebody else's"
    assert not Team.objects.get().is_open
    boss.post("/me/forget/")
    assert client.get(url).status_code == client.post(f"{url}join/").status_code == 404
    assert not Learner.objects.exists()


def test_a_quiz_result_is_that_of_a_finished_attempt_that_is_there(client: Client) -> None:
    quiz = make_quiz(make_term())
    answer(client, quiz, 1)
    shared = Attempt.objects.get().get_absolute_url()
    assert Client().get(shared).status_code == 404, "not finished"
    finish(client, quiz, start=2)
    assert Client().get(shared).status_code == 200
    client.post("/me/forget/")
    assert Client().get(shared).status_code == 404
    assert client.get("/quizzes/results/x/").status_code == 404


def test_an_answer_for_somebody_elses_attempt_is_refused(client: Client) -> None:
    quiz = make_quiz(make_term())
    answer(client, quiz, 1)
    attempt, question = Attempt.objects.get(), quiz.questions.get(position=2)
    code = question.options.get(position=2).code
    sent = {"question_id": question.pk, "attempt": attempt.pk, "option": code}
    assert Client().post("/quizzes/mlops/", sent).status_code == 409
    assert Attempt.objects.with_counts().get().given == 1


@pytest.mark.parametrize("status", ["draft", "review", "retired"])
def test_what_is_not_published_is_named_nowhere_by_its_slug(client: Client, status: str) -> None:
    term = make_term(title="Unspoken", abbreviation="")
    make_cost_scenario(term, title="Unspoken costs")
    make_quiz(term)
    type(term).objects.update(status=status)
    for path in (
        *(
            "/terms/mlops/",
            "/terms/mlops/card/",
            "/terms/mlops/picture.png",
            "/terms/mlops/private/",
        ),
        *("/terms/mlops/benchmarks/", "/terms/mlops/checklist/", "/quizzes/mlops/"),
        *("/calculator/?preset=mlops", "/calculator/embed/?preset=mlops"),
        *("/calculator/result.json?preset=mlops", "/calculator/result.csv?preset=mlops"),
    ):
        response = client.get(path)
        assert response.status_code in {404, 410}, path
        if status != "retired":
            assert "Unspoken" not in response.text, path
    sent = {"origin": "term", "subject": "mlops"}
    assert client.post("/advisory/from/", sent).status_code == 400
    sent = {"origin": "calculation", "subject": "preset=mlops"}
    assert client.post("/advisory/from/", sent).status_code == 400


def test_my_data_is_mine(client: Client, owner: Client, result: Assessment) -> None:
    assert result.token in owner.get("/me/data.json").text
    assert client.get("/me/data.json").status_code == 404
