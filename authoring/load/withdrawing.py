"""When a load that would take terms away from readers is taken for a mistake."""

from collections.abc import Iterable

from authoring.files.library import ContentError, Library
from authoring.files.reading import Problem
from terms.models import Term

_NAMED = 5
"""How many of the terms a message names."""


def is_too_many(withdrawn: int, published: int) -> bool:
    """Whether so many of the published terms are more than a load takes away unasked.

    That is more than a fifth of them. A single one may always go, unless it is the last.
    """
    return withdrawn * 5 > published and (withdrawn > 1 or withdrawn == published)


def refuse_to_empty(library: Library, terms: Iterable[Term]) -> None:
    """Raise ContentError where too many of the published `terms` have no folder in `library`."""
    published = [term for term in terms if term.status == Term.Status.PUBLISHED]
    gone = [
        term.slug for term in published if term.content_digest and term.slug not in library.slugs
    ]
    if not is_too_many(len(gone), len(published)):
        return
    names = ", ".join(sorted(gone)[:_NAMED]) + (", ..." if len(gone) > _NAMED else "")
    message = (
        f"{len(gone)} of {len(published)} published terms have no folder here ({names}), as if "
        "this were another glossary; if they are to be withdrawn, load with --withdraw, and if "
        "folders were renamed, let their term.md say what each 'was'"
    )
    root = library.site_document.path.partition("/")[0]
    raise ContentError([Problem(f"{root}/terms", 1, "", message, "withdrawn")])
