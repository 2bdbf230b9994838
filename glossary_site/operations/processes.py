"""Work spread over all processors, or done here where no process can be had. Pure."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from typing import Any, TypeVar

ThingT = TypeVar("ThingT")
ResultT = TypeVar("ResultT")
_CHUNK = 50
_NO_PROCESSES = (OSError, ImportError, NotImplementedError, AssertionError)
"""What systems without semaphores, without memory, or that forbid it, raise for a new process."""


@contextmanager
def spread(
    call: Callable[[ThingT], ResultT],
    things: Iterable[ThingT],
    *,
    widely: bool,
    spare: int = 0,
    ahead: int | None = None,
) -> Iterator[Iterator[ResultT]]:
    """The results for `things`, in their order; other processes begin now, if `widely`.

    So many processors as `spare` says are left to the caller, who has something else to do. About
    so many things as `ahead` says are taken and worked on before the caller asks for their
    results; without it, all.

    `call` is of a module that needs neither Django nor the database, as a bare process imports it.
    Each process gets one copy of it, so it may hold much that is the same for all things. What it
    raises is raised where its result is asked for.
    """
    pool = _pool(call, processors() - spare) if widely else None
    if pool is None:
        yield map(call, things)
        return
    try:
        yield _in_order(pool, call, iter(things), ahead)
    finally:
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pool(call: Callable[..., Any], workers: int) -> ProcessPoolExecutor | None:
    if processors() < 2:
        return None
    try:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, context, _begin, (call,))
    except _NO_PROCESSES:
        return None


class _Here:
    """What this process, which is another's, was started to do."""

    call: Callable[[Any], Any]


def _begin(call: Callable[[Any], Any]) -> None:
    """A process whose parent was killed would wait for work for ever."""
    _Here.call = call
    Thread(target=_exit_after_parent, daemon=True).start()


def _exit_after_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _do(things: list[Any]) -> list[Any]:
    return list(map(_Here.call, things))


def _in_order(
    pool: ProcessPoolExecutor,
    call: Callable[[ThingT], ResultT],
    things: Iterator[ThingT],
    ahead: int | None,
) -> Iterator[ResultT]:
    """Begins at once; what a process has left undone when it was killed is done here."""
    chunks = iter(lambda: list(islice(things, _CHUNK)), [])
    sent = ((chunk, _send(pool, chunk)) for chunk in chunks)
    most = None if ahead is None else max(1, ahead // _CHUNK)
    return _completed(call, deque(islice(sent, most)), sent)


def _send(pool: ProcessPoolExecutor, chunk: list[Any]) -> Future[list[Any]] | None:
    try:
        return pool.submit(_do, chunk)
    except (*_NO_PROCESSES, BrokenProcessPool):
        return None


def _completed(
    call: Callable[[ThingT], ResultT],
    waiting: deque[tuple[list[ThingT], Future[list[ResultT]] | None]],
    sent: Iterator[tuple[list[ThingT], Future[list[ResultT]] | None]],
) -> Iterator[ResultT]:
    while waiting:
        chunk, future = waiting.popleft()
        waiting.extend(islice(sent, 1))
        yield from _results(call, chunk, future)


def _results(
    call: Callable[[ThingT], ResultT], chunk: list[ThingT], future: Future[list[ResultT]] | None
) -> Iterable[ResultT]:
    try:
        return map(call, chunk) if future is None else future.result()
    except BrokenProcessPool:
        return map(call, chunk)
