"""The versions of content files: looked up and added."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import F, Max

from authoring.files.discovery import ASSESSMENT, PATH
from authoring.files.library import Library
from authoring.files.reading import Document
from authoring.models import FileVersion, pack

How = FileVersion.How


@dataclass(frozen=True)
class NewVersion:
    """What a file says from now on; no text means that it is gone."""

    path: str
    text: str
    how: FileVersion.How
    by: User | None = None
    note: str = ""


def stored_path(document: Document) -> str:
    """The document's path inside the content folder."""
    return document.path.partition("/")[2]


def content_path(slug: str, name: str) -> str:
    """Inside the content folder a term's file, or that of the assessment `slug`."""
    return f"maturity/{slug}.yaml" if name == ASSESSMENT else f"terms/{slug}/{name}"


def file_name(path: str) -> str:
    """The name of the file at a path inside the content folder, as `content_path` takes it."""
    room, _, name = path.rpartition("/")
    return {"maturity": ASSESSMENT, "paths": PATH}.get(room, name)


def digest_of(text: str) -> str:
    """As a `Document` counts it."""
    return hashlib.sha256(text.encode()).hexdigest()


def latest_versions(paths: Iterable[str] | None = None) -> dict[str, FileVersion]:
    """The latest version of each file, by path, its text not yet read."""
    latest = FileVersion.objects.current().defer("packed")
    if paths is not None:
        latest = latest.filter(path__in=list(paths))
    return {version.path: version for version in latest}


def add_versions(
    news: Iterable[NewVersion], latest: Mapping[str, FileVersion] | None = None
) -> None:
    """Add a version for each file that says something new; `latest` saves looking it up."""
    news = list({new.path: new for new in news}.values())
    known = latest_versions(new.path for new in news) if latest is None else latest
    rows = [_row(new, known.get(new.path)) for new in news]
    rows = [row for row in rows if _is_news(row, known.get(row.path))]
    replaced = [row.path for row in rows if row.number > 1]
    FileVersion.objects.current().filter(path__in=replaced).update(is_latest=False)
    FileVersion.objects.bulk_create(rows)


def _row(new: NewVersion, before: FileVersion | None) -> FileVersion:
    return FileVersion(
        path=new.path,
        number=before.number + 1 if before else 1,
        digest=digest_of(new.text),
        packed=pack(new.text),
        how=new.how,
        made_by=new.by,
        note=new.note,
    )


def _is_news(row: FileVersion, before: FileVersion | None) -> bool:
    """Whether it differs from the version before; a file's own word counts even when it does not.

    When the file has taken over an edit it is the file that rules from then on.
    """
    if before is None or before.digest != row.digest:
        return True
    return row.how == How.LOADED and before.how not in (How.LOADED, How.REMOVED)


def move_versions(moves: Mapping[str, str]) -> None:
    """Let versions follow files that were renamed; the files at their old paths are gone.

    `moves` has the new path of each old one, and may go round in a circle. What stood at a new path
    before is older than what comes there.
    """
    for old, new in moves.items():
        FileVersion.objects.filter(path=old).update(path=f"-{new}")
    for new in moves.values():
        there = FileVersion.objects.filter(path=new)
        last = there.aggregate(last=Max("number"))["last"] or 0
        moved = FileVersion.objects.filter(path=f"-{new}")
        if moved.exists():
            there.update(is_latest=False)
            moved.update(path=new, number=F("number") + last)
    left = moves.keys() - moves.values()
    add_versions(NewVersion(path, "", How.REMOVED) for path in sorted(left))


def last_loaded(paths: Iterable[str]) -> dict[str, str]:
    """The digest of what each file itself said when it was last loaded, by path."""
    versions = FileVersion.objects.filter(how=How.LOADED, path__in=list(paths)).order_by("number")
    return dict(versions.values_list("path", "digest"))


def removed_since(paths: Iterable[str]) -> set[str]:
    """Those of the files that were there once and were gone when the folder was last loaded."""
    read = FileVersion.objects.filter(how__in=(How.LOADED, How.REMOVED), path__in=list(paths))
    last = dict(read.order_by("number").values_list("path", "how"))
    return {path for path, how in last.items() if how == How.REMOVED}


def remember_files(library: Library) -> None:
    """Add a version for each file that is not what it was at the last load, or that is gone."""
    latest = latest_versions()
    documents = {stored_path(one): one for one in library.documents}
    add_versions(
        (
            NewVersion(path, document.text, How.LOADED)
            for path, document in documents.items()
            if not document.is_stored
        ),
        latest,
    )
    gone = {path for path in latest.keys() - documents.keys() if not library.leaves(path)}
    news = last_loaded(gone).keys() - removed_since(gone)
    add_versions((NewVersion(path, "", How.REMOVED) for path in sorted(news)), latest)
