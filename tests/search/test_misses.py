"""Queries that found nothing: counted, bounded, nobody's, and never in the way."""

import datetime
import threading

import pytest
from django.db import DatabaseError
from django.test import Client

from terms.models import MissedQuery
from terms.search import misses as misses_module
from terms.search.misses import MissBuffer, misses
from tests.world import make_term

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _nothing_waits() -> None:
    misses.flush()
    MissedQuery.objects.all().delete()


def counted() -> dict[str, int]:
    return dict(MissedQuery.objects.values_list("text", "count"))


def test_what_is_not_found_is_counted(client: Client, htmx_client: Client) -> None:
    make_term()
    for query in ("Quantum  cats", "quantum CATS", "mlops", ""):
        client.get("/terms/", {"q": query})
    htmx_client.get("/terms/", {"q": "zebra"})
    assert counted() == {}
    misses.flush()
    assert counted() == {"quantum cats": 2, "zebra": 1}
    client.get("/terms/", {"q": "zebra"})
    misses.flush()
    assert counted()["zebra"] == 2


def test_a_query_that_was_corrected_is_counted_too(client: Client) -> None:
    make_term(title="Model drift", abbreviation="")
    client.get("/terms/", {"q": "modle drift"})
    misses.flush()
    assert counted() == {"modle drift": 1}


def test_a_narrowed_search_says_nothing_about_the_glossary(client: Client) -> None:
    make_term()
    client.get("/terms/", {"q": "zebra", "letter": "m"})
    misses.flush()
    assert counted() == {}


def test_typing_on_counts_once() -> None:
    buffer = MissBuffer(10)
    for text in ("zeb", "zebr", "zebra", "zeb", "zebra"):
        buffer.note(text)
    buffer.flush()
    assert counted() == {"zebra": 2}


@pytest.mark.parametrize("query", ["rita@example.org", "call 0123456789", "   ", "\t"])
def test_what_may_be_somebodys_is_not_kept(query: str) -> None:
    buffer = MissBuffer(10)
    buffer.note(query)
    buffer.flush()
    assert counted() == {}


def test_a_long_query_is_cut() -> None:
    buffer = MissBuffer(10)
    buffer.note("x" * 300)
    buffer.flush()
    assert counted() == {"x" * 100: 1}


def test_the_table_keeps_the_most_frequent_and_the_latest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(misses_module, "KEPT", 2)
    day = datetime.date(2026, 1, 1)
    MissedQuery.objects.create(text="often", count=9, last_asked_on=day)
    MissedQuery.objects.create(text="once", count=1, last_asked_on=day)
    buffer = MissBuffer(10)
    buffer.note("today")
    buffer.flush()
    assert set(counted()) == {"often", "today"}


def test_memory_is_bounded() -> None:
    buffer = MissBuffer(3)
    for text in ("ape", "bear", "cat", "dog"):
        buffer.note(text)
    buffer.flush()
    assert set(counted()) == {"ape", "bear", "cat"}


def test_a_database_that_cannot_be_written_to_keeps_them_waiting(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise DatabaseError("attempt to write a readonly database")

    with monkeypatch.context() as patch:
        patch.setattr(misses_module, "_write", refuse)
        assert client.get("/terms/", {"q": "zebra"}).status_code == 200
        misses.flush()
    misses.flush()
    assert counted() == {"zebra": 1}


def test_they_are_written_apart_from_the_request(
    settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.COUNTS_FLUSH_S = 0.01  # type: ignore[attr-defined]
    written = threading.Event()
    buffer = MissBuffer(10)
    monkeypatch.setattr(buffer, "flush", written.set)
    buffer.note("zebra")
    assert written.wait(timeout=20)


def test_authors_see_and_clear_them_but_cannot_change_them(admin_client: Client) -> None:
    row = MissedQuery.objects.create(text="zebra", count=3, last_asked_on=datetime.date(2026, 1, 1))
    path = "/admin/terms/missedquery/"
    assert "zebra" in admin_client.get(path).text
    assert admin_client.get(f"{path}?o=-2").status_code == 200
    assert admin_client.get(f"{path}add/").status_code == 403
    admin_client.post(f"{path}{row.pk}/change/", {"text": "lion", "count": "1"})
    assert counted() == {"zebra": 3}
    action = {"action": "delete_selected", "_selected_action": str(row.pk), "post": "yes"}
    admin_client.post(path, action)
    assert counted() == {}
