"""How much of each term a reader would recall now: an app above tells it in `AppConfig.ready()`."""

import uuid
from collections import ChainMap
from collections.abc import Callable, Mapping
from typing import Protocol

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from glossary_site.web.filters import private_fragment


class Mastery(Protocol):
    """How much of a term is recalled: `arc` draws it as dashes of a ring, `text` says it."""

    @property
    def arc(self) -> str: ...

    @property
    def text(self) -> str: ...


PROVIDERS: list[Callable[[uuid.UUID], Mapping[int, Mastery]]] = []
"""Each tells what a learner recalls, by the ids of terms, in queries that do not grow with them."""

SHAPES = {"line": "includes/_mastery.html", "spot": "includes/_ring.html"}
"""How it is drawn: as a ring with words, in a list, or as a ring around a dot of the graph."""


def read_mastery(learner_id: uuid.UUID | None) -> Mapping[int, Mastery]:
    """By their ids, the terms of which the learner answered anything; none without a learner."""
    if learner_id is None:
        return {}
    return ChainMap(*(dict(provider(learner_id)) for provider in PROVIDERS))


def mastery_fragment(mastery: Mapping[int, Mastery], term_id: int, shape: str) -> SafeString:
    """The private fragment `shape-term_id`: empty where nothing is told of the term."""
    one = mastery.get(term_id)
    drawn = render_to_string(SHAPES[shape], {"mastery": one}) if one else ""
    return SafeString(private_fragment(drawn, f"{shape}-{term_id}", reverse("terms:mastery")))
