"""What there is to load: asked of the files' digests, before one is parsed."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from authoring.files.cross_checks import check_library
from authoring.files.discovery import files_to_read
from authoring.files.library import RENDERING, Library, OtherTerm, read_library
from authoring.files.reading import UnreadableError, has_link, read_bytes
from authoring.history.versions import How, last_loaded
from authoring.models import FileVersion, FormerSlug
from maturity.models import MaturityModel
from paths.models import Path as LearningPath
from terms.models import (
    Alias,
    BroaderTerm,
    FormerName,
    Glossary,
    Homonym,
    Prerequisite,
    Term,
    TermImage,
)


def is_as_loaded(root: Path) -> bool:
    """Whether every file under `root` is what the last load read, and all that it made is there."""
    return changed_terms(root) == set()


def changed_terms(root: Path) -> set[str] | None:
    """The terms that have a file that is not what the last load read; None where more is changed
    than files of terms that are there.

    Where a term was edited in the admin, or rendered by another release, all has to be looked at.
    """
    found = {str(path.relative_to(root)): _digest(path, root) for path in files_to_read(root)}
    known = _known_digests()
    terms = Term.objects.exclude(content_digest="")
    settled = terms.filter(edited_at=None, content_digest__startswith=RENDERING)
    assessments = MaturityModel.objects.current().exclude(content_digest="").count()
    paths = LearningPath.objects.current().count()
    changed = {path for path, _ in found.items() ^ known.items()}
    there = _terms_of(found)
    if (
        _terms_of(changed) - there
        or any(not path.startswith("terms/") for path in changed)
        or not Glossary.objects.exists()
        or settled.count() != terms.count()
        or not there.issuperset(terms.values_list("slug", flat=True))
        or assessments != sum(path.startswith("maturity/") for path in found)
        or paths != sum(path.startswith("paths/") for path in found)
    ):
        return None
    return _terms_of(changed) | there.difference(terms.values_list("slug", flat=True))


def read_checked(root: Path, changed: Collection[str] | None) -> Library:
    """The library with the files of the terms that are `changed`, or with all files, checked.

    All are read as well where one of these terms says or is what another was, or where anything is
    wrong, since a name that two terms bear may be wrong in a file that was not read.
    """
    if changed is not None:
        known = other_terms()
        others = {slug: term for slug, term in known.items() if slug not in changed}
        library = read_library(root, others)
        before = dict.fromkeys(changed, ()) | {slug: term.was for slug, term in known.items()}
        claimed = {was for names in before.values() for was in names}
        check_library(library)
        said = {slug: tuple(names) for slug, names in library.former_terms.items()}
        if not library.problems and said == before and claimed.isdisjoint(changed):
            return library
    library = read_library(root)
    check_library(library)
    return library


def other_terms(slugs: Collection[str] | None = None) -> dict[str, OtherTerm]:
    """What others need to know of these terms, or of all that have a folder."""
    names = _by_slug(Alias.objects.values_list("term__slug", "name"))
    for slug, name in FormerName.objects.values_list("term__slug", "name"):
        names[slug].append(name)
    former = FormerSlug.objects.of_files(FormerSlug.Kind.TERM)
    was = _by_slug(former.values_list("now", "slug"))
    broader = _by_slug(BroaderTerm.objects.values_list("term__slug", "target__slug"))
    before = _by_slug(Prerequisite.objects.values_list("term__slug", "target__slug"))
    homonyms = _by_slug(Homonym.objects.values_list("term__slug", "name"))
    terms = Term.objects.values_list("slug", "title", "abbreviation", "status", "replaced_by__slug")
    if slugs is None:
        terms = terms.exclude(content_digest="")
    return {
        slug: OtherTerm(
            names=tuple({title, abbreviation or title, *names[slug]}),
            is_retired=status == Term.Status.RETIRED,
            replaced_by=replaced_by,
            was=tuple(was[slug]),
            broader=tuple(broader[slug]),
            prerequisites=tuple(before[slug]),
            homonyms=tuple(homonyms[slug]),
        )
        for slug, title, abbreviation, status, replaced_by in terms
        if slugs is None or slug in slugs
    }


def _by_slug(pairs: Iterable[tuple[str, str]]) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for slug, name in pairs:
        found[slug].append(name)
    return found


def _known_digests() -> dict[str, str]:
    """Of each file, by path, as the last load read it."""
    versions = FileVersion.objects.current().exclude(how=How.REMOVED)
    known = dict(versions.filter(how=How.LOADED).values_list("path", "digest"))
    known |= last_loaded(versions.exclude(how=How.LOADED).values_list("path", flat=True))
    images = TermImage.objects.exclude(term__content_digest="")
    for slug, name, digest in images.values_list("term__slug", "name", "digest"):
        known[f"terms/{slug}/{name}"] = digest
    return known


def _terms_of(paths: Iterable[str]) -> set[str]:
    return {path.split("/")[1] for path in paths if path.startswith("terms/")}


def _digest(path: Path, root: Path) -> str:
    """As a `Document` counts it, whose text is UTF-8; none of a link or of what cannot be read."""
    try:
        return "" if has_link(path, root) else hashlib.sha256(read_bytes(path, root)).hexdigest()
    except UnreadableError:
        return ""
