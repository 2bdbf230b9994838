"""An import in the admin: planned beside what the database holds, written as drafts and proposals.

The planner and the checks read a content folder, so the latest versions are laid out as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from authoring.files.cross_checks import check_library
from authoring.files.library import ContentError, Library, TermFolder, read_library, specified
from authoring.history.edits import record_site_files
from authoring.history.proposing import propose
from authoring.history.saving import current_texts, save_texts
from authoring.history.versions import How, NewVersion, add_versions, content_path
from authoring.importing.entries import Note, Options
from authoring.importing.plan import FileChange, Plan, read_record
from authoring.importing.planning import is_copy
from authoring.importing.readers import reader_for
from authoring.importing.taking import plan_import
from authoring.importing.writing import write, write_record
from authoring.load.loading import add_categories, add_sources
from authoring.load.term_sections import COMPARED, fill_term, load_images, load_sections
from authoring.models import FileVersion, ImportedTerm
from terms.changes import lock_content, terms_changed
from terms.models import Category, Glossary, Source, Term, TermImage
from terms.models.term import UNFINISHED_STATES
from terms.sections.page_prose import count_all_words
from terms.sections.registry import row_parts

MOST_ENTRIES = 2_000
"""At a time: somebody waits for the answer. `import_glossary` takes ten times as many."""
_HAS_IMAGE = "brings an image, which no proposal can hold: import it with import_glossary"


@dataclass(frozen=True)
class Outcome:
    """How many drafts were made, how many of them changed, and how many changes proposed."""

    made: int
    changed: int
    proposed: int


@contextmanager
def content_of_database() -> Iterator[Path]:
    """The content as it is known now, with what was imported before, as a folder for a while."""
    record_site_files()
    with TemporaryDirectory(prefix="content-") as name:
        root = Path(name) / "content"
        for version in FileVersion.objects.current().exclude(packed=b"").iterator():
            path = root / version.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(version.text.encode())
        for image in TermImage.objects.select_related("term").iterator():
            folder = root / "terms" / image.term.slug
            if folder.is_dir():
                (folder / image.name).write_bytes(bytes(image.data))
        root.mkdir(exist_ok=True)
        for name in Glossary.objects.values_list("logo", "icon").first() or ():
            if name and (file := settings.CONTENT_DIR / name).is_file():
                (root / name).write_bytes(file.read_bytes())
        write_record(root, _record())
        yield root


def _record() -> dict[str, dict[str, str]]:
    """What was imported into the folder that is served, and then here."""
    return read_record(Path(settings.CONTENT_DIR)) | {
        row.key: {"slug": row.slug, "digest": row.digest, "proposed": row.proposed}
        for row in ImportedTerm.objects.all()
    }


def plan_drafts(
    path: Path, into: Path, options: Options, *, origin: Mapping[str, str], category: str
) -> Plan:
    """What the file at `path` comes to beside the content that was laid out in `into`.

    Raises ImportRefusedError and ContentError.
    """
    before = read_record(into)
    plan = plan_import(
        path,
        reader_for(path),
        options,
        into,
        origin=origin,
        category=category,
        as_drafts=True,
        most=MOST_ENTRIES,
    )
    changed = [one.slug for one in plan.changed if _brings_an_image(one, into)]
    seen = Term.objects.filter(slug__in=changed).exclude(status__in=UNFINISHED_STATES)
    left = {*seen.values_list("slug", flat=True)}
    plan.left += [Note(one.place, _HAS_IMAGE, one.slug) for one in plan.changed if one.slug in left]
    plan.changed = [one for one in plan.changed if one.slug not in left]
    plan.record |= {key: row for key, row in before.items() if row["slug"] in left}
    return plan


def _brings_an_image(change: FileChange, into: Path) -> bool:
    folder = into / "terms" / change.slug
    return not all(is_copy(folder / name, path) for name, path in change.images.items())


@transaction.atomic
def take_over(plan: Plan, by: User, note: str) -> Outcome:
    """Make drafts of what is new, change drafts, and propose changes of what readers see.

    Raises ContentError, and does nothing, where a load would refuse what would come of it.
    """
    lock_content()
    before = _record()
    write(plan)
    library = read_library(plan.folder)
    check_library(library)
    if library.problems:
        raise ContentError(library.problems)
    folders = {folder.slug: folder for folder in library.folders}
    _add_site_files(plan, library, by, note)
    _add_drafts([folders[change.slug] for change in plan.made], by, note)
    terms = Term.objects.in_bulk([change.slug for change in plan.changed], field_name="slug")
    proposed: set[str] = set()
    for change in plan.changed:
        term = terms[change.slug]
        if term.is_settled:
            propose(term, current_texts(term.slug), {"term.md": change.text}, by, note)
            proposed.add(term.slug)
        else:
            load_images([(folders[term.slug], term)])
            save_texts(term, {"term.md": change.text}, by, note=note, keeps_state=True)
    _remember(plan, before, proposed)
    return Outcome(len(plan.made), len(plan.changed) - len(proposed), len(proposed))


def _add_site_files(plan: Plan, library: Library, by: User, note: str) -> None:
    """The source that the entries cite, and categories that are new."""
    if "sources.yaml" in plan.site_files:
        add_sources(library)
    if "categories.yaml" in plan.site_files:
        add_categories(library)
    add_versions(
        NewVersion(name, text, How.EDITED, by, note[:300]) for name, text in plan.site_files.items()
    )


def _add_drafts(folders: list[TermFolder], by: User, note: str) -> None:
    """Terms that there were not, all at once: one after the other each would be linked anew."""
    categories = {row.slug: row for row in Category.objects.all()}
    sources = {row.key: row for row in Source.objects.all()}
    made = []
    for folder in folders:
        term = Term(slug=folder.slug)
        fill_term(folder, term, categories)
        term.content_digest, term.edited_at = "", timezone.now()
        made.append(term)
    Term.objects.bulk_create(made, batch_size=500)
    terms = {row.slug: row for row in Term.objects.only("slug")}
    written = list(zip(folders, made, strict=True))
    relations = ("aliases", *COMPARED, *(part.relation for part in row_parts()))
    prefetch_related_objects(made, *relations)
    load_sections(written, terms=terms, sources=sources)
    load_images(written)
    for folder, term in written:
        if replaced_by := specified(folder.term).replaced_by:
            Term.objects.filter(pk=term.pk).update(replaced_by=terms[replaced_by])
    add_versions(
        NewVersion(content_path(one.slug, "term.md"), one.front.text, How.EDITED, by, note[:300])
        for one in folders
    )
    count_all_words([term.pk for term in made])
    terms_changed([term.pk for term in made])


def _remember(plan: Plan, before: dict[str, dict[str, str]], proposed: set[str]) -> None:
    rows = []
    for key, now in plan.record.items():
        was = before.get(key)
        row = ImportedTerm(key=key, slug=now["slug"], digest=now["digest"])
        if was and now["slug"] in proposed:
            row.digest, row.proposed = was["digest"], now["digest"]
        elif was and was["digest"] == now["digest"]:
            row.proposed = was.get("proposed", "")
        rows.append(row)
    ImportedTerm.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["slug", "digest", "proposed"],
    )
