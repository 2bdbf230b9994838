"""A pseudo-translation: every message in accented letters, so that no ASCII letter is left in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from unittest import mock

from django.utils import translation
from django.utils.translation import trans_real

CONTEXT_ENDS = "\x04"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ACCENTED = "àƀçđéƒğĥîĵķľɱñôƥɋŕšţûṽŵẋýžÀƁÇĐÉƑĞĤÎĴĶĽṀÑÔƤɊŔŠŢÛṼŴẊÝŽ"
_LETTERS = str.maketrans(PLAIN, ACCENTED)
_KEPT = re.compile(r"(%\(\w+\)[a-z]|%[a-z]|\{\w*\}|<[^>]+>|&#?\w+;)")
"""Placeholders, tags and entities, which no translation changes."""


def accented(message: str) -> str:
    """`message` as the pseudo-translation has it."""
    text = message.rpartition(CONTEXT_ENDS)[2]
    parts = _KEPT.split(text)
    return "".join(
        part if place % 2 else part.translate(_LETTERS) for place, part in enumerate(parts)
    )


class Pseudo(NullTranslations):
    """The catalogue that holds every message, whoever asks for it."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def to_language(self) -> str:
        return self._language

    def gettext(self, message: str) -> str:
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return accented(msgid1 if n == 1 else msgid2)


@contextmanager
def pseudo_language(language: str) -> Iterator[None]:
    """Inside it `language` is the site's language, with the pseudo-translation for its words."""
    pseudo = Pseudo(language)
    catalogues = mock.patch.multiple(trans_real, _translations={language: pseudo}, _default=pseudo)
    with catalogues, translation.override(language, deactivate=True):
        yield
