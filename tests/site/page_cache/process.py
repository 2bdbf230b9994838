"""A process of the site that a test talks to: each line on its input is a path or a statement.

Run as `python -m tests.site.page_cache.process`, with VAR_DIR naming the folder of the database.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.prepared import migrate_folder

ROOT = Path(__file__).resolve().parents[3]


class Process:
    """The other end of `main`."""

    def __init__(self, var: Path, **environment: str) -> None:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        kept |= {"VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "tests.settings"} | environment
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.site.page_cache.process"],
            cwd=ROOT, env=kept, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def tell(self, line: str) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def body(self, path: str) -> str:
        text: str = self.tell(path)
        return text

    def end(self) -> None:
        self._process.communicate(timeout=20)
        assert self._process.returncode == 0


@contextmanager
def running(number: int, var: Path, **environment: str) -> Iterator[list[Process]]:
    """`number` processes on one database."""
    migrate_folder(var)
    processes: list[Process] = []
    try:
        for _ in range(number):
            processes.append(Process(var, **environment))
            processes[-1].tell("!prepare")
        yield processes
    finally:
        for process in processes:
            process.end()


def main() -> None:
    """Answer each line with a line of JSON."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from glossary_site.wsgi import application
    from tests.site.page_cache.caching import ask

    for line in sys.stdin:
        command, _, argument = line.strip().partition(" ")
        if command.startswith("!"):
            COMMANDS[command](argument)
            answer = "done"
        else:
            answer = ask(application, command, HTTP_HOST="localhost").body.decode()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _make(title: str) -> None:
    from terms.changes import terms_changed
    from tests.world import make_term

    terms_changed([make_term(title=title).pk])


def _rename(title: str) -> None:
    from django.db import transaction

    from terms.changes import terms_changed
    from terms.models import Term

    with transaction.atomic():
        term = Term.objects.get()
        term.title = title
        term.save()
        terms_changed([term.pk])


def _notice(_: str) -> None:
    """Wait until this process must have asked for the content version."""
    from glossary_site.page_cache.content_version import POLL_S

    time.sleep(2 * POLL_S)


COMMANDS = {
    "!prepare": lambda _: None,
    "!notice": _notice,
    "!make": _make,
    "!rename": _rename,
}

if __name__ == "__main__":
    main()
