"""One writer of content at a time: a load waits for others, and says so where that does not end."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.db import OperationalError, connection, transaction

from authoring.files.library import ContentError
from authoring.files.reading import Problem
from terms.changes import lock_content

WAIT_S = 20
"""As long as SQLite waits for whoever writes (`timeout` in the settings)."""

_LOCK_NOT_AVAILABLE = "55P03"


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """A transaction beside which nobody else loads content or edits a term.

    Raises ContentError where somebody else is still at it after `WAIT_S`.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(transaction.atomic())
            _wait_for_others()
        except OperationalError as error:
            if not _is_about_waiting(error):
                raise
            message = (
                f"another load, or an edit, has been under way for {WAIT_S} s; "
                "try again when it has ended"
            )
            raise ContentError([Problem(str(folder), 1, "", message, "busy")]) from error
        yield


def _wait_for_others() -> None:
    """An edit that came between what is read by the load and what it writes would be lost.

    SQLite has one writer, who begins with the transaction.
    """
    if connection.vendor == "postgresql":
        _limit_wait(f"{WAIT_S}s")
    lock_content()
    if connection.vendor == "postgresql":
        _limit_wait("0")


def _limit_wait(limit: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [limit])


def _is_about_waiting(error: OperationalError) -> bool:
    state = getattr(error.__cause__, "sqlstate", "")
    return state == _LOCK_NOT_AVAILABLE or "database is locked" in str(error)
