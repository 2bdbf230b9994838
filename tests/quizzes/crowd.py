"""Many learners at once at a real site, whose parts are killed while they answer.

`script/faults` runs it for as long as one likes; `test_crowd.py` is the short form.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tests.quizzes.stores import Postgres, Redis

ROOT = Path(__file__).resolve().parent.parent.parent
QUIZZES = ("mlops", "llmops", "model-drift", "model-routing", "ai-unit-economics")
LONGEST_START_S = 300
"""The first start loads the content, on a machine that may be busy."""

_FIELD = re.compile(r'<input type="(\w+)" name="(\w+)" value="([^"]*)"')
_TITLE = re.compile(r"Question (\d+) of \d+(?:: (right|partly right|wrong))?")
_SCORE = re.compile(r'data-testid="quiz-score">(\d+) / (\d+)<')


class Killable(Protocol):
    """A part of the site that may crash."""

    def start(self) -> None: ...
    def kill(self) -> None: ...


@dataclass
class Site:
    """`script/server` on a port of its own, with its state in `var` and more in its environment."""

    var: Path
    environment: dict[str, str] = field(default_factory=dict)
    workers: int = 2
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.var.mkdir(parents=True, exist_ok=True)
        self.log = self.var / "log"
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = listener.getsockname()[1]

    def start(self) -> None:
        """Start it and wait until it answers."""
        kept = {name: text for name, text in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        environment = kept | {
            "VAR_DIR": str(self.var),
            "PORT": str(self.port),
            "WORKERS": str(self.workers),
            "RATE_LIMITS": "off",
            "VENV": sys.prefix,
            **self.environment,
        }
        with self.log.open("a") as output:
            self.process = subprocess.Popen(
                [ROOT / "script" / "server"],
                env=environment,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        deadline = time.monotonic() + LONGEST_START_S
        while time.monotonic() < deadline:
            try:
                if self.request("GET", "/healthz").status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"the server does not answer:\n{self.log.read_text()}")

    def kill(self) -> None:
        """End it and all its workers as a crash would: kill -9, without a word before."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def request(
        self,
        method: str,
        path: str,
        body: str | None = None,
        cookie: str = "",
        address: str = "10.0.0.0",
        *,
        by_htmx: bool = True,
    ) -> Reply:
        """The answer to htmx or to a browser. Raises OSError where there is none, or not all."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": cookie, "X-Forwarded-For": address}
        if by_htmx:
            headers["HX-Request"] = "true"
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()
        sent = response.headers.get("Set-Cookie", "")
        return Reply(response.status, text, sent.partition(";")[0] or cookie)


@dataclass(frozen=True)
class Reply:
    """A status, a fragment, and the cookie to send from now on."""

    status: int
    text: str
    cookie: str


@dataclass
class Learner(threading.Thread):
    """Answers a quiz from its first question to its score, again and again after a failure.

    `acknowledged` is what the server said of each answer, by the number of its question.
    """

    site: Site
    slug: str
    seed: int
    stopping: threading.Event
    acknowledged: dict[int, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    cookie: str = ""
    score: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.chance = random.Random(self.seed)

    def __hash__(self) -> int:
        return id(self)

    @property
    def path(self) -> str:
        return f"/quizzes/{self.slug}/"

    def run(self) -> None:
        while self.score is None and not self.stopping.is_set():
            try:
                self.step()
            except OSError:
                time.sleep(0.05)

    def step(self) -> None:
        """Look where the quiz is, and answer."""
        shown = self.send("GET", "")
        if score := _SCORE.search(shown.text):
            self.score = (int(score[1]), int(score[2]))
            return
        title = _TITLE.search(shown.text)
        if shown.status != 200 or title is None:
            self.faults.append(f"{shown.status}: {shown.text[:200]}")
            return
        reply = self.send("POST", f"?question={title[1]}", self.fill(shown.text))
        verdict = _TITLE.search(reply.text)
        if reply.status != 200 or verdict is None or not verdict[2]:
            self.faults.append(f"{reply.status}: {reply.text[:200]}")
            return
        self.cookie = reply.cookie
        self.acknowledged[int(verdict[1])] = verdict[2]

    def send(self, method: str, query: str, body: str | None = None) -> Reply:
        """The answer; ConnectionError where the site says that its database is away."""
        address = f"10.0.{self.seed // 256}.{self.seed % 256}"
        reply = self.site.request(method, f"{self.path}{query}", body, self.cookie, address)
        if reply.status == 503:
            raise ConnectionError("the database is away")
        return reply

    def fill(self, html: str) -> str:
        """The form with an answer by chance."""
        fields = _FIELD.findall(html)
        data = [(name, value) for kind, name, value in fields if kind == "hidden"]
        choices = [(name, value) for kind, name, value in fields if kind in ("radio", "checkbox")]
        if choices:
            is_several = any(kind == "checkbox" for kind, _, _ in fields)
            data += self.chance.sample(choices, 2 if is_several else 1)
        return urllib.parse.urlencode([*data, ("number", f"{self.chance.random():.2f}")])

    def lost(self) -> list[str]:
        """Acknowledged answers that the server no longer has, or now judges otherwise."""
        lost = []
        for number, verdict in self.acknowledged.items():
            title = _TITLE.search(self.send("GET", f"?question={number}").text)
            if title is None or title.groups() != (str(number), verdict):
                lost.append(f"{self.slug}, question {number}: {verdict}, now {title and title[0]}")
        return lost

    def miscounted(self) -> list[str]:
        """What is wrong with a score: not as many right answers as were said to be right."""
        right = sum(verdict == "right" for verdict in self.acknowledged.values())
        is_true = self.score == (right, 6) or len(self.acknowledged) < 6
        return [] if is_true else [f"{self.slug}: {self.score}, and {self.acknowledged}"]


class Reviewer(Learner):
    """Who reviews what is due to them, from the start to the score; what is missed twice."""

    @property
    def path(self) -> str:
        return "/review/"

    def step(self) -> None:
        if 'data-testid="review-start"' not in self.send("GET", "").text:
            return super().step()
        self.send("POST", "start/", "size=20")
        return None

    def miscounted(self) -> list[str]:
        """A score counts no repeat; what is right in it shows only in the answers themselves."""
        return []


@contextmanager
def crowd(site: Site, size: int) -> Iterator[list[Learner]]:
    """So many learners, at work until the block ends."""
    stopping = threading.Event()
    learners = [
        Learner(site, QUIZZES[place % len(QUIZZES)], place, stopping) for place in range(size)
    ]
    with at_work(learners, stopping):
        yield learners


@contextmanager
def reviewing(site: Site, learners: list[Learner]) -> Iterator[list[Learner]]:
    """The same people when everything that they answered is due, until the block ends."""
    with closing(sqlite3.connect(site.var / "site.sqlite3", timeout=20)) as database, database:
        database.execute("UPDATE quizzes_questionmemory SET due_on = date('now')")
    stopping = threading.Event()
    reviewers: list[Learner] = [
        Reviewer(site, one.slug, one.seed, stopping, cookie=one.cookie) for one in learners
    ]
    with at_work(reviewers, stopping):
        yield reviewers


def count_reviews(site: Site) -> int:
    """How many answers to reviews the log has."""
    with closing(sqlite3.connect(site.var / "site.sqlite3", timeout=20)) as database:
        count = "SELECT count(*) FROM quizzes_loggedreview WHERE origin = 'review'"
        found: int = database.execute(count).fetchone()[0]
    return found


@contextmanager
def at_work(learners: list[Learner], stopping: threading.Event) -> Iterator[None]:
    for learner in learners:
        learner.start()
    yield
    stopping.set()
    for learner in learners:
        learner.join()


def wait_for_answers(learners: list[Learner], count: int, *, timeout_s: float = 120) -> None:
    """Until the learners have so many acknowledged answers in all."""
    deadline = time.monotonic() + timeout_s
    while sum(len(learner.acknowledged) for learner in learners) < count:
        if time.monotonic() > deadline:
            raise AssertionError(f"no {count} answers in {timeout_s} s")
        time.sleep(0.01)


def wait_for_scores(learners: list[Learner], *, timeout_s: float = 300) -> None:
    """Until every learner has a score."""
    deadline = time.monotonic() + timeout_s
    for learner in learners:
        learner.join(max(0.0, deadline - time.monotonic()))
        if learner.is_alive():
            raise AssertionError(f"not everyone finished in {timeout_s} s")


LOG_OF_FAULTS = ("database is locked", "Traceback")
LOG_OF_BUGS = ("database is locked", "Internal Server Error")
"""A database that is away is told with its traceback, but is no error of the site."""


def find_faults(
    site: Site, learners: list[Learner], logged: tuple[str, ...] = LOG_OF_FAULTS
) -> list[str]:
    """Everything that went wrong: answers lost, scores that are not true, what must not be logged."""
    faults = [fault for learner in learners for fault in learner.faults]
    for learner in learners:
        faults += [*learner.lost(), *learner.miscounted()]
    log = site.log.read_text()
    return faults + [words for words in logged if words in log]


def kill_reviews(site: Site, learners: list[Learner], kills: int) -> list[str]:
    """Kill the server so often while everyone reviews; what was lost of what it acknowledged."""
    with reviewing(site, learners) as reviewers:
        for kill in range(1, kills + 1):
            wait_for_answers(reviewers, kill * len(reviewers) * 6 // (kills + 1))
            site.kill()
            site.start()
        wait_for_scores(reviewers)
    acknowledged, logged = sum(len(one.acknowledged) for one in reviewers), count_reviews(site)
    sys.stdout.write(f"{acknowledged} reviews acknowledged, {logged} in the log\n")
    missing = [f"{acknowledged} acknowledged, {logged} logged"] if logged < acknowledged else []
    return find_faults(site, reviewers) + missing


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/faults", description=__doc__)
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument(
        "--of",
        choices=["server", "database", "cache"],
        default="server",
        help="what is killed; the other two run the site on Debian's PostgreSQL and Redis",
    )
    options = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="glossary-site-faults-") as folder, ExitStack() as end:
        site = Site(Path(folder) / "site")
        parts: dict[str, Killable] = {"server": site}
        if options.of != "server":
            database, cache = Postgres(), Redis(Path(folder) / "redis")
            end.callback(database.kept.cleanup)
            site.environment = database.environment | cache.environment
            parts = {"database": database, "cache": cache} | parts
        for part in parts.values():
            end.callback(part.kill)
            part.start()
        with crowd(site, options.learners) as learners:
            for kill in range(1, options.kills + 1):
                wait_for_answers(learners, kill * options.learners * 6 // (options.kills + 1))
                parts[options.of].kill()
                time.sleep(options.of != "server")
                parts[options.of].start()
            wait_for_scores(learners)
        faults = find_faults(
            site, learners, LOG_OF_BUGS if options.of == "database" else LOG_OF_FAULTS
        )
        answers = sum(len(learner.acknowledged) for learner in learners)
        if options.of == "server":
            faults += kill_reviews(site, learners, options.kills)
    sys.stdout.write(
        f"{len(learners)} learners, {answers} answers acknowledged, {options.kills} kills of the "
        f"{options.of}, {time.monotonic() - begun:.1f} s: {len(faults)} faults\n"
    )
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
