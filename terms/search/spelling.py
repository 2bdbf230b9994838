"""How close a misspelt query comes to a name, and where the parts of a name are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from string import ascii_lowercase, digits

from rapidfuzz.distance import OSA

MIN_CHARACTERS = 3
FIRST_CHARACTERS = 5
"""How many of a key's first characters are looked up with every slip. Names that begin as the key
does, and are as long, are few enough to be compared."""
_SIGNS = f"{ascii_lowercase}{digits} "


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


def slips_at_start(key: str, start: int) -> list[str]:
    """Every key from which `key` comes by one slip that touches its first `start` characters.

    A letter missing, too much, wrong, or swapped with the next: 76 for each character (P. Norvig,
    'How to Write a Spelling Corrector', 2007). All other slips leave the first characters alone.
    """
    splits = [(key[:place], key[place:]) for place in range(min(start, len(key)))]
    edits = {left + right[1:] for left, right in splits}
    edits |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    edits |= {left + sign + right[1:] for left, right in splits for sign in _SIGNS}
    edits |= {left + sign + right for left, right in splits for sign in _SIGNS}
    return sorted(edits - {key})


def one_slip_away(key: str, names: Iterable[Name]) -> list[Name]:
    """Those of the names from which `key` comes by one slip."""
    return [name for name in names if OSA.distance(key, name.key, score_cutoff=1) == 1]


def closest(key: str, names: Iterable[Name], limit: int) -> list[Name]:
    """The names nearest to `key` within the allowed edits, nearest first, one a term."""
    allowed = allowed_edits(key)
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


def trigrams(key: str) -> Sequence[str]:
    """The runs of three characters in `key`, its edges counted as two spaces before, one after.

    Names that share many of them are alike (the way of PostgreSQL's pg_trgm).
    """
    padded = f"  {key} "
    return list(dict.fromkeys(padded[place : place + 3] for place in range(len(padded) - 2)))
