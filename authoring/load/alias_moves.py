"""Aliases that go from one term to another: no two terms share one, not even for a moment."""

from collections.abc import Collection, Sequence

from authoring.files.library import TermFolder, specified
from authoring.history.edits import record_term
from authoring.history.versions import How, content_path
from authoring.models import FileVersion
from terms.models import Alias, Term
from terms.names.normal_form import normal_form


def free_aliases(folders: Sequence[TermFolder], present: Collection[str]) -> list[int]:
    """Delete every alias that stands in the way of those of `folders`, which are to be written.

    That is what they themselves no longer bear, and what is borne by a term that has no folder, its
    slug not being `present`. Returns the ids of the latter terms.
    """
    wanted = {one.slug: {alias.name for alias in specified(one.term).aliases} for one in folders}
    names = {normal_form(name) for own in wanted.values() for name in own}
    gone: list[int] = []
    bereft: dict[int, Term] = {}
    for alias in Alias.objects.select_related("term"):
        own = wanted.get(alias.term.slug)
        if own is not None and alias.name not in own:
            gone.append(alias.pk)
        elif alias.term.slug not in present and normal_form(alias.name) in names:
            gone.append(alias.pk)
            bereft[alias.term.pk] = alias.term
    Alias.objects.filter(pk__in=gone).delete()
    edits = FileVersion.objects.current().exclude(how__in=(How.LOADED, How.REMOVED))
    for term in bereft.values():
        if edits.filter(path=content_path(term.slug, "term.md")).exists():
            record_term(term)  # the file says which aliases the term has
    return sorted(bereft)
