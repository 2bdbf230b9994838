"""How close what was typed comes to the names of terms. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

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


def closest(key: str, names: Iterable[Name], limit: int, most_edits: int = 3) -> list[Name]:
    """The names nearest to `key` within the allowed edits, nearest first, one a term."""
    allowed = min(allowed_edits(key), most_edits)
    near: dict[int, tuple[int, int, str, Name]] = {}
    for name in names:
        edits = OSA.distance(key, name.key, score_cutoff=allowed)
        if edits > allowed:
            continue
        score = (edits, name.key[:1] != key[:1], name.key, name)
        if name.term_id not in near or score[:3] < near[name.term_id][:3]:
            near[name.term_id] = score
    return [score[3] for score in nsmallest(limit, near.values(), key=lambda score: score[:3])]


def alike(key: str, names: Iterable[Name], limit: int) -> list[Name]:
    """The names most like `key`, best first, one a term; at least half of it is the same."""
    near: dict[int, tuple[float, str, Name]] = {}
    for name in names:
        share = OSA.normalized_similarity(key, name.key, score_cutoff=0.5)
        if share and (name.term_id not in near or share > -near[name.term_id][0]):
            near[name.term_id] = (-share, name.key, name)
    return [score[2] for score in nsmallest(limit, near.values(), key=lambda score: score[:2])]


def closest_word(word: str, names: Iterable[Name]) -> str:
    """The word of any of the `names` nearest to `word`; `word` itself where none is near."""
    allowed = allowed_edits(word)
    best, fewest = word, allowed + 1
    for candidate in sorted({part for name in names for part in name.key.split()}):
        edits = OSA.distance(word, candidate, score_cutoff=allowed)
        if edits < fewest:
            best, fewest = candidate, edits
    return best
