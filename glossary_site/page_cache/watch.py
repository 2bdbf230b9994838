"""Each process's knowledge of the content version, asked of the database all the time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

POLL_S = 0.25
log = logging.getLogger(__name__)


class VersionWatch:
    """Asks `read` four times a second in a thread of its own, so that no visitor waits for it.

    While the database does not answer, the last number stays in force: what nobody can change
    cannot be out of date.
    """

    def __init__(
        self, read: Callable[[], int], seen: Callable[[int], None], *, poll_s: float = POLL_S
    ) -> None:
        self.version: int | None = None
        self._read, self._seen, self._poll_s = read, seen, poll_s
        self._stopped = threading.Event()

    def start(self) -> None:
        """Ask once, then go on asking until the process ends."""
        self.look()
        threading.Thread(target=self._watch, name="content-version", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def look(self) -> None:
        """Ask now. `seen` is told of every number that was not known before."""
        try:
            version = self._read()
            if version != self.version:
                self._seen(version)
                self.version = version
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the next look may find it mended
            log.warning("the content version cannot be read: %s", error)

    def _watch(self) -> None:
        while not self._stopped.wait(self._poll_s):
            self.look()
