"""What becomes of the rows of things that files call by another slug now. Pure: no Django."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

Claims = Mapping[str, Sequence[str]]
"""The slugs that things had before (`was`), by the slug that each has now."""


@dataclass(frozen=True)
class RenamePlan:
    """`moves`: the slug of a row and the one that it gets; they may go round in a circle.

    `merges`: the slug of a row whose state goes over to another, and the slug of that one.
    `former`: every slug that something had before, and the one that it has now.
    """

    moves: Mapping[str, str]
    merges: Mapping[str, str]
    former: Mapping[str, str]


def plan_renames(claims: Claims, rows: Collection[str], known: Mapping[str, str]) -> RenamePlan:
    """What the files' `claims` make of the slugs in `rows`.

    `claims` has every slug that there is now. `known` are the renames so far: what was done once is
    not done again, and a rename whose files are taken back is taken back too.
    """
    pending = {
        was: slug
        for slug, names in claims.items()
        for was in names
        if was in rows and known.get(was) != slug
    }
    moves: dict[str, str] = {}
    for was, slug in pending.items():
        if slug not in moves.values():
            moves[was] = slug
    for slug in sorted(claims.keys() - rows - set(moves.values())):
        now = known.get(slug, "")
        if now in rows and now not in claims and now not in moves:
            moves[now] = slug
    while blocked := [was for was, slug in moves.items() if slug in rows and slug not in moves]:
        for was in blocked:
            del moves[was]
    merges = {was: slug for was, slug in pending.items() if was not in moves and was not in claims}
    return RenamePlan(moves, merges, _former(claims, moves | merges, known))


def _former(claims: Claims, went: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """A slug that is in use again leads to nothing else, unless a file claims it."""
    before = {was: went.get(slug, slug) for was, slug in known.items()} | dict(went)
    former = {was: slug for was, slug in before.items() if was not in claims}
    return former | {was: slug for slug, names in claims.items() for was in names}


def wrong_claims(claims: Claims, reserved: Collection[str] = ()) -> dict[tuple[str, int], str]:
    """What is wrong with a claim, by the slug that makes it and the place in its list.

    A slug that another one bears now may be claimed where that one came from elsewhere: when two
    change places, each was the other.
    """
    first: dict[str, str] = {}
    wrong: dict[tuple[str, int], str] = {}
    for slug, names in claims.items():
        for place, was in enumerate(names):
            owner = first.setdefault(was, slug)
            if was == slug:
                wrong[slug, place] = f"{was!r} is what it is called now"
            elif was in names[:place]:
                wrong[slug, place] = f"{was!r} stands more than once"
            elif owner != slug:
                wrong[slug, place] = f"{owner!r} says too that it was {was!r}"
            elif was in claims and not claims[was]:
                wrong[slug, place] = f"{was!r} is there still: 'was' names what is gone"
            elif was in reserved:
                wrong[slug, place] = f"{was!r} is the address of another page"
    return wrong
