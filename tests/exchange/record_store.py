"""A small Learning Record Store that takes what the specification lets it take (xAPI 1.0.3)."""

import base64
import datetime
import json
import re
import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.local_server import Quiet, serving

USER, PASSWORD = "glossary", "open-sesame"
INTERACTIONS = frozenset(
    (
        *("true-false", "choice", "fill-in", "long-fill-in", "matching", "performance"),
        *("sequencing", "likert", "numeric", "other"),
    )
)
RELATIONS = frozenset(("parent", "grouping", "category", "other"))


@dataclass
class RecordStore:
    """Answers each post with the next of `answers`, else as it should; statements by their ids."""

    address: str = ""
    answers: list[int] = field(default_factory=list)
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    posts: list[tuple[int, int]] = field(default_factory=list)
    """How many statements each brought, and its answer."""

    def take(self, headers: Mapping[str, str], body: bytes) -> tuple[int, Any]:
        """The status and what is answered: all statements are kept, or none."""
        key = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        statements = json.loads(body)
        if headers["Authorization"] != f"Basic {key}":
            return 401, "who are you?"
        if headers["X-Experience-API-Version"] != "1.0.3":
            return 400, "which version?"
        if self.answers and (status := self.answers.pop(0)) != 200:
            return status, "not now"
        try:
            for statement in statements:
                check(statement)
        except (AssertionError, ValueError, KeyError, TypeError) as error:
            return 400, repr(error)
        for statement in statements:
            if self.kept.get(statement["id"], statement) != statement:
                return 409, f"another statement is {statement['id']}"
        self.kept |= {statement["id"]: statement for statement in statements}
        return 200, [statement["id"] for statement in statements]


def check(statement: dict[str, Any]) -> None:
    """Raise where the statement is none by part two of the specification."""
    needed = {"id", "actor", "verb", "object", "timestamp"}
    assert needed <= statement.keys() <= needed | {"result", "context"}
    assert str(uuid.UUID(statement["id"])) == statement["id"]
    assert set(statement["actor"]) == {"objectType", "account"}
    assert statement["actor"]["objectType"] == "Agent"
    account = statement["actor"]["account"]
    assert set(account) == {"homePage", "name"}
    check_address(account["homePage"])
    assert set(statement["verb"]) == {"id", "display"}
    check_address(statement["verb"]["id"])
    check_words(statement["verb"]["display"])
    check_activity(statement["object"])
    check_result(statement.get("result", {}))
    related = statement.get("context", {"contextActivities": {}})["contextActivities"]
    assert related.keys() <= RELATIONS
    for activities in related.values():
        for activity in activities:
            check_activity(activity)
    assert datetime.datetime.fromisoformat(statement["timestamp"]).tzinfo is not None
    assert "null" not in json.dumps(statement)


def check_activity(activity: dict[str, Any]) -> None:
    assert set(activity) == {"objectType", "id", "definition"}
    assert activity["objectType"] == "Activity"
    check_address(activity["id"])
    told = activity["definition"]
    assert told.keys() <= {"type", "name", "description", "interactionType"}
    check_address(told["type"])
    check_words(told.get("name", {}))
    is_interaction = told["type"].endswith("/cmi.interaction")
    assert is_interaction == ("interactionType" in told)
    assert not is_interaction or told["interactionType"] in INTERACTIONS


def check_result(result: dict[str, Any]) -> None:
    assert result.keys() <= {"score", "success", "completion"}
    assert all(isinstance(result[name], bool) for name in result.keys() - {"score"})
    if score := result.get("score"):
        assert score.keys() <= {"scaled", "raw", "min", "max"}
        assert -1 <= score.get("scaled", 0) <= 1
        assert score["min"] <= score["raw"] <= score["max"]
        assert score["min"] < score["max"]


def check_address(address: str) -> None:
    assert re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", address), address


def check_words(words: dict[str, str]) -> None:
    assert all(re.fullmatch(r"[a-z]{2,3}(-\w+)*", language) for language in words)
    assert all(isinstance(text, str) and text for text in words.values())


@contextmanager
def record_store() -> Iterator[RecordStore]:
    """A store at an address of this machine."""
    store, lock = RecordStore(), threading.Lock()

    class Handler(Quiet, BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            with lock:
                status, told = store.take(self.headers, body)
                store.posts.append((len(json.loads(body)), status))
            answer = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    with serving(Handler) as origin:
        store.address = f"{origin}/xapi/statements"
        yield store
