"""Two changes of a term's files that were made at once: both are kept, field by field."""

from collections.abc import Mapping

from authoring.history import files
from authoring.history.saving import current_texts
from authoring.history.versions import digest_of, term_path
from authoring.models import FileVersion


class OvertakenError(Exception):
    """Somebody else changed the same fields since; `fields` says which."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def digests_of(texts: Mapping[str, str]) -> dict[str, str]:
    """What stands for the texts of files, by name, where they themselves need not be kept."""
    return {name: digest_of(text) for name, text in texts.items()}


def text_with(slug: str, name: str, digest: str) -> str:
    """What a file of the term said when it had this digest; empty where it never had."""
    version = FileVersion.objects.filter(path=term_path(slug, name), digest=digest).first()
    return version.text if version else ""


def merged_texts(slug: str, bases: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """The term's files, by name, with what `texts` change of those that had the digests `bases`.

    Where such a file has been changed since, the fields that `texts` leave alone are as they are
    now. Raises OvertakenError where both changed the same field.
    """
    now = current_texts(slug)
    return {
        name: text
        if bases.get(name, "") == (digest_of(now[name]) if name in now else "")
        else _merge(name, text_with(slug, name, bases.get(name, "")), text, now.get(name, ""))
        for name, text in texts.items()
    }


def _merge(name: str, base_text: str, text: str, now: str) -> str:
    """`now` with the fields that `text` changes, each taken as a whole."""
    base, mine, theirs = (files.says(name, one) for one in (base_text, text, now))
    changed = [field for field in base | mine if mine.get(field) != base.get(field)]
    both = [one for one in changed if theirs.get(one) not in (base.get(one), mine.get(one))]
    if both:
        raise OvertakenError(both)
    return files.written(name, now, theirs | {field: mine.get(field) for field in changed})
