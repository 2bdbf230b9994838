"""The order of names by the custom of a language, and the shelves of its A-Z. Pure.

Both are the CLDR's, by way of ICU: å stands after z in Swedish and with a in German, か begins a
row of the Japanese index, and Urdu has an order of its own.
"""

import re
import unicodedata
from functools import cache

from icu import AlphabeticIndex, Collator, Locale

from terms.names.naming import KEY_CHARACTERS, single_spaced

BEFORE, AFTER = "0-9", "…"
"""The shelves of names that begin with no letter of the index: with digits and signs, which sort
before all letters, or with letters of other scripts."""

_LEADING_SIGNS = re.compile(r"^[\W_]+(?=\w)")


class Collation:
    """The order and the index of a language; of one that ICU does not know, those of the CLDR's
    root. The letters of English stand in every index, since names of technology do."""

    def __init__(self, language: str) -> None:
        locale = Locale.forLanguageTag(language)
        self._collator = Collator.createInstance(locale)
        index = AlphabeticIndex(locale).addLabels(Locale("en"))
        self._index = index.buildImmutableIndex()
        last = len(self._index) - 1
        labels: list[str] = [self._index[place][0].casefold() for place in range(1, last)]
        self._labels = [BEFORE, *labels, AFTER]
        self.shelves = (*dict.fromkeys(one for one in self._labels if one != AFTER), AFTER)

    def sort_key(self, name: str) -> str:
        """What sorts names as the language does, in hexadecimal digits, which each database has in
        the same order; of a long name what fits."""
        key: bytes = self._collator.getSortKey(_without_signs(name))
        return key.hex()[:KEY_CHARACTERS]

    def shelf(self, name: str) -> str:
        """The shelf of a name, in small letters: one of `shelves`."""
        place: int = self._index.getBucketIndex(_without_signs(name))
        return self._labels[place]

    def shelf_named(self, typed: str) -> str:
        """The shelf that somebody means by its label, or by a letter that stands on it; empty
        where there is none."""
        label = unicodedata.normalize("NFC", typed).casefold()
        if label in self.shelves or len(label) != 1:
            return label if label in self.shelves else ""
        shelf = self.shelf(label)
        return shelf if shelf not in (BEFORE, AFTER) else ""


@cache
def collation_of(language: str) -> Collation:
    """The collation of a language by its code, such as `ja` or `zh-hans`."""
    return Collation(language)


def _without_signs(name: str) -> str:
    """'.NET' stands under N, and 'fine-tuning' where 'fine tuning' does."""
    return _LEADING_SIGNS.sub("", single_spaced(name))
