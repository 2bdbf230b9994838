"""Three devices that were offline tell each other of their answers: the schedules are the same bytes.

`MERGES=10000 pytest tests/quizzes/test_merged_logs.py` tries as many; that takes a minute.
"""

import datetime
import json
import os
import random
import uuid
from fractions import Fraction

from quizzes.memory.log_file import LogRow, read_log, write_log
from quizzes.memory.schedule import Review, schedule

START = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
MERGES = int(os.environ.get("MERGES", "100"))
DEVICES, QUESTIONS, MOST_ANSWERS, DAYS = 3, 2, 4, 20


def answers_of_a_device(rng: random.Random) -> list[LogRow]:
    """Some answers within three weeks; whole days, so that many fall on the same moment."""
    return [
        LogRow(
            id=uuid.UUID(int=rng.getrandbits(128)),
            term="mlops",
            question=f"question-{rng.randrange(QUESTIONS)}",
            answer_digest="",
            at=START + datetime.timedelta(days=rng.randrange(DAYS)),
            earned=rng.randint(0, 2),
            worth=2,
        )
        for _ in range(rng.randint(0, MOST_ANSWERS))
    ]


def schedule_bytes(rows: list[LogRow]) -> bytes:
    log = ((row.question, Review(row.id, row.at, Fraction(row.earned, row.worth))) for row in rows)
    found = {question: vars(memory) for question, memory in schedule(log).items()}
    return json.dumps(found, sort_keys=True, default=str).encode()


def merge_at_random(rng: random.Random) -> set[bytes]:
    """The schedules of the devices, after each heard of the others' logs in an order of its own, some
    of them twice and some by way of a third."""
    logs = [answers_of_a_device(rng) for _ in range(DEVICES)]
    held = [{row.id: row for row in log} for log in logs]
    messages = [(to, of) for to in range(DEVICES) for of in range(DEVICES)]
    messages += rng.choices(messages, k=4)
    rng.shuffle(messages)
    for to, of in messages:
        told = list(held[of].values()) if rng.random() < 0.5 else logs[of]
        told = [*told, *logs[of]]
        rng.shuffle(told)
        held[to] |= read_log(write_log(told).encode(), NOW).rows
    for log in held:
        rows = list(log.items())
        rng.shuffle(rows)
        log.clear()
        log.update(rows)
    return {schedule_bytes(list(log.values())) for log in held}


def test_the_schedules_are_byte_identical() -> None:
    rng = random.Random(28)
    schedules = [merge_at_random(rng) for _ in range(MERGES)]
    assert all(len(one) == 1 for one in schedules)
    assert len(set.union(*schedules)) > MERGES / 2, "they are of different logs"
