"""Reviews measured: the replay of a log, and `/review/` where a million answers are logged."""

import datetime
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, models
from django.test import Client, override_settings
from django.utils import timezone

from dev.bench.load import throw_away_database
from dev.bench.made_content import SEED, make_terms, write_content
from dev.bench.report import Figures, conclude, say
from dev.bench.site_data import cookie_of
from learners.models import Learner
from quizzes.memory.schedule import Review, replay
from quizzes.models import LoggedReview, PosedQuestion, Question, QuestionMemory, Quiz
from quizzes.reviews.session import read_review, start_review

TERMS = 100
REPLAYED = 3_000
ASKED_EACH, ANSWERS_EACH = 200, 5
"""Questions of each learner, and answers to each of them."""

MEASURED = 50
"""Learners who go through a review of ten questions."""

URL = "/review/"
Asked = Mapping[Learner, Sequence[Question]]


def run(reviews: int, folder: Path, results: Path) -> int:
    """Measure with so many logged reviews, write the figures to `results`; 1 if a bar is missed."""
    figures: Figures = {"replay of 3,000 reviews, ms": _replay_ms()}
    write_content(settings.CONTENT_DIR, make_terms(TERMS))
    settings.STATIC_ROOT.mkdir(parents=True)
    with throw_away_database(folder), override_settings(RATE_LIMITS=False):
        call_command("load_content", stdout=StringIO())
        learners = _fill(reviews // (ASKED_EACH * ANSWERS_EACH))
        figures["logged reviews"] = LoggedReview.objects.count()
        figures |= _review_ms(learners[:MEASURED])
    return conclude(figures, results / f"reviews-{connection.vendor}.json")


def _replay_ms() -> float:
    """The median of several replays of a learner's log: 500 questions, six answers each."""
    random, day = Random(SEED), datetime.timedelta(days=1)  # noqa: S311 - nothing secret
    start = datetime.datetime(2026, 1, 1, 9, tzinfo=datetime.UTC)
    log = [
        [
            Review(uuid.UUID(int=random.getrandbits(128)), start + place * 9 * day, credit)
            for place, credit in enumerate(random.choices((Fraction(0), Fraction(1)), (1, 9), k=6))
        ]
        for _ in range(REPLAYED // 6)
    ]
    return median(_ms(lambda: [replay(one) for one in log])[0] for _ in range(9))


def _fill(number: int) -> list[Learner]:
    """So many learners, each of whom has answered as many questions, a tenth of which are due."""
    current = Question.objects.filter(quiz__in=Quiz.objects.current(), kind="single")
    questions = list(current.select_related("quiz"))
    learners = Learner.objects.bulk_create(Learner() for _ in range(number))
    random, now = Random(SEED), timezone.now()  # noqa: S311 - nothing secret
    asked = {one: random.sample(questions, ASKED_EACH) for one in learners}
    _write(LoggedReview, _logged(asked, now))
    _write(QuestionMemory, _memories(asked, now.date()))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return learners


def _write(kind: type[models.Model], rows: Iterator[models.Model]) -> None:
    before = time.perf_counter()
    while some := list(islice(rows, 20_000)):
        kind._default_manager.bulk_create(some)
    say(f"{kind._meta.verbose_name_plural}: {time.perf_counter() - before:.0f} s")


def _logged(asked: Asked, now: datetime.datetime) -> Iterator[LoggedReview]:
    for place in range(ANSWERS_EACH):  # as it comes: everyone's first answers, then their second
        at = now - datetime.timedelta(days=20 * (ANSWERS_EACH - place))
        for learner, questions in asked.items():
            for question in questions:
                yield LoggedReview(
                    answered_at=at, earned=1, worth=1, origin="review", **_of(learner, question)
                )


def _memories(asked: Asked, today: datetime.date) -> Iterator[QuestionMemory]:
    for learner, questions in asked.items():
        for place, question in enumerate(questions):
            days = 1 if place % 10 else -1
            yield QuestionMemory(
                stability_d=20 + place % 7,
                difficulty=3,
                reviewed_on=today - datetime.timedelta(days=20),
                due_on=today + datetime.timedelta(days=days),
                reviews=ANSWERS_EACH,
                **_of(learner, question),
            )


def _of(learner: Learner, question: Question) -> dict[str, Any]:
    return {
        "learner": learner,
        "term_id": question.quiz.term_id,
        "key": question.key,
        "answer_digest": question.answer_digest,
    }


def _review_ms(learners: Sequence[Learner]) -> Figures:
    """What the server takes from a request to its answer, in the same process as the database."""
    taken: dict[str, list[float]] = {"start page": [], "next question": [], "answer": []}
    for learner in learners:
        client = Client(SERVER_NAME="localhost", headers={"HX-Request": "true"})
        client.cookies.load(cookie_of(learner))
        _time(taken["start page"], partial(client.get, URL))
        start_review(learner, 10, after=read_review(learner))
        posed = PosedQuestion.objects.filter(attempt__learner=learner).order_by("number")
        for one in posed.prefetch_related("question__options")[:10]:
            _time(taken["next question"], partial(client.get, URL))
            sent = {"question_id": one.question_id, "attempt": one.attempt_id}
            code = one.question.options.all()[0].code
            address = f"{URL}?question={one.number}"
            _time(taken["answer"], partial(client.post, address, sent | {"option": code}))
    return {
        f"review: {what}, {name}, ms": figure
        for what, times in taken.items()
        for name, figure in (("median", median(times)), ("p95", quantiles(times, n=20)[-1]))
    }


def _time(times: list[float], ask: Callable[[], Any]) -> None:
    """Note the milliseconds that a request took; AssertionError where it was not answered."""
    taken_ms, response = _ms(ask)
    if response.status_code not in (200, 422):
        raise AssertionError(f"{response.status_code}: {response.text[:200]}")
    times.append(taken_ms)


def _ms(call: Callable[[], Any]) -> tuple[float, Any]:
    """The milliseconds that the processor spent on it, SQLite's among them; and the answer."""
    before = time.process_time()
    answer = call()
    return 1000 * (time.process_time() - before), answer
