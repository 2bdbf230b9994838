"""Aliases that go from one term to another: no two terms share one, not even for a moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from authoring.files.library import TermFolder, specified
from authoring.history.edits import record_term
from authoring.history.versions import How, term_path
from authoring.models import FileVersion
from terms.models import Alias, Term
from terms.names.normal_form import normal_form
from terms.sections.page_prose import batches


def free_aliases(
    folders: Iterable[TermFolder], terms: Mapping[str, Term], present: Collection[str]
) -> list[int]:
    """Delete every alias that stands in the way of those of `folders`, which are to be written.

    That is what they themselves no longer bear, and what is borne by one of `terms` that has no
    folder, its slug not being `present`. Returns the ids of the latter.
    """
    wanted = {one.slug: {alias.name for alias in specified(one.term).aliases} for one in folders}
    names = {normal_form(name) for own in wanted.values() for name in own}
    slugs = {term.pk: slug for slug, term in terms.items() if slug in wanted or slug not in present}
    gone: list[int] = []
    bereft: set[int] = set()
    for some in batches(slugs):
        aliases = Alias.objects.filter(term_id__in=some)
        for pk, term_id, name in aliases.values_list("pk", "term_id", "name"):
            own = wanted.get(slugs[term_id])
            if own is not None and name not in own:
                gone.append(pk)
            elif own is None and normal_form(name) in names:
                gone.append(pk)
                bereft.add(term_id)
    for some in batches(gone):
        Alias.objects.filter(pk__in=some).delete()
    _record_edited(bereft)
    return sorted(bereft)


def _record_edited(term_ids: Collection[int]) -> None:
    """Terms that were made or edited in the admin have files that say which aliases they have."""
    edits = FileVersion.objects.current().exclude(how__in=(How.LOADED, How.REMOVED))
    for term in Term.objects.filter(pk__in=term_ids):
        if edits.filter(path=term_path(term.slug, "term.md")).exists():
            record_term(term)
