"""Listed models by what people write: `gpt-4o`, `GPT 4o mini`, `claude sonnet`. Pure.

A name stands for a model where it is the model's own but for case, spaces and signs; a typo is
never priced, but told with the nearest names.
"""

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from calculator.model.model_prices import ListedModel, listed_models
from terms.names.normal_form import normal_form

MAKERS = (
    "openai", "anthropic", "google", "mistral", "meta", "deepseek", "x-ai", "cohere",
    "moonshotai", "zai", "minimax", "perplexity", "voyageai",
)  # fmt: skip
"""Providers that sell models of their own, the best known first; those who resell come after."""

SUGGESTIONS = 3
ALIKE = 60
"""How alike, from 0 to 100, a word must be to stand for it; a choice of this project."""

_PARTS = re.compile(r"[^\W\d_]+|\d+(?:[^\W\d_]+)?")
_DATES = 100
"""A larger number in a name is a date or a size, not a version."""


class UnknownModelError(LookupError):
    """There is no model of this name with a price for tokens; `close` are the nearest names."""

    def __init__(self, name: str, close: tuple[str, ...]) -> None:
        super().__init__(f"{name!r} is not one of the {len(listed_models())} models")
        self.name = name
        self.close = close


@dataclass(frozen=True)
class FoundModels:
    """What a search found, the best first; `are_close` where no name holds what was written."""

    models: tuple[ListedModel, ...] = ()
    are_close: bool = False


def find_model(name: str) -> ListedModel:
    """The model of that name, with its provider or without. Raises `UnknownModelError`."""
    model = listed_models().get(normal_form(name)) or _by_bare_name().get(_bare(name))
    if model:
        return model
    close = search_models(name, SUGGESTIONS).models
    raise UnknownModelError(name, tuple(one.name for one in close))


def search_models(text: str, most: int) -> FoundModels:
    """Models whose names hold every word of `text`, else every word that is nearest to one of them.

    The best is the model named so; then by provider, those still offered, few words beside those
    that were written, and the newest version.
    """
    words = [bare for word in text.split() if (bare := _bare(word))]
    if found := _holding(words):
        return FoundModels(found[:most])
    nearest = _holding([_nearest(word) for word in words]) or _named_alike("".join(words))
    return FoundModels(nearest[:most], are_close=True)


def _holding(words: list[str]) -> tuple[ListedModel, ...]:
    """The models whose names hold all of these bare words, of which there must be one."""
    if not all(words):
        return ()
    bare = "".join(words)
    found = [one for one in _ranked() if all(word in _bare(one.name) for word in words)]
    return tuple(sorted(found, key=lambda one: not _is_named(one, bare))) if words else ()


def _nearest(word: str) -> str:
    """The word of names that `word` comes nearest to, or itself where a name holds it."""
    if any(word in _bare(one.name) for one in _ranked()):
        return word
    near = process.extractOne(word, _vocabulary(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return near[0] if near else ""


def _named_alike(bare: str) -> tuple[ListedModel, ...]:
    """The models whose whole names come nearest to these letters and digits."""
    names = [_bare(one.name) for one in _ranked()]
    found = process.extract(bare, names, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=SUGGESTIONS)
    return tuple(_ranked()[place] for _name, _score, place in found)


@cache
def _vocabulary() -> tuple[str, ...]:
    """The words of all names."""
    return tuple(dict.fromkeys(part for one in _ranked() for part in _PARTS.findall(one.model_id)))


@cache
def known_models() -> tuple[ListedModel, ...]:
    """The models of the best known makers that are still offered, each maker's newest first."""
    return tuple(
        one for one in _ranked() if one.provider_id in MAKERS[:8] and not one.info.deprecated
    )


@cache
def _ranked() -> tuple[ListedModel, ...]:
    """All models, as a search without words would rank them."""
    return tuple(sorted(listed_models().values(), key=_rank))


def _is_named(model: ListedModel, bare: str) -> bool:
    is_own = model.provider_id in MAKERS
    return is_own and bare in (_bare(model.model_id), _bare(model.name))


def _rank(model: ListedModel) -> tuple[object, ...]:
    parts = _PARTS.findall(model.model_id)
    words = [part for part in parts if not part.isdigit()]
    version = [-int(part) for part in parts if part.isdigit() and int(part) < _DATES]
    provider = model.provider_id
    place = MAKERS.index(provider) if provider in MAKERS else len(MAKERS)
    padded = (*version, 0, 0, 0)[:3]
    return place, bool(model.info.deprecated), len(words), padded, len(model.model_id)


@cache
def _by_bare_name() -> dict[str, ListedModel]:
    """Models by their bare names, with and without provider; the best known provider's holds."""
    found: dict[str, ListedModel] = {}
    for model in _ranked():
        found.setdefault(_bare(model.name), model)
        found.setdefault(_bare(model.model_id), model)
    return found


@cache
def _bare(name: str) -> str:
    """The letters and digits of a name alone."""
    return "".join(one for one in normal_form(name) if one.isalnum())
