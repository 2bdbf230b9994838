"""Time zones, each under the one name that the CLDR gives it today."""

import zoneinfo
from functools import lru_cache

from babel.core import get_global

_REGIONS = frozenset({
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
})  # fmt: skip
_SAME_AS_UTC = frozenset({"UTC", "Etc/UTC", "Etc/GMT", "GMT"})


def canonical_zone(name: str) -> str | None:
    """Today's name of a time zone, None of none: `Asia/Kolkata` of `Asia/Calcutta`."""
    name = get_global("zone_aliases").get(name, name)
    if name in _SAME_AS_UTC:
        return "UTC"
    return name if name in zone_territories() else None


@lru_cache
def zone_territories() -> dict[str, str]:
    """The country of each canonical zone, empty where it is not known yet."""
    known = get_global("zone_territories")
    aliases = get_global("zone_aliases")
    zones = sorted(zoneinfo.available_timezones() - aliases.keys())
    return {name: str(known.get(name, "")) for name in zones if name.partition("/")[0] in _REGIONS}
