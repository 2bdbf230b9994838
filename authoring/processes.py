"""Work spread over all processors, or done here where there is one or processes cannot be had."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from threading import Thread
from typing import TypeVar

ThingT = TypeVar("ThingT")
ResultT = TypeVar("ResultT")
_CHUNK = 50
_NO_PROCESSES = (OSError, ImportError, NotImplementedError, AssertionError)
"""What systems without semaphores, without memory, or that forbid it, raise for a new process."""


@contextmanager
def spread(
    call: Callable[[ThingT], ResultT], things: Sequence[ThingT], *, many: int, spare: int = 0
) -> Iterator[Iterator[ResultT]]:
    """The results for `things`, in their order; from `many` things on other processes begin now.

    So many processors as `spare` says are left to the caller, who has something else to do.

    `call` is a function of a module that needs neither Django nor the database, as a bare process
    imports it. What it raises is raised where its result is asked for.
    """
    pool = _pool(processors() - spare) if len(things) >= many else None
    if pool is None:
        yield map(call, things)
        return
    try:
        yield _in_order(pool, call, things)
    finally:
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pool(workers: int) -> ProcessPoolExecutor | None:
    if processors() < 2:
        return None
    try:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, context, initializer=_end_with_parent)
    except _NO_PROCESSES:
        return None


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    Thread(target=_exit_after_parent, daemon=True).start()


def _exit_after_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _in_order(
    pool: ProcessPoolExecutor, call: Callable[[ThingT], ResultT], things: Sequence[ThingT]
) -> Iterator[ResultT]:
    """Begins at once; what a process has left undone when it was killed is done here."""
    try:
        results = pool.map(call, things, chunksize=_CHUNK)
    except (*_NO_PROCESSES, BrokenProcessPool):
        return map(call, things)
    return _completed(results, call, things)


def _completed(
    results: Iterator[ResultT], call: Callable[[ThingT], ResultT], things: Sequence[ThingT]
) -> Iterator[ResultT]:
    done = 0
    try:
        for result in results:
            yield result
            done += 1
    except BrokenProcessPool:
        yield from map(call, things[done:])
