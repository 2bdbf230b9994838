"""Edits made in the admin against files that changed too: found, shown, and settled."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path

from authoring.files.image_files import ImageFile
from authoring.files.library import ContentError, Library
from authoring.files.reading import Document, Problem
from authoring.history import files
from authoring.history.edits import record_term
from authoring.history.versions import (
    How,
    NewVersion,
    add_versions,
    file_name,
    last_loaded,
    removed_since,
    stored_path,
)
from authoring.models import FileVersion
from terms.models import Term, TermImage

_FROM_FILES = (How.LOADED, How.REMOVED)
_STATE = ("status", "publish_on", "replaced_by")


class Winner(StrEnum):
    """Who is right about a file that was edited in the admin and has changed too."""

    THEIRS = "theirs"
    OURS = "ours"


@dataclass(frozen=True)
class Conflict:
    """A file that was edited in the admin and says something else now."""

    document: Document
    edit: FileVersion

    @property
    def problem(self) -> Problem:
        message = (
            f"was edited in the admin on {self.edit.made_at:%Y-%m-%d %H:%M} UTC, and the "
            "file has changed too; --theirs loads the file, --ours keeps the edit"
        )
        return Problem(self.document.path, 1, "", message)

    @property
    def difference(self) -> str:
        """What separates the edit from the file, as a unified diff that says who edited."""
        who = f" by {self.edit.made_by}" if self.edit.made_by else ""
        lines = unified_diff(
            self.edit.text.splitlines(),
            self.document.text.splitlines(),
            f"{self.document.path} as edited{who}",
            self.document.path,
            lineterm="",
        )
        return "\n".join(lines)


class ConflictError(ContentError):
    """Edits made in the admin whose files have changed too."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__([conflict.problem for conflict in conflicts])
        self.conflicts = conflicts


def settle(library: Library, winner: Winner | None) -> bool:
    """Put each edit into the library in place of its file, where the edit stands; whether any does.

    It stands where the file says what it said when it was last loaded, even if it was away since,
    and with `OURS` against a file that changed; that file is then noted, so that it is asked about
    only when it changes again.
    Raises ConflictError without a `winner`.
    """
    for term in Term.objects.exclude(edited_at=None):
        record_term(term)
    if winner is Winner.THEIRS:
        return False
    edits = FileVersion.objects.current().exclude(how__in=_FROM_FILES).select_related("made_by")
    edited = {version.path: version for version in edits}
    documents = {stored_path(one): one for one in reversed(list(library.documents))}
    met = [Conflict(documents[path], edited[path]) for path in edited if path in documents]
    loaded, away = last_loaded(edited), removed_since(edited)
    same = [one for one in met if one.document.digest == loaded.get(one.edit.path)]
    changed = [one for one in met if one.document.digest != loaded.get(one.edit.path)]
    conflicts = [one for one in changed if not _is_taken_over(one)]
    if conflicts and winner is None:
        raise ConflictError(conflicts)
    against = [*(one for one in same if one.edit.path in away), *conflicts]
    texts = {path: edit.text for path, edit in edited.items() if path not in documents}
    texts |= {one.edit.path: one.edit.text for one in same}
    texts |= {one.edit.path: _text_to_keep(one, away) for one in against}
    _keep(against, texts)
    for path, text in texts.items():
        library.put(path, text)
    _keep_images(library, texts)
    return bool(texts)


def _keep_images(library: Library, edited: Collection[str]) -> None:
    """An edit of a `term.md` may show images that were put in with it, and are in no folder yet."""
    for folder in library.folders:
        if f"terms/{folder.slug}/term.md" in edited:
            there = {image.name for image in folder.images}
            rows = TermImage.objects.filter(term__slug=folder.slug).exclude(name__in=there)
            rows = rows.order_by("name")
            kept = [ImageFile(Path(one.name), one.digest) for one in rows.only("name", "digest")]
            folder.images = sorted([*folder.images, *kept], key=lambda image: image.name)


def _is_taken_over(conflict: Conflict) -> bool:
    """Whether the file says what the edit says, be it in other words of YAML, or says nothing."""
    document, edit = conflict.document, conflict.edit
    if document.problems or document.digest == edit.digest:
        return True
    name = file_name(edit.path)
    return files.says(name, document.text) == files.says(name, edit.text)


def _text_to_keep(conflict: Conflict, away: Collection[str]) -> str:
    """What the edit says; of a term that was withdrawn while its folder was away, in the state of
    the file that came back."""
    path, text = conflict.edit.path, conflict.edit.text
    said = files.says("term.md", text) if path.endswith("/term.md") else {}
    if path not in away or said.get("status") != Term.Status.DRAFT:
        return text
    of_file = files.says("term.md", conflict.document.text)
    return files.written("term.md", text, said | {name: of_file.get(name) for name in _STATE})


def _keep(conflicts: list[Conflict], texts: Mapping[str, str]) -> None:
    """Note what the file said, and that the edit stands against it."""
    add_versions(
        NewVersion(one.edit.path, one.document.text, How.LOADED, None) for one in conflicts
    )
    add_versions(
        NewVersion(one.edit.path, texts[one.edit.path], How.KEPT, one.edit.made_by)
        for one in conflicts
    )
