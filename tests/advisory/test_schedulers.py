"""The links into schedulers."""

import runpy
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from advisory.schedulers import Carried, Scheduler, booking_link
from glossary_site.web.handover import Finding

SETTINGS = Path(__file__).parents[2] / "glossary_site" / "settings.py"
BASE = "https://cal.example.org/ada/intro?month=2026-12"
LEVEL = Finding("level", "Level", "3 of 7")
COST = Finding("cost", "Cost a request", "$0.004")
BOOKING = Carried("Rita", "rita@example.org", [LEVEL, COST], [("source", "glossary")])
findings = st.builds(Finding, st.text(), st.text(), st.text())
bookings = st.builds(
    Carried,
    st.text(),
    st.text(),
    st.lists(findings, max_size=14),
    st.lists(st.tuples(st.text(), st.text())),
)


def query(scheduler: Scheduler, booking: Carried = BOOKING) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(booking_link(scheduler, BASE, booking)).query))


def test_cal_com_reads_notes_and_metadata() -> None:
    assert query(Scheduler.CAL_COM) == {
        "month": "2026-12",
        "name": "Rita",
        "email": "rita@example.org",
        "notes": "Level: 3 of 7\nCost a request: $0.004",
        "metadata[level]": "3 of 7",
        "metadata[cost]": "$0.004",
    }


def test_calendly_reads_numbered_answers_and_tags() -> None:
    assert query(Scheduler.CALENDLY) == {
        "month": "2026-12",
        "name": "Rita",
        "email": "rita@example.org",
        "a1": "Level: 3 of 7",
        "a2": "Cost a request: $0.004",
        "utm_source": "glossary",
    }


def test_calendly_has_ten_answers_and_the_last_takes_the_rest() -> None:
    asked = query(Scheduler.CALENDLY, Carried(findings=[LEVEL] * 12))
    assert asked["a10"] == "\n".join(["Level: 3 of 7"] * 3)
    assert "a11" not in asked


def test_the_reference_goes_where_each_scheduler_gives_it_back() -> None:
    carried = Carried(reference="opaque")
    assert query(Scheduler.CAL_COM, carried)["metadata[reference]"] == "opaque"
    assert query(Scheduler.CALENDLY, carried)["utm_content"] == "opaque"
    assert "opaque" not in query(Scheduler.PLAIN, carried).values()


def test_a_plain_address_gets_tags_only() -> None:
    assert query(Scheduler.PLAIN) == {"month": "2026-12", "utm_source": "glossary"}


@given(st.sampled_from(Scheduler), bookings)
def test_nothing_shared_changes_where_the_link_leads(
    scheduler: Scheduler, booking: Carried
) -> None:
    link = booking_link(scheduler, BASE, booking)
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "cal.example.org", "/ada/intro")
    assert parts.fragment == ""
    assert link.isascii()
    assert link.isprintable()


WRONG = [
    "http://a.example",
    "//a.example",
    "/book",
    "https://",
    "https://u:p@a.example",
    "https://a.example/\n",
    "https://a.example:x/",
    "https://[",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("base", WRONG)
def test_a_base_that_is_not_https_and_absolute_is_refused(base: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        booking_link(Scheduler.PLAIN, base, BOOKING)


def test_the_settings_know_each_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    for scheduler in Scheduler:
        monkeypatch.setenv("ADVISORY_SCHEDULER", scheduler.value)
        assert runpy.run_path(str(SETTINGS))["ADVISORY_SCHEDULER"] == scheduler.value
    monkeypatch.setenv("ADVISORY_SCHEDULER", "outlook")
    with pytest.raises(ImproperlyConfigured, match="outlook"):
        runpy.run_path(str(SETTINGS))
