"""How often each term's page is read, month by month; never who reads it, robots included."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from glossary_site.operations.buffered_counts import CountBuffer, add_to_month
from terms.models import ReadCount, Term

_TERM_PAGE = re.compile(r"/terms/([^/]+)/")
_READ = ("200", "304")
_MOST_WAITING = 10_000


class ReadBuffer(CountBuffer):
    """Reads of term pages, by the term's slug."""

    def write(self, counts: Counter[str]) -> None:
        """Add them to this month's counts. A slug that is no term's any more is left out."""
        with transaction.atomic():
            terms = Term.objects.filter(slug__in=counts).values_list("slug", "pk")
            for slug, pk in sorted(terms):
                add_to_month(ReadCount.objects, counts[slug], term_id=pk)


reads = ReadBuffer(_MOST_WAITING)
"""The one buffer of this process."""


def count_reads(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The WSGI `application`, its answers to readers of term pages counted, kept pages included.

    What a browser fetches ahead, and what htmx asks for, is no reading.
    """

    def counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        page = _TERM_PAGE.fullmatch(environ.get("PATH_INFO", ""))
        if page is None or not _is_reading(environ):
            return application(environ, start_response)

        def start(status: str, *rest: Any) -> Any:
            if status.startswith(_READ):
                reads.note(page[1].encode("latin-1").decode(errors="replace"))
            return start_response(status, *rest)

        return application(environ, start)

    return counted


def _is_reading(environ: dict[str, Any]) -> bool:
    ahead = "prefetch" in environ.get("HTTP_SEC_PURPOSE", "")
    return environ["REQUEST_METHOD"] == "GET" and not ahead and "HTTP_HX_REQUEST" not in environ
