"""Whether there is anything to load: asked of the files' digests, before one is parsed."""

import hashlib
from pathlib import Path

from authoring.files.discovery import files_to_read
from authoring.files.library import RENDERING
from authoring.files.reading import UnreadableError, has_link, read_bytes
from authoring.history.versions import How, last_loaded
from authoring.models import FileVersion
from maturity.models import MaturityModel
from terms.models import Glossary, Term, TermImage


def is_as_loaded(root: Path) -> bool:
    """Whether every file under `root` is what the last load read, and all that it made is there.

    Where a term was edited in the admin, or a file cannot be read, the load itself has to look.
    """
    versions = FileVersion.objects.current().exclude(how=How.REMOVED)
    terms = Term.objects.exclude(content_digest="")
    assessments = MaturityModel.objects.current().exclude(content_digest="")
    known = dict(versions.filter(how=How.LOADED).values_list("path", "digest"))
    known |= last_loaded(versions.exclude(how=How.LOADED).values_list("path", flat=True))
    images = TermImage.objects.exclude(term__content_digest="")
    for slug, name, digest in images.values_list("term__slug", "name", "digest"):
        known[f"terms/{slug}/{name}"] = digest
    found = {str(path.relative_to(root)): _digest(path, root) for path in files_to_read(root)}
    folders = {path.split("/")[1] for path in found if path.startswith("terms/")}
    settled = terms.filter(edited_at=None, content_digest__startswith=RENDERING)
    return (
        found == known
        and Glossary.objects.exists()
        and len(folders) == settled.count() == terms.count()
        and assessments.count() == sum(path.startswith("maturity/") for path in found)
    )


def _digest(path: Path, root: Path) -> str:
    """As a `Document` counts it, whose text is UTF-8; none of a link or of what cannot be read."""
    try:
        return "" if has_link(path, root) else hashlib.sha256(read_bytes(path, root)).hexdigest()
    except UnreadableError:
        return ""
