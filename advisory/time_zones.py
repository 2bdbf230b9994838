"""The time zones that a person chooses from."""

from functools import cache
from itertools import groupby
from zoneinfo import available_timezones

Choices = list[tuple[str, str | list[tuple[str, str]]]]
_REGIONS = frozenset({
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
})  # fmt: skip


@cache
def time_zone_choices() -> Choices:
    """UTC, then the IANA names by region, as choices of a Django field.

    Older names such as `US/Pacific` are left out: each of them is another name of one here.
    """
    names = sorted(name for name in available_timezones() if name.partition("/")[0] in _REGIONS)
    by_region = groupby(names, key=lambda name: name.partition("/")[0])
    choices: Choices = [("UTC", "UTC")]
    choices += [(region, [(name, _place(name)) for name in here]) for region, here in by_region]
    return choices


def _place(name: str) -> str:
    """`Argentina, Buenos Aires` of `America/Argentina/Buenos_Aires`."""
    return name.partition("/")[2].replace("/", ", ").replace("_", " ")
