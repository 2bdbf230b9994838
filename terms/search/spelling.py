"""How close what was typed comes to the names of terms. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

MIN_CHARACTERS = 3


@dataclass(frozen=True)
class Name:
    """One name of a published term: `label` as authors write it, `key` as it is compared, and
    which `kind` of name it is; see `SearchName`."""

    term_id: int
    label: str
    key: str
    kind: int = 0


def allowed_edits(key: str) -> int:
    """How many letters of a name may be wrong, too many, missing or swapped with the next."""
    if len(key) < MIN_CHARACTERS:
        return 0
    return 1 if len(key) < 8 else 2 if len(key) < 16 else 3


def names_starting(key: str, names: Iterable[Name]) -> list[Name]:
    """Names whose key starts with `key`: first those that are it, then titles, abbreviations and
    aliases, each in the order of their keys."""
    found = (name for name in names if name.key.startswith(key))
    return sorted(found, key=lambda name: (name.key != key, name.kind, name.key))


def one_a_term(names: Iterable[Name]) -> list[Name]:
    """The first name of each term, in their order."""
    first: dict[int, Name] = {}
    for name in names:
        first.setdefault(name.term_id, name)
    return list(first.values())


def closest(key: str, names: Iterable[Name], limit: int, most_edits: int = 3) -> list[Name]:
    """The names nearest to `key` within the allowed edits, nearest first, one a term."""
    allowed = min(allowed_edits(key), most_edits)
    scored = ((OSA.distance(key, name.key, score_cutoff=allowed), name) for name in names)
    near = [(edits, name.key[:1] != key[:1], name) for edits, name in scored if edits <= allowed]
    near.sort(key=lambda one: (*one[:2], one[2].key))
    return one_a_term(name for *_, name in near)[:limit]


def alike(key: str, names: Iterable[Name], limit: int) -> list[Name]:
    """The names most like `key`, best first, one a term; at least half of it is the same."""
    scored = ((OSA.normalized_similarity(key, name.key, score_cutoff=0.5), name) for name in names)
    like = sorted((one for one in scored if one[0]), key=lambda one: (-one[0], one[1].key))
    return one_a_term(name for _, name in like)[:limit]


def closest_word(word: str, names: Iterable[Name]) -> str:
    """The word of any of the `names` nearest to `word`; `word` itself where none is near."""
    allowed = allowed_edits(word)
    best, fewest = word, allowed + 1
    for candidate in sorted({part for name in names for part in name.key.split()}):
        edits = OSA.distance(word, candidate, score_cutoff=allowed)
        if edits < fewest:
            best, fewest = candidate, edits
    return best
