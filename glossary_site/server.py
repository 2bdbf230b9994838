"""Runs the site: one process reads the code, and its workers, forked from it, share that memory."""

import gc
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from glossary_site.operations.startup_faults import address_to_serve
from glossary_site.registries import WARM_UPS

KILL_TIMEOUT_S = 10
"""A worker that is told to stop while it still starts may miss it; after this it is killed."""

GARBAGE = 20_000
"""New objects between two looks for garbage. Python's 700 are a few in each request, which makes
very little that needs looking for, and took a fifteenth of its time."""


def read_code() -> None:
    """Import what answers requests; nothing connects to anything yet.

    Templates are compiled as they are needed: most of them are not, and all take 10 MB.
    """
    import django

    django.setup()
    from django.db import connections
    from django.urls import get_resolver
    from django.utils.translation import gettext

    get_resolver().reverse_dict  # noqa: B018 - it imports every view, and lists the addresses
    gettext("Terms")  # it reads the translation
    for warm_up in WARM_UPS:
        warm_up()
    connections.close_all()
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, 50, 50)


def main() -> None:
    """Serve at `HOST` and `PORT` with `WORKERS` workers until told to stop.

    A worker that ends by itself is replaced. One blocking thread in each: more would wait for the
    interpreter, and one for SQLite's single writer.
    """
    try:
        address = address_to_serve(settings.HOST, settings.PORT)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    shown = f"[{address}]" if ":" in address else address
    print(f"Serving http://{shown}:{settings.PORT} (Ctrl-C stops it)", flush=True)  # noqa: T201
    server = Granian(
        "glossary_site.wsgi:application",
        address=address,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_TIMEOUT_S,
    )
    server.on_startup(read_code)
    server.serve()


if __name__ == "__main__":
    main()
