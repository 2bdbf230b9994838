"""Whether what the versions of a term's files say can be loaded: the rule of `check_content`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from authoring.files.cross_checks import OTHER_PAGES, check_folder, check_names, check_replacements
from authoring.files.discovery import TERM_FILES
from authoring.files.image_files import ImageFile
from authoring.files.library import LeftTerm, TermFolder, absent_folder
from authoring.files.reading import Problem
from authoring.history.unchanged import left_terms
from authoring.history.versions import How, latest_versions, term_path
from authoring.load.rename_plan import wrong_claims
from authoring.models import FileVersion
from terms.models import Category, Glossary, Source, Term, TermImage


def current_texts(slug: str) -> dict[str, str]:
    """What the files of a term say now, by name; of a file that there is not, nothing."""
    paths = {term_path(slug, name): name for name in TERM_FILES}
    return {paths[path]: one.text for path, one in latest_versions(paths).items()}


def folder_of(slug: str, changes: Mapping[str, str] | None = None) -> TermFolder:
    """The folder of a term as it is known, with `changes` put into it by name."""
    folder = absent_folder(f"content/{term_path(slug, '')}", slug)
    images = TermImage.objects.filter(term__slug=slug).values_list("name", "digest")
    folder.images = [ImageFile(Path(name), digest) for name, digest in images]
    for name, text in (current_texts(slug) | dict(changes or {})).items():
        if text:
            folder.put(name, text)
    return folder


def problems_of(folder: TermFolder) -> list[Problem]:
    """What keeps a term's folder from being loaded beside what there is."""
    terms = _terms_with_files() | {folder.slug}
    others = left_terms(terms - {folder.slug})
    check_folder(
        folder,
        terms=terms,
        sources=set(Source.objects.values_list("key", flat=True)),
        categories=set(Category.objects.values_list("slug", flat=True)),
    )
    check_names([folder], others)
    check_replacements([folder], others)
    _check_former_slugs(folder, others)
    return sorted(set(folder.problems))


def _check_former_slugs(folder: TermFolder, others: Mapping[str, LeftTerm]) -> None:
    """What a term says that it was, nobody else is or says; and nobody says that it was this."""
    claims: dict[str, Sequence[str]] = {slug: one.was for slug, one in others.items()}
    before = wrong_claims(claims, OTHER_PAGES)
    claims[folder.slug] = folder.term.was if folder.term else ()
    for (slug, place), message in wrong_claims(claims, OTHER_PAGES).items():
        if slug == folder.slug:
            folder.front.report(("was", place), message, "former-slug")
        elif (slug, place) not in before:
            folder.front.report((), f"{slug!r} was {folder.slug!r} before", "former-slug")


def problems_without(slug: str) -> list[Problem]:
    """What would be wrong with other files if there were no term `slug`."""
    terms = _terms_with_files() - {slug}
    found = []
    if Glossary.objects.filter(first_term=slug).exists():
        place = "content/site.yaml", 1, "glossary.first_term"
        found.append(Problem(*place, f"{slug!r} would not exist", "unknown-name"))
    for folder in _folders_that_name(slug):
        before = set(folder.problems)
        check_folder(
            folder,
            terms=terms,
            sources=set(Source.objects.values_list("key", flat=True)),
            categories=set(Category.objects.values_list("slug", flat=True)),
        )
        found += [one for one in {*folder.problems} - before if repr(slug) in one.message]
    return sorted(found)


def _folders_that_name(slug: str) -> Iterator[TermFolder]:
    files = FileVersion.objects.current().exclude(how=How.REMOVED).filter(path__endswith="/term.md")
    for version in files.exclude(path=term_path(slug, "term.md")).iterator():
        if slug in version.text:
            yield folder_of(version.path.split("/")[1])


def _terms_with_files() -> set[str]:
    """The slugs of all terms but those whose folder is gone."""
    gone = FileVersion.objects.current().filter(how=How.REMOVED, path__endswith="/term.md")
    removed = {path.split("/")[1] for path in gone.values_list("path", flat=True)}
    return set(Term.objects.values_list("slug", flat=True)) - removed
