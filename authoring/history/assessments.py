"""The file of an assessment saved: the way from its text to a version and its rows."""

from django.contrib.auth.models import User
from django.db import transaction

from authoring.files.cross_checks import check_assessment
from authoring.files.discovery import ASSESSMENT
from authoring.files.library import ContentError, MaturityFile
from authoring.files.reading import Document
from authoring.history.saving import current_texts
from authoring.history.versions import How, NewVersion, add_versions, content_path
from authoring.load.answered_content import load_maturity_model
from authoring.models import FileVersion
from glossary_site.page_cache.models import content_changed
from terms.changes import lock_content
from terms.models import Source, Term


@transaction.atomic
def save_assessment(
    slug: str, text: str, by: User | None, how: FileVersion.How = How.EDITED, note: str = ""
) -> bool:
    """Make the file of the assessment say `text`, and its rows what the file says.

    Where somebody has answered it, or began to, the rows are those of a new version.
    Returns whether anything changed. Raises ContentError with what is wrong.
    """
    lock_content()
    if text == current_texts(slug, [ASSESSMENT]).get(ASSESSMENT, ""):
        return False
    path = content_path(slug, ASSESSMENT)
    file = MaturityFile(slug, Document(f"content/{path}"))
    file.put(text)
    terms = {row.slug: row for row in Term.objects.only("slug")}
    sources = {row.key: row for row in Source.objects.all()}
    check_assessment(file, terms=set(terms), sources=set(sources))
    if file.document.problems:
        raise ContentError(file.document.problems)
    load_maturity_model(file, terms=terms, sources=sources)
    add_versions([NewVersion(path, text, how, by, note[:300])])
    content_changed()
    return True
