"""Paths of the content folder written to their rows; who follows one stays on it."""

from collections.abc import Iterable, Mapping

from authoring.files.library import PathFile, specified
from authoring.load.term_sections import sync_rows
from paths.models import Path, PathStep
from terms.models import Term


def load_path(file: PathFile, terms: Mapping[str, Term]) -> str:
    """The path at the file's state; says `created`, `updated` or `unchanged`."""
    spec, known = specified(file.spec), Path.objects.filter(slug=file.slug).first()
    if known and known.is_current and known.content_digest == file.document.digest:
        return "unchanged"
    values = spec.model_dump(exclude={"was", "steps"})
    values |= {"is_current": True, "content_digest": file.document.digest}
    path, is_new = Path.objects.update_or_create(slug=file.slug, defaults=values)
    rows = [
        {"term_id": terms[step.term].pk, "position": position, "reason": step.reason}
        for position, step in enumerate(spec.steps, start=1)
    ]
    steps = PathStep.objects.filter(path=path)
    PathStep.objects.bulk_create(sync_rows(steps, {"path": path}, "term_id", rows))
    return "created" if is_new else "updated"


def withdraw_paths(present: Iterable[str]) -> int:
    """Offer no path whose file is gone; what learners did on it stays. Returns how many went."""
    return Path.objects.current().exclude(slug__in=list(present)).update(is_current=False)
