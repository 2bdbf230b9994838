"""Edits made in the admin against files that changed too: found, shown, and settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from enum import StrEnum

from authoring import specs
from authoring.history import files
from authoring.history.edits import record_term
from authoring.history.versions import (
    How,
    NewVersion,
    add_versions,
    last_loaded,
    stored_path,
)
from authoring.library import ContentError, Library
from authoring.models import FileVersion
from authoring.reading import Document, Problem, parse_yaml
from authoring.values import Spec
from terms.models import Term

_FROM_FILES = (How.LOADED, How.REMOVED)
_SPECS: Mapping[str, type[Spec]] = {
    "maturity.yaml": specs.TermMaturitySpec,
    "cost.yaml": specs.CostSpec,
    "site.yaml": specs.SiteSpec,
    "sources.yaml": specs.SourcesSpec,
    "categories.yaml": specs.CategoriesSpec,
}


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
        who = f" by {self.edit.made_by}" if self.edit.made_by else ""
        message = (
            f"was edited in the admin{who} on {self.edit.made_at:%Y-%m-%d %H:%M} UTC, and the "
            "file has changed too; --theirs loads the file, --ours keeps the edit"
        )
        return Problem(self.document.path, 1, "", message)

    @property
    def difference(self) -> str:
        """What separates the edit from the file, as a unified diff."""
        lines = unified_diff(
            self.edit.text.splitlines(),
            self.document.text.splitlines(),
            f"{self.document.path} as edited",
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

    It stands where the file says what it said at the last load, and with `OURS` against a file
    that changed; that file is then noted, so that it is asked about only when it changes again.
    Raises ConflictError without a `winner`.
    """
    _remember_what_was_loaded(library)
    for term in Term.objects.exclude(edited_at=None):
        record_term(term)
    if winner is Winner.THEIRS:
        return False
    edits = FileVersion.objects.current().exclude(how__in=_FROM_FILES).select_related("made_by")
    edited = {version.path: version for version in edits}
    loaded = last_loaded(edited)
    standing, conflicts = [], []
    documents = {stored_path(one): one for one in reversed(list(library.documents))}
    for path, edit in edited.items():
        document = documents.get(path)
        if document is None or document.digest == loaded.get(path):
            standing.append(edit)
        elif document.problems or document.digest == edit.digest or _agree(document, edit):
            continue
        else:
            conflicts.append(Conflict(document, edit))
    if conflicts and winner is None:
        raise ConflictError(conflicts)
    _keep(conflicts)
    kept = [*standing, *(conflict.edit for conflict in conflicts)]
    for edit in kept:
        library.put(edit.path, edit.text)
    return bool(kept)


def _remember_what_was_loaded(library: Library) -> None:
    """Versions for files that were loaded by a release that kept none."""
    known = FileVersion.objects.filter(path__startswith="terms/").values_list("path", flat=True)
    unknown = {path.split("/")[1] for path in known}.isdisjoint
    loaded = dict(Term.objects.exclude(content_digest="").values_list("slug", "content_digest"))
    add_versions(
        NewVersion(stored_path(document), document.text, How.LOADED)
        for folder in library.folders
        if loaded.get(folder.slug) == folder.digest and unknown([folder.slug])
        for document in folder.documents
    )


def _agree(document: Document, edit: FileVersion) -> bool:
    """Whether the file has taken over the edit, be it in other words of YAML."""
    name = edit.path.rpartition("/")[2]
    if name == "term.md":
        return files.term_says(document.text) == files.term_says(edit.text)
    other = parse_yaml(Document(document.path, text=edit.text))
    return name in _SPECS and files.said(document, _SPECS[name]) == files.said(other, _SPECS[name])


def _keep(conflicts: list[Conflict]) -> None:
    """Note what the file said, and that the edit stands against it."""
    add_versions(
        NewVersion(one.edit.path, one.document.text, How.LOADED, None) for one in conflicts
    )
    add_versions(
        NewVersion(one.edit.path, one.edit.text, How.KEPT, one.edit.made_by) for one in conflicts
    )
