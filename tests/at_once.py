"""What several people do at the same moment, each on a connection of their own.

What they all want to write is held until every one of them waits for it: whoever decided before
that has decided on what is no longer so. Needs PostgreSQL, as SQLite has one writer at a time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

needs_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)
LONGEST_WAIT_S = 20
_WAITING = "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted"


def at_once(held: QuerySet[Any], *calls: Callable[[], Any]) -> list[Any]:
    """What each call gives, where all of them came to `held`, in this order, before one went on."""
    running = []
    with ThreadPoolExecutor(len(calls)) as pool:
        with transaction.atomic():
            list(held.select_for_update())
            for number, call in enumerate(calls, start=1):
                running.append(pool.submit(_on_own_connection, call))
                _wait_for(number)
        return [one.result(LONGEST_WAIT_S) for one in running]


def _on_own_connection(call: Callable[[], Any]) -> Any:
    try:
        return call()
    finally:
        connection.close()


def _wait_for(number: int) -> None:
    """Until that many connections wait for a lock; RuntimeError where they never do."""
    until = time.monotonic() + LONGEST_WAIT_S
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(_WAITING)
            if cursor.fetchone()[0] >= number:
                return
        time.sleep(0.02)
    raise RuntimeError(f"there are not {number} who wait")
