"""The server for agents: both ways to speak to it, every tool, and every wrong message told."""

import io
import json
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from mcp_types import CLIENT_CAPABILITIES_META_KEY, PROTOCOL_VERSION_META_KEY
from pytest_django import DjangoAssertNumQueries

from exchange.agents.protocol import tools
from quizzes.models import Question
from terms.models import Contrast
from tests.exchange.conftest import make_short_path
from tests.world import (
    make_cost_scenario,
    make_figure,
    make_glossary,
    make_maturity_model,
    make_quiz,
    make_short_model,
    make_term,
)

pytestmark = pytest.mark.django_db
NOW = "2026-07-28"


@pytest.fixture(autouse=True)
def a_glossary() -> None:
    cache.clear()
    make_glossary(title="Words", first_term="mlops")
    mlops = make_term(slug="mlops", title="Machine learning operations", abbreviation="MLOps")
    other = make_term(slug="devops", title="DevOps", abbreviation="")
    Contrast.objects.create(term=mlops, target=other, difference="Only MLOps has data.")
    make_figure(mlops, key="F1", value="91%")
    make_quiz(mlops)
    make_cost_scenario(mlops)
    make_maturity_model(mlops, slug="long")
    make_short_model(mlops, slug="short")
    make_short_path(mlops)


def send(client: Client, method: str, /, headers: Any = None, **params: Any) -> Any:
    """A request of today's revision, with the headers that go with it."""
    meta = {PROTOCOL_VERSION_META_KEY: NOW, CLIENT_CAPABILITIES_META_KEY: {}}
    message = {"jsonrpc": "2.0", "id": 7, "method": method, "params": {"_meta": meta, **params}}
    told = {"mcp-protocol-version": NOW, "mcp-method": method}
    if name := params.get("name") or params.get("uri"):
        told["mcp-name"] = name
    return client.post(
        "/mcp", message, content_type="application/json", headers=told | (headers or {})
    )


def call(client: Client, name: str, **arguments: Any) -> Any:
    response = send(client, "tools/call", name=name, arguments=arguments)
    assert response.status_code == 200, response.content
    return response.json()["result"]


def test_it_says_what_it_is_and_what_it_can(client: Client) -> None:
    found = send(client, "server/discover").json()["result"]
    assert found["supportedVersions"] == [NOW]
    assert found["resultType"] == "complete"
    assert "Words" in found["instructions"]
    listed = send(client, "tools/list").json()["result"]["tools"]
    assert {one["name"] for one in listed} == {*tools()}
    assert all(one["description"] and one["annotations"]["readOnlyHint"] for one in listed)


def test_a_definition_comes_with_its_figures_and_sources(client: Client) -> None:
    told = call(client, "define", term="mlops")["structuredContent"]
    assert told["url"] == "http://testserver/terms/mlops/"
    (figure,) = call(client, "figure", term="MLOps", key="F1")["structuredContent"]["figures"]
    assert figure["value"] == "91%"
    assert figure["kind"] == "estimate"
    assert figure["source"]["title"]
    assert figure["as_of"]


@pytest.mark.parametrize(
    ("name", "arguments", "queries"),
    [
        # the term, its figures, its sources, three kinds of names, the figures of its metrics
        ("define", {"term": "MLOps"}, 7),
        ("figure", {"term": "MLOps"}, 2),
        ("related", {"term": "MLOps"}, 9),
        ("search", {"query": "devops"}, 9),
    ],
)
def test_a_tool_reads_what_it_tells_and_no_more(
    client: Client,
    name: str,
    arguments: dict[str, str],
    queries: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(queries + 1):  # what the glossary is called
        call(client, name, **arguments)


def test_terms_are_compared_and_found(client: Client) -> None:
    told = call(client, "compare", term="devops", other="machine learning operations")
    assert told["structuredContent"]["differences"] == ["Only MLOps has data."]
    found = call(client, "search", query="machine learning")["structuredContent"]["terms"]
    assert found[0]["slug"] == "mlops"
    relations = call(client, "related", term="devops")["structuredContent"]["relations"]
    assert [one["kind"] for one in relations] == ["contrasted by"]


def test_a_path_is_told_step_by_step(client: Client) -> None:
    told = call(client, "path", path="engineer")["structuredContent"]
    assert told["role"] == "Engineers"
    assert [one["reason"] for one in told["steps"]] == ["All else rests on it."]


def test_a_question_is_asked_without_its_key_and_checked(client: Client) -> None:
    asked = call(client, "quiz_question", term="mlops")
    assert "reason" not in asked["content"][0]["text"]
    question = asked["structuredContent"]
    right = Question.objects.get(key=question["id"].split("/")[1]).options.get(is_right=True)
    told = call(client, "check_answer", question_id=question["id"], answer=[right.code])
    assert told["structuredContent"]["credit"] == 1
    assert len(told["structuredContent"]["reasons"]) == len(question["options"])


def test_cost_and_maturity_are_computed_by_the_site(client: Client) -> None:
    told = call(client, "cost", inputs={"preset": "mlops"})["structuredContent"]
    assert "/calculator/?" in told["url"]
    assert told["figures"]
    assert call(client, "assess", assessment="long", answers={})["structuredContent"]["level"] == 1
    short = call(client, "assess", assessment="short", answers={})["structuredContent"]
    assert len(short["dimensions"]) == 3


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("define", {"term": "machine"}, "near are: mlops"),
        ("define", {}, "term: Field required"),
        ("define", {"term": "mlops", "x": 1}, "'x' is no argument; there are: term"),
        ("figure", {"term": "mlops", "key": "F9"}, "its figures are: F1"),
        ("path", {"path": "nothing"}, "there are: engineer (Engineers)"),
        ("quiz_question", {"term": "devops"}, "devops has no question 1"),
        ("check_answer", {"question_id": "a/b/c", "answer": ["1"]}, "take the id from"),
        ("cost", {"inputs": {"usres": "1"}}, "'usres' is no input; there are: preset"),
        ("cost", {"inputs": {"users": "many"}}, "users: "),
        ("cost", {"inputs": {"preset": "nothing"}}, "no term 'nothing'"),
        ("assess", {"assessment": "none", "answers": {}}, "there are: "),
        ("assess", {"assessment": "long", "answers": {"x": "not_yet"}}, "'x' is not asked"),
        ("assess", {"assessment": "short", "answers": {"x": "1"}}, "'x' is not asked"),
    ],
)
def test_an_agent_is_told_what_to_do_instead(
    client: Client, name: str, arguments: dict[str, Any], words: str
) -> None:
    told = call(client, name, **arguments)
    assert told["isError"] is True
    assert words in told["content"][0]["text"]


def test_an_answer_that_cannot_be_read_is_told(client: Client) -> None:
    question = call(client, "quiz_question", term="mlops")["structuredContent"]
    told = call(client, "check_answer", question_id=question["id"], answer=["no-such-code"])
    assert told["isError"] is True


def test_what_an_agent_cannot_answer_is_asked_on_the_site_alone(client: Client) -> None:
    question = call(client, "quiz_question", term="mlops")["structuredContent"]
    Question.objects.update(kind="word")
    for name, arguments in (
        ("quiz_question", {"term": "mlops"}),
        ("check_answer", {"question_id": question["id"], "answer": ["data"]}),
    ):
        told = call(client, name, **arguments)
        assert told["isError"] is True
        words = "a question of the kind 'word' is asked at http://testserver/quizzes/mlops/ alone"
        assert told["content"][0]["text"] == words


def test_entries_are_resources(client: Client) -> None:
    listed = send(client, "resources/list").json()["result"]["resources"]
    uri = "http://testserver/terms/mlops.md"
    assert uri in [one["uri"] for one in listed]
    read = send(client, "resources/read", uri=uri).json()["result"]["contents"]
    assert read[0]["text"] == client.get("/terms/mlops.md").content.decode()
    for wrong in ("http://testserver/terms/nothing.md", "file:///etc/passwd"):
        refused = send(client, "resources/read", uri=wrong)
        assert refused.status_code == 400
        assert refused.json()["error"]["code"] == -32602


def test_what_a_site_does_without_is_no_tool(client: Client, settings: Any) -> None:
    settings.MODULES = frozenset({"quizzes"})
    listed = send(client, "tools/list").json()["result"]["tools"]
    assert {"cost", "assess", "path"}.isdisjoint(one["name"] for one in listed)
    assert send(client, "tools/call", name="cost", arguments={}).status_code == 400


def test_clients_of_2025_shake_hands_and_are_forgotten(client: Client) -> None:
    def post(message: dict[str, Any]) -> Any:
        return client.post("/mcp", {"jsonrpc": "2.0", **message}, content_type="application/json")

    hello = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "c", "version": "1"},
    }
    welcome = post({"id": 1, "method": "initialize", "params": hello})
    assert welcome.json()["result"]["protocolVersion"] == "2025-06-18"
    assert "Mcp-Session-Id" not in welcome.headers
    assert post({"method": "notifications/initialized"}).status_code == 202
    assert post({"id": "p", "method": "ping"}).json() == {
        "jsonrpc": "2.0",
        "id": "p",
        "result": {},
    }
    call_ = {"name": "define", "arguments": {"term": "mlops"}}
    told = post({"id": 2, "method": "tools/call", "params": call_}).json()["result"]
    assert told["structuredContent"]["title"] == "Machine learning operations"
    unknown = {**hello, "protocolVersion": "1999-01-01"}
    answer = post({"id": 3, "method": "initialize", "params": unknown}).json()
    assert answer["result"]["protocolVersion"] == "2025-11-25"


@pytest.mark.parametrize(
    ("body", "code", "status"),
    [
        ("{", -32700, 400),
        ("[]", -32600, 400),
        ('{"id": 1, "method": "ping"}', -32600, 400),
        ('{"jsonrpc": "2.0", "id": true, "method": "ping"}', -32600, 400),
        ('{"jsonrpc": "2.0", "id": 1, "method": "nothing"}', -32601, 404),
        ('{"jsonrpc": "2.0", "id": 1, "method": "server/discover"}', -32602, 400),
        ('{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {}}', -32602, 400),
        ("[" * 100_000, -32700, 400),
        (r'{"jsonrpc": "2.0", "id": "\u0000", "method": "ping"}', -32600, 400),
        (r'{"jsonrpc": "2.0", "id": "\ud800", "method": "ping"}', -32700, 400),
    ],
)
def test_a_wrong_message_is_told(client: Client, body: str, code: int, status: int) -> None:
    response = client.post("/mcp", body, content_type="application/json")
    assert (response.json()["error"]["code"], response.status_code) == (code, status)


@pytest.mark.parametrize(
    "headers",
    [{"mcp-method": "ping"}, {"mcp-name": "search"}, {"mcp-protocol-version": "2026-01-01"}],
)
def test_headers_that_say_something_else_are_refused(client: Client, headers: Any) -> None:
    response = send(client, "tools/call", headers, name="define", arguments={"term": "mlops"})
    assert response.status_code == 400
    assert response.json()["error"]["code"] == -32020


def test_an_unknown_revision_is_told_which_there_are(client: Client) -> None:
    meta = {PROTOCOL_VERSION_META_KEY: "2030-01-01", CLIENT_CAPABILITIES_META_KEY: {}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {"_meta": meta}}
    headers = {"mcp-protocol-version": "2030-01-01", "mcp-method": "tools/list"}
    told = client.post("/mcp", message, content_type="application/json", headers=headers).json()
    assert told["error"]["code"] == -32022
    assert told["error"]["data"] == {"supported": [NOW], "requested": "2030-01-01"}


def test_only_posts_of_programs_and_of_this_site_are_taken(client: Client) -> None:
    assert client.get("/mcp").status_code == 405
    assert client.get("/mcp").headers["Allow"] == "POST"
    elsewhere = {"Origin": "https://evil.example"}
    assert send(client, "tools/list", elsewhere).status_code == 403
    assert send(client, "tools/list", {"Origin": "http://testserver"}).status_code == 200
    big = client.post("/mcp", "x" * 200_000, content_type="application/json")
    assert big.status_code == 413


def test_on_standard_input_a_line_is_a_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    meta = {PROTOCOL_VERSION_META_KEY: NOW, CLIENT_CAPABILITIES_META_KEY: {}}
    params = {"_meta": meta, "name": "define", "arguments": {"term": "mlops"}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
    lines = f"{json.dumps(message)}\n\nnonsense\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    call_command("mcp", base="https://words.example")
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    told = first["result"]["structuredContent"]
    assert told["url"] == "https://words.example/terms/mlops/"
    assert second["error"]["code"] == -32700
