"""Reads of term pages: counted at the door, by month, whoever reads."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from terms.models import ReadCount, Term
from terms.pages.read_counts import ReadBuffer, count_reads, reads
from tests.world import make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PAGE = {"REQUEST_METHOD": "GET", "PATH_INFO": "/terms/mlops/"}


@pytest.fixture(autouse=True)
def _nothing_waits() -> None:
    reads.flush()
    ReadCount.objects.all().delete()


def ask(status: str = "200 OK", **environ: str) -> None:
    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response(status, [])
        return [b"page"]

    counted = count_reads(application)
    assert counted(PAGE | environ, lambda status, headers: None) == [b"page"]


def counts() -> dict[str, int]:
    reads.flush()
    return dict(ReadCount.objects.values_list("term__slug", "count"))


def test_a_page_that_is_read_is_counted() -> None:
    make_term()
    make_term(slug="drift", title="Drift")
    ask()
    ask("304 Not Modified")
    ask(PATH_INFO="/terms/drift/")
    assert counts() == {"mlops": 2, "drift": 1}
    ask()
    assert counts()["mlops"] == 3
    assert ReadCount.objects.first().month == timezone.now().date().replace(day=1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("status", "environ"),
    [
        ("404 Not Found", {}),
        ("200 OK", {"REQUEST_METHOD": "HEAD"}),
        ("200 OK", {"REQUEST_METHOD": "POST"}),
        ("200 OK", {"HTTP_SEC_PURPOSE": "prefetch;prerender"}),
        ("200 OK", {"HTTP_HX_REQUEST": "true"}),
        ("200 OK", {"PATH_INFO": "/terms/mlops/card/"}),
        ("200 OK", {"PATH_INFO": "/terms/"}),
        ("200 OK", {"PATH_INFO": "/terms/nothing/"}),
    ],
)
def test_what_is_no_reading_is_not(status: str, environ: dict[str, str]) -> None:
    make_term()
    ask(status, **environ)
    assert counts() == {}


def test_another_month_counts_anew() -> None:
    term = make_term()
    ReadCount.objects.create(term=term, month=datetime.date(2026, 1, 1), count=5)
    ask()
    reads.flush()
    assert sorted(ReadCount.objects.values_list("count", flat=True)) == [1, 5]


def test_a_term_that_is_gone_stops_nothing() -> None:
    make_term()
    ask()
    Term.objects.all().delete()
    assert counts() == {}


def test_memory_is_bounded() -> None:
    buffer = ReadBuffer(2)
    for slug in ("a", "b", "c"):
        make_term(slug=slug, title=slug)
    for slug in ("a", "b", "c", "a"):
        buffer.note(slug)
    buffer.flush()
    assert counts() == {"a": 2, "b": 1}
