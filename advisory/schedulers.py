"""Links into the schedulers that people use, each with the parameters that it reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

CALENDLY_ANSWERS = 10
"""Calendly fills its questions in from `a1` to `a10`."""


class Scheduler(Enum):
    """What takes the calls; the value is what `ADVISORY_SCHEDULER` says."""

    CAL_COM = "cal.com"
    CALENDLY = "calendly"
    PLAIN = "plain"


class Told(Protocol):
    """One thing that a reader shares: `key` is a word of ours; as a string it is for people."""

    @property
    def key(self) -> str: ...
    @property
    def value(self) -> str: ...


@dataclass(frozen=True)
class Carried:
    """What goes into the link; nothing is in it that the reader did not ask to share."""

    name: str = ""
    email: str = ""
    findings: Sequence[Told] = ()
    utm: Sequence[tuple[str, str]] = ()
    """UTM tags without their prefix, such as `("source", "glossary")`."""
    reference: str = ""
    """What comes back with the booking, so that it is joined to the page it came from."""


def base_fault(base: str) -> str:
    """Why `base` is no address of a scheduler; empty where it is one."""
    try:
        parts = urlsplit(base)
        host, _port = parts.hostname, parts.port
    except ValueError as fault:
        return str(fault)
    if parts.scheme != "https" or not host:
        return "it must be an absolute https:// address"
    if not base.isprintable() or " " in base or "\\" in base:
        return "it must not hold spaces, backslashes or control characters"
    return "it must not hold a user name or password" if "@" in parts.netloc else ""


def booking_link(scheduler: Scheduler, base: str, booking: Carried) -> str:
    """`base` with the booking in its query; its host, path and other parameters stay.

    A parameter of the booking replaces one of the same name in `base`. Raises ValueError where
    `base` is no absolute https address.
    """
    if fault := base_fault(base):
        raise ValueError(f"{base!r}: {fault}")
    given = dict(_PARAMETERS[scheduler](booking))
    if not given:
        return base
    parts: SplitResult = urlsplit(base)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in given]
    return parts._replace(query=urlencode([*kept, *given.items()], errors="replace")).geturl()


def _cal_com(booking: Carried) -> list[tuple[str, str]]:
    notes = "\n".join(str(finding) for finding in booking.findings)
    metadata = [(f"metadata[{finding.key}]", finding.value) for finding in booking.findings]
    reference = _filled([("metadata[reference]", booking.reference)])
    return [*_person(booking), *_filled([("notes", notes)]), *metadata, *reference]


def _calendly(booking: Carried) -> list[tuple[str, str]]:
    lines = [str(finding) for finding in booking.findings]
    answers = lines[: CALENDLY_ANSWERS - 1]
    if rest := lines[CALENDLY_ANSWERS - 1 :]:
        answers.append("\n".join(rest))
    numbered = [(f"a{place}", answer) for place, answer in enumerate(answers, start=1)]
    reference = _filled([("utm_content", booking.reference)])
    return [*_person(booking), *numbered, *_plain(booking), *reference]


def _plain(booking: Carried) -> list[tuple[str, str]]:
    return _filled([(f"utm_{tag}", value) for tag, value in booking.utm])


def _person(booking: Carried) -> list[tuple[str, str]]:
    return _filled([("name", booking.name), ("email", booking.email)])


def _filled(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(key, value) for key, value in pairs if value]


_PARAMETERS = {
    Scheduler.CAL_COM: _cal_com,
    Scheduler.CALENDLY: _calendly,
    Scheduler.PLAIN: _plain,
}
