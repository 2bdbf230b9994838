"""Cities by which people find their time zone."""

import unicodedata
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import get_timezone_location

from glossary_site.time_zones import canonical_zone, zone_territories

MOST = 8
_CITIES = Path(__file__).parent / "cities.txt"
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae"})


@dataclass(frozen=True)
class Place:
    """A city with its country, as readers know it, and the time zone in which it lies."""

    city: str
    country: str
    zone_name: str

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """By which it is found again."""
        return f"{self.city}, {self.country}" if self.country else self.city

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone_name)


@dataclass(frozen=True)
class ZoneChoice:
    """The place on whose clock times are shown.

    It is a guess until somebody chooses one; `others` go by the same name. `unknown` is what was
    searched for in vain.
    """

    place: Place
    is_guess: bool
    others: tuple[Place, ...] = ()
    unknown: str = ""


@dataclass(frozen=True)
class _Entry:
    place: Place
    names: tuple[str, ...]
    """Folded: of the city, with its country, of the country alone, and in other languages."""


def place_of_zone(zone_name: str, language: str) -> Place:
    """The place after which the canonical zone is named."""
    if zone_name == "UTC":
        return Place("UTC", "", "UTC")
    locale = Locale.parse(language, sep="-")
    city = get_timezone_location(zone_name, locale=locale, return_city=True)
    country = _country(zone_territories()[zone_name], locale)
    return Place(city.rpartition("/")[2], "" if country == city else country, zone_name)


def find_places(text: str, language: str) -> list[Place]:
    """At most `MOST` places that the words may mean, the likeliest and largest first.

    A place is found by the beginning of its name in many languages, of its country or its zone.
    """
    asked = _folded(text)
    if not asked:
        return []
    if zone_name := canonical_zone(text.strip()):
        return [place_of_zone(zone_name, language)]
    found = [(rank, entry.place) for entry in _entries(language) if (rank := _rank(asked, entry))]
    return [place for _rank, place in sorted(found, key=lambda one: one[0])[:MOST]]


def choose_place(city: str, zone_name: str, usual: str, language: str) -> ZoneChoice:
    """The place of the `city` that was searched for, or else of `zone_name`, or of `usual`."""
    if found := find_places(city, language):
        best, *others = found
        same = (one for one in others if _folded(one.city) == _folded(best.city))
        return ZoneChoice(best, is_guess=False, others=tuple(same))
    chosen = canonical_zone(zone_name)
    known = chosen or canonical_zone(usual) or "UTC"
    return ZoneChoice(place_of_zone(known, language), is_guess=not chosen, unknown=city.strip())


def _rank(asked: str, entry: _Entry) -> int:
    """How near the words come to an entry: 1 is nearest, 0 is not at all."""
    city, with_country, *others = entry.names
    if asked in (city, with_country):
        return 1
    if asked in others:
        return 2
    if city.startswith(asked):
        return 3
    if any(name.startswith(asked) for name in (with_country, *others)):
        return 4
    return 5 if f" {asked}" in with_country else 0


@lru_cache
def _entries(language: str) -> tuple[_Entry, ...]:
    """All places, the largest first, then those after which zones are named, and UTC."""
    locale = Locale.parse(language, sep="-")
    entries: dict[tuple[str, str], _Entry] = {}
    for city, territory, zone_name, others in _cities():
        place = Place(city, _country(territory, locale), zone_name)
        entries.setdefault((_folded(city), territory), _entry(place, others))
    for zone_name, territory in zone_territories().items():
        place = place_of_zone(zone_name, language)
        entries.setdefault((_folded(place.city), territory), _entry(place, ""))
    return (*entries.values(), _entry(place_of_zone("UTC", language), "gmt"))


def _entry(place: Place, others: str) -> _Entry:
    names = (place.city, str(place), place.country)
    folded = (*map(_folded, names), *others.split(","))
    return _Entry(place, tuple(filter(None, folded)))


def _cities() -> Iterator[list[str]]:
    for line in _CITIES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split(";")


def _country(territory: str, locale: Locale) -> str:
    return str(locale.territories.get(territory, ""))


def _folded(text: str) -> str:
    """Small letters without accents, one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = (one if one.isalnum() else " " for one in plain if not unicodedata.combining(one))
    return " ".join("".join(letters).split())
