"""What there is to load at all: asked of the files' digests, before one is parsed."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from authoring.files.discovery import files_to_read
from authoring.files.library import RENDERING, LeftTerm, Library
from authoring.files.reading import UnreadableError, has_link, read_bytes
from authoring.history.versions import How, last_loaded, removed_since
from authoring.load.rename_plan import wrong_claims
from authoring.load.renaming import renames_terms
from authoring.models import FileVersion, FormerSlug
from maturity.models import MaturityModel
from terms.models import Alias, Figure, Glossary, Term, TermImage


@dataclass(frozen=True)
class Compared:
    """What became of a content folder since its last load."""

    is_as_loaded: bool
    """Whether every file is what the last load read, and every term and assessment is there."""
    left: frozenset[str]
    """The terms whose folders the last load read as they are, so that they can be left as they
    are; none where a folder that others may refer to is gone."""


def compare(root: Path) -> Compared:
    """Compare every file under `root` with what the last load read.

    Where a term was edited in the admin, or a file cannot be read, the load itself has to look.
    """
    if not FileVersion.objects.exists():
        return Compared(is_as_loaded=False, left=frozenset())
    found = {str(path.relative_to(root)): _digest(path, root) for path in files_to_read(root)}
    current = FileVersion.objects.current().exclude(how=How.REMOVED)
    loaded = dict(current.filter(how=How.LOADED).values_list("path", "digest"))
    loaded |= _loaded_images(_owners(found))
    edited = list(current.exclude(how=How.LOADED).values_list("path", flat=True))
    away = removed_since(edited)
    before = {path: digest for path, digest in last_loaded(edited).items() if path not in away}
    known = loaded | {path: digest for path, digest in before.items() if path in found}
    terms = Term.objects.exclude(content_digest="")
    settled = set(
        terms.filter(edited_at=None, content_digest__startswith=RENDERING).values_list(
            "slug", flat=True
        )
    )
    folders = _owners(found)
    offered = MaturityModel.objects.current().exclude(content_digest="").count()
    is_whole = len(folders) == len(settled) == terms.count()
    is_whole &= offered == sum(path.startswith("maturity/") for path in found)
    changed = {path for path in found.keys() | loaded.keys() if found.get(path) != loaded.get(path)}
    gone = _owners(loaded.keys() | before.keys()) - folders
    return Compared(
        is_as_loaded=is_whole and found == known and Glossary.objects.exists(),
        left=frozenset() if gone else frozenset(folders & settled - _owners(changed)),
    )


def _loaded_images(slugs: Collection[str]) -> dict[str, str]:
    """The digest of each image of these terms, by its path."""
    images = TermImage.objects.values_list("term__slug", "name", "digest")
    return {f"terms/{slug}/{name}": digest for slug, name, digest in images if slug in slugs}


def left_terms(slugs: Collection[str]) -> dict[str, LeftTerm]:
    """What these terms, whose files are as the last load read them, have to do with others."""
    names: Mapping[str, list[str]] = defaultdict(list)
    for slug, name in Alias.objects.values_list("term__slug", "name"):
        names[slug].append(name)
    was: Mapping[str, list[str]] = defaultdict(list)
    former = FormerSlug.objects.of_files(FormerSlug.Kind.TERM)
    for slug, name in former.values_list("now", "slug"):
        was[slug].append(name)
    rows = Term.objects.values_list("slug", "title", "abbreviation", "status", "replaced_by__slug")
    return {
        slug: LeftTerm(
            names=tuple({title, abbreviation or title, *names[slug]}),
            is_retired=status == Term.Status.RETIRED,
            replaced_by=replaced_by,
            was=tuple(was[slug]),
        )
        for slug, title, abbreviation, status, replaced_by in rows
        if slug in slugs
    }


def can_leave(library: Library) -> bool:
    """Whether all that is left refers to is still there: sources, categories, and what replaces.

    And whether no term is renamed by this load: what is left might refer to its old slug.
    """
    sources = Figure.objects.order_by().values_list("source__key", flat=True).distinct()
    categories = Term.objects.order_by().values_list("category__slug", flat=True).distinct()
    return (
        {source.key for source in library.sources or ()}.issuperset(sources)
        and {category.slug for category in library.categories or ()}.issuperset(categories)
        and library.retired.isdisjoint(one.replaced_by for one in library.left.values())
        and not wrong_claims(library.former_terms)
        and not renames_terms(library)
    )


def _owners(paths: Iterable[str]) -> set[str]:
    """The slugs of the terms that these files are of."""
    return {path.split("/")[1] for path in paths if path.startswith("terms/")}


def _digest(path: Path, root: Path) -> str:
    """As a `Document` counts it, whose text is UTF-8; none of a link or of what cannot be read."""
    try:
        return "" if has_link(path, root) else hashlib.sha256(read_bytes(path, root)).hexdigest()
    except UnreadableError:
        return ""
