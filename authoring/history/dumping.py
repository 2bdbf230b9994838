"""The content folder written back from the database, byte for byte."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import transaction

from authoring.files.reading import Problem
from authoring.history.edits import record_site_files, record_term
from authoring.history.unchanged import changed_terms, read_checked
from authoring.history.versions import content_path
from authoring.models import FileVersion
from maturity.models import MaturityModel
from quizzes.models import Quiz
from terms.models import Term, TermImage


class UnknownFilesError(Exception):
    """Files that say what no version says; to write over them would lose it."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(f"{len(paths)} files say what was never loaded")
        self.paths = paths


@dataclass
class Dumped:
    """How many files were written, unchanged and deleted, and why the folder would not load."""

    counts: Counter[str]
    problems: list[Problem] = field(default_factory=list)


def dump(folder: Path, *, overwrite: bool = False) -> Dumped:
    """Write the latest version of every file to `folder`, and delete what was removed.

    A file that already says the same is not touched. What the admin lets through loads; of content
    from before that was so, or beside files that were never loaded, the problems say what to mend.
    Raises UnknownFilesError, and writes nothing, where a file of the folder says what no
    version ever said, unless it may be overwritten.
    """
    with transaction.atomic():
        for term in Term.objects.exclude(edited_at=None):
            record_term(term)
        record_site_files()
    versions = list(FileVersion.objects.current().order_by("path"))
    images = _images(versions)
    if not overwrite:
        _refuse_unknown(folder, versions, images)
    counts = Counter(_write(folder / version.path, version.text.encode()) for version in versions)
    counts += Counter(
        _write(folder / path, bytes(TermImage.objects.values_list("data", flat=True).get(pk=pk)))
        for path, (pk, _) in images.items()
    )
    return Dumped(counts, _problems(folder) if versions else [])


def _problems(folder: Path) -> list[Problem]:
    """As a load of the folder would report them, and what was made without a file."""
    library = read_checked(folder, changed_terms(folder))
    return [*library.problems, *_without_file()]


def _without_file() -> Iterator[Problem]:
    """What older releases let people make in the admin alone."""
    for quiz in Quiz.objects.filter(is_current=True, content_digest="").select_related("term"):
        path = content_path(quiz.term.slug, "quiz.yaml")
        yield Problem(path, 1, "", "the quiz was made in the admin and has no file")
    for model in MaturityModel.objects.filter(is_current=True, content_digest=""):
        path = f"maturity/{model.slug}.yaml"
        yield Problem(path, 1, "", "the assessment was made in the admin and has no file")


def _images(versions: Iterable[FileVersion]) -> dict[str, tuple[int, str]]:
    """Number and digest of each image, by its path, of the terms that have a file."""
    paths = [version.path.split("/") for version in versions if version.text]
    slugs = {path[1] for path in paths if path[0] == "terms"}
    rows = TermImage.objects.filter(term__slug__in=slugs).order_by("term__slug", "name")
    found = rows.values_list("pk", "term__slug", "name", "digest")
    return {f"terms/{slug}/{name}": (pk, digest) for pk, slug, name, digest in found}


def _refuse_unknown(
    folder: Path, versions: list[FileVersion], images: Mapping[str, tuple[int, str]]
) -> None:
    found = {
        path: hashlib.sha256((folder / path).read_bytes()).hexdigest()
        for path in (*(version.path for version in versions), *images)
        if (folder / path).is_file()
    }
    # Under whatever path: a folder that was renamed since has taken its versions with it.
    known = set(FileVersion.objects.values_list("digest", flat=True).iterator())
    known.update(digest for _, digest in images.values())
    if unknown := [path for path, digest in found.items() if digest not in known]:
        raise UnknownFilesError(unknown)


def _write(path: Path, data: bytes) -> str:
    """Says `written`, `unchanged`, `deleted` or `absent`; a crash leaves the old file whole."""
    if not data:
        if not path.exists():
            return "absent"
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
        return "deleted"
    if path.is_file() and path.read_bytes() == data:
        return "unchanged"
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as new:
        new.write(data)
        new.flush()
        os.fsync(new.fileno())
    Path(new.name).chmod(0o644)
    Path(new.name).replace(path)
    return "written"
