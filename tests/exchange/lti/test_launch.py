"""A launch from a learning platform: who comes in, as whom, and what is refused."""

import base64
import datetime
import hmac
import json
import time
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from joserfc import jwt

from exchange.lti.messages import GRADES
from exchange.lti.models import GradedLink, Person, Platform, ToolKey, UsedNonce
from exchange.lti.targets import Target, read_targets
from learners.models import Learner
from quizzes.models import Quiz
from tests.exchange.lti.conftest import register
from tests.exchange.lti.launching import QUIZ, begin, choose, launch, post_launch
from tests.exchange.lti.platform import CLAIM, CLIENT, LearningPlatform, make_key
from tests.paths.conftest import CHECK, make_path
from tests.quizzes.answering import answer
from tests.world import make_checklist_item, make_term

pytestmark = pytest.mark.django_db


def launch_with(client: Client, moodle: LearningPlatform, **changes: Any) -> Any:
    """Come in with changed claims; None takes one away."""
    asked = begin(client, moodle)
    claims = moodle.claims(asked["nonce"], QUIZ) | changes
    held = {name: value for name, value in claims.items() if value is not None}
    return post_launch(client, asked, moodle.sign(held))


@pytest.mark.parametrize("path", ["jwks", "config.json", "login", "enter", "pick"])
def test_without_a_platform_there_is_nothing(client: Client, path: str) -> None:
    assert client.get(f"/lti/{path}").status_code == 404
    assert client.post("/lti/launch").status_code == 404


def test_keys_and_description_are_there_while_it_is_set_up(
    client: Client, moodle: LearningPlatform
) -> None:
    Platform.objects.update(client_id="")
    ToolKey.objects.all().delete()
    keys = client.get("/lti/jwks").json()
    assert keys == client.get("/lti/jwks").json()
    assert [set(one) for one in keys["keys"]] == [{"kty", "n", "e", "kid", "alg", "use"}]
    config = client.get("/lti/config.json").json()
    assert config["oidc_initiation_url"] == "http://testserver/lti/login"
    placements = config["extensions"][0]["settings"]["placements"]
    assert {one["target_link_uri"] for one in placements} == {"http://testserver/lti/pick"}
    assert config["extensions"][0]["privacy_level"] == "anonymous"
    assert client.get("/lti/login", moodle.login()).status_code == 400


def test_in_a_frame_it_offers_a_window(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    response = client.get("/lti/login", moodle.login(QUIZ), headers={"Sec-Fetch-Dest": "iframe"})
    assert response.status_code == 200
    assert f"frame-ancestors {moodle.origin};" in f"{response['Content-Security-Policy']};"
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert "lti_message_hint=message" in response.context["window"]
    inside = client.get(response.context["window"])
    assert inside["Location"].startswith(f"{moodle.origin}/auth?scope=openid")
    [cookie] = inside.cookies.values()
    assert cookie["samesite"] == "None"
    assert cookie["secure"]
    assert cookie["httponly"]


def test_a_window_of_its_own_is_led_on_at_once(client: Client, moodle: LearningPlatform) -> None:
    whole = {"Sec-Fetch-Dest": "document"}
    assert client.get("/lti/login", moodle.login(QUIZ), headers=whole).status_code == 302


def test_somebody_comes_in_and_is_the_same_on_another_device(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    assert launch(client, moodle)["Location"] == QUIZ
    answer(client, quiz, 1)
    person, link = Person.objects.get(), GradedLink.objects.get()
    assert person.learner == Learner.objects.get()
    assert link.subject == "ada"
    assert link.term == quiz.term
    phone = Client()
    launch(phone, moodle)
    assert phone.session["learner_id"] == str(person.learner_id)
    assert "1 of 6" in phone.get(QUIZ).text
    moodle.subject = "grace"
    launch(Client(), moodle)
    assert Learner.objects.count() == 2


def test_nothing_of_a_name_or_mail_is_kept(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    kept = client.get("/me/data.json").text
    assert '"lti.person"' in kept
    assert "Lovelace" not in kept
    assert "example.org" not in kept
    assert "ada" not in str(Person.objects.values())


def test_everything_goes_when_it_is_deleted(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    client.post("/me/forget/")
    assert not Person.objects.exists()
    assert not GradedLink.objects.exists()


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/terms/mlops/", "/terms/mlops/"),
        ("/paths/engineer/", "/paths/engineer/"),
        (CHECK, CHECK),
        ("/lti/launch", "/"),
        ("/admin/", "/"),
        ("/nowhere", "/"),
        ("", "/"),
    ],
)
def test_it_leads_to_pages_that_can_be_linked_to(
    client: Client, moodle: LearningPlatform, quiz: Quiz, target: str, path: str
) -> None:
    make_path()
    assert launch(client, moodle, target)["Location"] == path
    assert GradedLink.objects.exists() == (path != "/")


def test_names_in_any_script_are_linked_to(client: Client, moodle: LearningPlatform) -> None:
    term = make_term(slug="größe", title="Größe", abbreviation="")
    address = term.get_absolute_url()
    assert launch(client, moodle, address)["Location"] == address
    assert read_targets([address]) == [Target("Größe", "Entry", address)]


def test_who_comes_from_a_platform_is_not_forgotten_with_a_session(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    Session.objects.all().delete()
    call_command("forget_learner", expired=True)
    assert Person.objects.exists()
    year = datetime.timedelta(days=366)
    Learner.objects.update(seen_on=datetime.datetime.now(datetime.UTC).date() - year)
    call_command("forget_learner", expired=True)
    assert not Person.objects.exists()


def test_it_never_leads_to_another_site(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    moodle.site = "http://testserver.evil.example"
    assert launch(client, moodle, QUIZ)["Location"] == "/"


def test_who_has_learnt_here_already_is_asked(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    answer(client, quiz, 1)
    before = client.session["learner_id"]
    page = launch(client, moodle)
    assert page.status_code == 200
    assert "Was it you?" in page.text
    assert not Person.objects.exists()
    assert choose(client, page, "join")["Location"] == QUIZ
    assert client.session["learner_id"] == before
    assert str(Person.objects.get().learner_id) == before
    assert client.get("/lti/enter").status_code == 400, "it is over"


def test_who_keeps_apart_begins_anew(client: Client, moodle: LearningPlatform, quiz: Quiz) -> None:
    answer(client, quiz, 1)
    before = client.session["learner_id"]
    page = launch(client, moodle)
    assert choose(client, page, "apart")["Location"] == QUIZ
    assert client.session["learner_id"] == str(Person.objects.get().learner_id) != before
    assert Learner.objects.filter(pk=before).exists()


def test_another_device_with_state_is_joined_to_the_person(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    phone = Client()
    make_checklist_item(quiz.term)
    phone.post("/terms/mlops/checklist/", {"item": "log-it"})
    choose(phone, launch(phone, moodle), "join")
    assert phone.session["learner_id"] == client.session["learner_id"]
    assert Learner.objects.count() == 1
    assert "1 of 1 done" in client.get("/terms/mlops/").text


def test_a_schools_computer_gives_nobody_anothers_answers(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    answer(client, quiz, 1)
    ada = client.session["learner_id"]
    moodle.subject = "grace"
    came = launch(client, moodle)
    assert came["Location"] == QUIZ, "nobody is asked"
    assert came["Clear-Site-Data"] == '"storage"', "what ada took along is hers"
    assert client.session["learner_id"] != ada
    assert "Clear-Site-Data" not in launch(client, moodle)
    assert "1 of 6 answered" not in client.get(QUIZ).text
    moodle.subject = "ada"
    launch(client, moodle)
    assert client.session["learner_id"] == ada


def test_a_school_with_two_tools_is_one_platform(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    ada = client.session["learner_id"]
    Platform.objects.update(client_id="tool-2")
    register(moodle, name="The same Moodle")
    moodle.subject = "grace"
    assert launch(client, moodle)["Location"] == QUIZ, "nobody is asked"
    assert client.session["learner_id"] != ada


def test_a_form_joins_whom_it_was_drawn_for_and_nobody_else(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    answer(client, quiz, 1)
    before = client.session["learner_id"]
    page = launch(client, moodle)
    moodle.subject = "grace"
    later = launch(client, moodle)
    assert choose(client, page, "join").status_code == 400
    assert not Person.objects.exists()
    assert choose(client, later, "apart")["Location"] == QUIZ
    moodle.subject = "ada"
    assert launch_with(client, moodle)["Location"] == "/lti/enter"
    named = page.context["launch"]
    assert client.post("/lti/enter", {"do": "join", "launch": named})["Location"] == QUIZ
    learners = set(Person.objects.values_list("learner", flat=True))
    assert len(learners) == 2, "what grace did is not joined to ada"
    assert before not in map(str, learners)


def test_a_gradebook_elsewhere_gets_nothing(
    client: Client, moodle: LearningPlatform, quiz: Quiz, caplog: pytest.LogCaptureFixture
) -> None:
    claim = moodle.claims("", QUIZ)[GRADES] | {"lineitem": "http://127.0.0.1:1/columns/1"}
    assert launch_with(client, moodle, **{GRADES: claim}).status_code == 302
    assert client.get("/lti/enter")["Location"] == QUIZ
    assert not GradedLink.objects.exists()
    assert "no score is sent to 'http://127.0.0.1:1'" in caplog.text


def test_without_a_person_the_page_is_open(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    assert launch_with(client, moodle, sub=None)["Location"] == QUIZ
    assert not Learner.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"exp": "soon"},
        {"aud": "another"},
        {"aud": ["another", CLIENT], "azp": "another"},
        {"aud": ["another", CLIENT], "azp": None},
        {"iss": "https://evil.example"},
        {f"{CLAIM}deployment_id": "another"},
        {f"{CLAIM}deployment_id": None},
        {f"{CLAIM}version": "1.1"},
        {f"{CLAIM}message_type": "LtiSubmissionReviewRequest"},
    ],
)
def test_claims_that_do_not_hold_are_refused(
    client: Client,
    moodle: LearningPlatform,
    quiz: Quiz,
    wrong: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    response = launch_with(client, moodle, **wrong)
    [name] = wrong.keys() - {"aud"} or wrong
    [line] = caplog.messages[:1]
    assert line.startswith("/lti/launch was refused: ")
    assert name.removeprefix(CLAIM).split("_")[0] in line, "the operator is told which"
    assert "ada" not in line
    assert response.status_code == 400
    assert "This could not be opened" in response.text
    assert f"frame-ancestors {moodle.origin};" in f"{response['Content-Security-Policy']};"
    assert not Learner.objects.exists()


def test_a_token_counts_once(client: Client, moodle: LearningPlatform, quiz: Quiz) -> None:
    asked = begin(client, moodle)
    token = moodle.sign(moodle.claims(asked["nonce"], QUIZ))
    cookies = dict(client.cookies.items())
    assert post_launch(client, asked, token).status_code == 302
    assert post_launch(client, asked, token).status_code == 400, "its cookie is gone"
    for name, morsel in cookies.items():
        client.cookies[name] = morsel.value or "1"
    assert post_launch(client, asked, token).status_code == 400, "it is used"
    assert UsedNonce.objects.count() == 1


def test_a_launch_belongs_to_the_browser_that_began_it(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    asked = begin(client, moodle)
    token = moodle.sign(moodle.claims(asked["nonce"], QUIZ))
    assert post_launch(Client(), asked, token).status_code == 400
    choosing = begin(client, moodle, "/lti/pick")
    other = moodle.sign(moodle.claims(choosing["nonce"], QUIZ))
    assert post_launch(Client(), choosing, other).status_code == 400, "it may choose and no more"
    assert post_launch(client, asked | {"state": asked["state"] + "x"}, token).status_code == 400
    assert post_launch(client, asked, token).status_code == 302


def encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def signed_otherwise(kind: str, claims: dict[str, Any], moodle: LearningPlatform) -> str:
    """The claims with a signature that an attacker could make."""
    if kind in {"none", "HS256"}:  # the public key as the secret
        head = json.dumps({"alg": kind, "kid": "first"}).encode()
        said = f"{encoded(head)}.{encoded(json.dumps(claims).encode())}"
        secret = moodle.key.as_pem(private=False)
        digest = hmac.digest(secret, said.encode(), "sha256") if kind == "HS256" else b""
        return f"{said}.{encoded(digest)}"
    if kind in {"first", "unknown"}:
        return jwt.encode({"alg": "RS256", "kid": kind}, claims, make_key("stranger"))
    return kind


@pytest.mark.parametrize("kind", ["none", "HS256", "first", "unknown", "a.b.c", ""])
def test_other_signatures_are_refused(
    client: Client, moodle: LearningPlatform, quiz: Quiz, kind: str
) -> None:
    asked = begin(client, moodle)
    token = signed_otherwise(kind, moodle.claims(asked["nonce"], QUIZ), moodle)
    response = post_launch(client, asked, token)
    assert response.status_code == 400
    assert "signature" in response.text
    assert not Learner.objects.exists()


def test_a_new_key_of_the_platform_is_fetched(
    client: Client, moodle: LearningPlatform, quiz: Quiz
) -> None:
    launch(client, moodle)
    moodle.key = make_key("second")
    assert launch(client, moodle)["Location"] == QUIZ


def test_a_platform_that_is_away_is_said_to_be_and_not_asked_by_each(
    client: Client, moodle: LearningPlatform, quiz: Quiz, caplog: pytest.LogCaptureFixture
) -> None:
    moodle.gives_keys = False
    for _time in range(3):
        response = launch_with(client, moodle)
        assert response.status_code == 400
        assert "does not answer" in response.text
    assert caplog.text.count("no RSA key; its answer was 503") == 3
    assert moodle.keys_asked == 1
    Platform.objects.update(jwks_url="http://127.0.0.1:1/jwks")
    assert launch_with(client, moodle).status_code == 400
    assert "http://127.0.0.1:1/jwks does not answer" in caplog.text


def test_who_refuses_to_say_who_it_is(client: Client, moodle: LearningPlatform) -> None:
    asked = begin(client, moodle)
    sent = {"state": asked["state"], "error": "login_required"}
    assert client.post("/lti/launch", sent).status_code == 400
    assert client.get("/lti/launch").status_code == 405


def test_one_issuer_with_many_schools(client: Client, moodle: LearningPlatform) -> None:
    register(moodle, client_id="tool-2", name="Another school")
    login = moodle.login(QUIZ) | {"window": "1"}
    assert client.post("/lti/login", login).status_code == 302
    del login["client_id"]
    assert client.post("/lti/login", login).status_code == 400, "which of both is not said"


def test_other_sites_may_post_to_these_two_addresses_alone(moodle: LearningPlatform) -> None:
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    assert client.post("/lti/login", moodle.login(QUIZ)).status_code == 200
    assert client.post("/lti/launch").status_code == 400
    assert client.post("/lti/pick").status_code == 403
    assert client.post("/lti/enter").status_code == 403


def test_robots_stay_out_and_nothing_is_kept(client: Client, moodle: LearningPlatform) -> None:
    assert "Disallow: /lti/" in client.get("/robots.txt").text
    assert "no-store" in client.get("/lti/jwks")["Cache-Control"]


def test_platforms_of_one_issuer_have_the_same_keys(admin_client: Client) -> None:
    sent = {
        "name": "Moodle", "issuer": "https://moodle.example", "client_id": "1",
        "deployment_ids": "1", "auth_url": "https://moodle.example/auth",
        "token_url": "https://moodle.example/token", "jwks_url": "https://moodle.example/jwks",
    }  # fmt: skip
    add = "/admin/lti/platform/add/"
    assert admin_client.post(add, sent).status_code == 302
    other = sent | {"client_id": "2", "jwks_url": "https://evil.example/jwks"}
    assert "so must share their keys" in admin_client.post(add, other).text
    assert admin_client.post(add, sent | {"client_id": "2"}).status_code == 302
    again = f"/admin/lti/platform/{Platform.objects.filter(client_id='1').get().pk}/change/"
    assert admin_client.post(again, sent | {"name": "School"}).status_code == 302


@pytest.mark.parametrize(
    "address",
    ["http://moodle.example", "ftp://x", "https://a;b", "x", "https://u@h", "https://a:99999"],
)
def test_an_operator_registers_safe_addresses_alone(admin_client: Client, address: str) -> None:
    sent = {
        "name": "Moodle", "issuer": "https://moodle.example", "client_id": "1",
        "deployment_ids": "1", "auth_url": "https://moodle.example/auth",
        "token_url": "https://moodle.example/token", "jwks_url": "https://moodle.example/jwks",
    }  # fmt: skip
    add = "/admin/lti/platform/add/"
    assert "/lti/launch" in admin_client.get(add).text
    assert admin_client.post(add, sent | {"token_url": address}).status_code == 200
    assert admin_client.post(add, sent | {"origins": address}).status_code == 200
    assert not Platform.objects.exists()
    assert admin_client.post(add, sent | {"origins": "https://a.example"}).status_code == 302
    origins = {"https://moodle.example", "https://a.example"}
    assert Platform.objects.get().frame_origins == origins
