"""The time zones that a person chooses from."""

from itertools import groupby
from zoneinfo import available_timezones

Choices = list[tuple[str, str | list[tuple[str, str]]]]
_REGIONS = frozenset({
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
})  # fmt: skip


def time_zone_names() -> tuple[str, ...]:
    """UTC, then the IANA names of all regions.

    Older names such as `US/Pacific` are left out: each of them is another name of one here.
    """
    return ("UTC", *sorted(name for name in available_timezones() if _region(name) in _REGIONS))


def time_zone_choices() -> Choices:
    """The names by region, as choices of a Django field."""
    utc, *names = time_zone_names()
    choices: Choices = [(utc, utc)]
    for region, here in groupby(names, key=_region):
        choices.append((region, [(name, _place(name)) for name in here]))
    return choices


def _region(name: str) -> str:
    return name.partition("/")[0]


def _place(name: str) -> str:
    """`Argentina, Buenos Aires` of `America/Argentina/Buenos_Aires`."""
    return name.partition("/")[2].replace("/", ", ").replace("_", " ")
