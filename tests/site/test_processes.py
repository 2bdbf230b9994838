"""Work that other processes do: the same results in the same order, and whatever goes wrong."""

from __future__ import annotations

import gc
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator

import pytest
from django.conf import settings

from authoring.load.collecting import seldom_collecting
from glossary_site.operations import processes
from glossary_site.operations.processes import processors, spread

pytestmark = pytest.mark.slow


def square(number: int) -> tuple[int, int]:
    """A number's square and the process that computed it."""
    return number * number, os.getpid()


def fail(number: int) -> int:
    if number == 2:
        raise ValueError("2 cannot be had")
    return number


def die_elsewhere(number: int) -> int:
    if multiprocessing.parent_process() is not None:
        os._exit(1)
    return number


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 2)
    monkeypatch.setattr(processes, "_CHUNK", 2)


def squares(
    numbers: Iterable[int], *, widely: bool = True, ahead: int | None = None
) -> tuple[list[int], set[int]]:
    with spread(square, numbers, widely=widely, ahead=ahead) as results:
        found = list(results)
    return [result for result, _ in found], {process for _, process in found}


def test_many_are_done_by_others_and_come_in_order() -> None:
    results, workers = squares(range(9))
    assert results == [number * number for number in range(9)]
    assert os.getpid() not in workers


def test_few_are_done_here() -> None:
    assert squares(range(9), widely=False)[1] == {os.getpid()}


def test_no_more_is_taken_ahead_than_was_asked_for() -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for number in range(20):
            taken.append(number)
            yield number

    with spread(square, numbers(), widely=True, ahead=6) as results:
        assert len(taken) == 6
        assert next(results)[0] == 0
        assert len(taken) == 8
        assert [result for result, _ in results] == [number * number for number in range(1, 20)]


def test_one_processor_does_all_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 1)
    assert squares(range(9))[1] == {os.getpid()}


def test_where_no_process_can_be_started_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(processes, "ProcessPoolExecutor", refuse)
    assert squares(range(9))[1] == {os.getpid()}


def test_what_a_process_raises_is_raised_here() -> None:
    with (
        spread(fail, range(4), widely=True) as results,
        pytest.raises(ValueError, match="2 cannot"),
    ):
        list(results)


def test_what_a_killed_process_left_is_done_here() -> None:
    with spread(die_elsewhere, range(5), widely=True) as results:
        assert list(results) == [0, 1, 2, 3, 4]


def test_this_process_may_use_a_processor() -> None:
    assert processors() >= 1


def test_garbage_is_looked_for_as_before_once_it_is_over() -> None:
    before = gc.get_threshold()
    with seldom_collecting():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_the_processes_of_a_killed_one_end() -> None:
    script = (
        "import operator, os\n"
        "from glossary_site import processes\n"
        "if __name__ == '__main__':\n"
        "    processes.processors = lambda: 2\n"
        "    with processes.spread(operator.neg, range(200), widely=True) as results:\n"
        "        list(results)\n"
        "        print(*(one.pid for one in processes.multiprocessing.active_children()))\n"
        "        os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    workers = [int(pid) for pid in done.stdout.split()]
    assert workers, done.stderr
    until = time.monotonic() + 30
    while any(map(_is_there, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(_is_there, workers))


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
