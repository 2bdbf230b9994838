"""The states of a term: who sees it when, and what stands in the place of a retired one."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client

from terms.models import Term
from terms.publishing import publish_due
from tests.world import make_term

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)


@pytest.mark.parametrize("status", ["draft", "review", "scheduled"])
def test_readers_see_what_is_published_alone(client: Client, status: str) -> None:
    term = make_term(status=status, publish_on=DAY if status == "scheduled" else None)
    assert client.get(term.get_absolute_url()).status_code == 404
    assert term.title not in client.get("/terms/").text


def test_a_scheduled_term_is_published_on_its_day(client: Client) -> None:
    term = make_term(status="scheduled", publish_on=DAY)
    later = make_term(status="scheduled", publish_on=date(2026, 12, 2), slug="later", title="Later")
    assert publish_due(date(2026, 11, 30)) == []
    assert client.get(term.get_absolute_url()).status_code == 404
    assert publish_due(DAY) == [term.slug]
    assert client.get(term.get_absolute_url()).status_code == 200
    assert term.title in client.get("/terms/").text
    assert client.get(later.get_absolute_url()).status_code == 404
    assert publish_due(DAY) == []


def test_the_command_says_what_it_published() -> None:
    make_term(slug="due", status="scheduled", publish_on=date(2026, 1, 1))
    for said in ("published: due\n", "published: nothing was due\n"):
        out = StringIO()
        call_command("publish_due", stdout=out)
        assert out.getvalue() == said


def test_a_retired_term_leads_to_what_replaced_it(client: Client) -> None:
    new = make_term(slug="new", title="New")
    old = make_term(slug="old", title="Old", status="retired", replaced_by=new)
    response = client.get(old.get_absolute_url())
    assert (response.status_code, response["Location"]) == (301, new.get_absolute_url())
    assert "Old" not in client.get("/terms/").text
    Term.objects.filter(pk=new.pk).update(status="draft")
    assert client.get(old.get_absolute_url()).status_code == 410


def test_a_retired_term_that_nothing_replaced_says_so(client: Client) -> None:
    response = client.get(make_term(title="Old", status="retired").get_absolute_url())
    assert response.status_code == 410
    assert "The entry on Old was retired" in response.text
    assert 'content="noindex"' in response.text
    assert client.get("/terms/never-there/").status_code == 404


@pytest.mark.parametrize("values", [{"status": "scheduled"}, {"status": "gone"}])
def test_the_database_refuses_half_a_state(values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError):
        make_term(**values)


def test_the_database_refuses_a_term_that_replaces_itself() -> None:
    term = make_term()
    with pytest.raises(IntegrityError):
        Term.objects.filter(pk=term.pk).update(replaced_by=term)
