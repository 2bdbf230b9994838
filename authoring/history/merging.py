"""Two changes of a term's files that were made at once: both are kept, field by field."""

from collections.abc import Mapping
from typing import Any

from authoring.files.reading import Document, parse_yaml
from authoring.history import files
from authoring.history.saving import current_texts
from authoring.history.versions import digest_of, term_path
from authoring.models import FileVersion
from authoring.specs import term as term_specs


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
    base, mine, theirs = (_fields(name, one) for one in (base_text, text, now))
    changed = [field for field in base | mine if mine.get(field) != base.get(field)]
    both = [
        field
        for field in changed
        if theirs.get(field) != base.get(field) and theirs.get(field) != mine.get(field)
    ]
    if both:
        raise OvertakenError([field[1] for field in both])
    merged = {field: value for field, value in theirs.items() if field not in changed}
    return _written(name, now, merged | {field: mine[field] for field in changed if field in mine})


def _fields(name: str, text: str) -> dict[tuple[str, str], Any]:
    if name in files.SPECS:
        parts = {"": files.said(parse_yaml(Document("", text=text)), files.SPECS[name])}
    else:
        parts = dict(zip(("front", "prose"), files.term_says(text), strict=True))
    return {(part, field): value for part, data in parts.items() for field, value in data.items()}


def _written(name: str, now: str, fields: Mapping[tuple[str, str], Any]) -> str:
    def part(wanted: str) -> dict[str, Any]:
        return {field: value for (part, field), value in fields.items() if part == wanted}

    if name in files.SPECS:
        order = files.SPECS[name].model_fields
        data = part("")
        return files.yaml_file(
            now, files.SPECS[name], {one: data[one] for one in order if one in data}
        )
    front = part("front")
    ordered = {one: front[one] for one in term_specs.TermSpec.model_fields if one in front}
    return files.term_file(now, ordered, part("prose"))
