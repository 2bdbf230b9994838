"""Two changes of content files that were made at once: both are kept, field by field."""

from collections.abc import Mapping, Sequence
from typing import Any

from authoring.history import files
from authoring.history.patching import merged_order
from authoring.history.saving import current_texts
from authoring.history.versions import content_path, digest_of
from authoring.models import FileVersion

_MISSING = object()


class OvertakenError(Exception):
    """Somebody else changed the same fields since; `fields` says which."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def digests_of(texts: Mapping[str, str]) -> dict[str, str]:
    """What stands for the texts of files, by name, where they themselves need not be kept."""
    return {name: digest_of(text) for name, text in texts.items()}


def text_with(slug: str, name: str, digest: str) -> str:
    """What a file of a term or assessment said when it had this digest; empty if it never had."""
    version = FileVersion.objects.filter(path=content_path(slug, name), digest=digest).first()
    return version.text if version else ""


def merged_texts(slug: str, bases: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """The files, by name, with what `texts` change of those that had the digests `bases`.

    Where such a file has been changed since, what `texts` leave alone is as it is now: each field,
    and of a list whose entries have keys each field of each entry. Raises OvertakenError where both
    changed the same.
    """
    now = current_texts(slug, texts)
    return {
        name: text
        if bases.get(name, "") == (digest_of(now[name]) if name in now else "")
        else _merge(name, text_with(slug, name, bases.get(name, "")), text, now.get(name, ""))
        for name, text in texts.items()
    }


def _merge(name: str, base_text: str, text: str, now: str) -> str:
    """`now` with what `text` changes."""
    base, mine, theirs = (files.says(name, one) for one in (base_text, text, now))
    merged, both = merge_mappings(base, mine, theirs)
    if both:
        raise OvertakenError(both)
    return files.written(name, now, merged)


def merge_mappings(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], place: str = ""
) -> tuple[dict[str, Any], list[str]]:
    """What `mine` and `theirs` make of `base` together, and the places that both changed."""
    merged, both = dict(theirs), []
    for name in dict.fromkeys((*base, *mine, *theirs)):
        was, my, their = (one.get(name, _MISSING) for one in (base, mine, theirs))
        if my in (was, their):
            continue
        here = f"{place}{name}"
        if their == was:
            merged[name] = my
        elif keys := _keys(was, my, their):
            merged[name], inner = _merge_lists(keys, was, my, their, here)
            both += inner
        else:
            both.append(here)
    return {name: value for name, value in merged.items() if value is not _MISSING}, both


def _keys(*lists: Any) -> list[list[str]]:
    """The keys of the entries of each list; nothing where one has an entry without a key."""
    if not all(isinstance(one, list) for one in lists):
        return []
    keys = [[row.get("key", "") if isinstance(row, dict) else "" for row in one] for one in lists]
    return keys if all(all(some) and len({*some}) == len(some) for some in keys) else []


def _merge_lists(
    keys: Sequence[list[str]], base: list[Any], mine: list[Any], theirs: list[Any], place: str
) -> tuple[list[Any], list[str]]:
    """The entries that both leave, each merged, in the order of whoever has moved some."""
    rows: list[dict[str, Any]] = [
        dict(zip(some, entries, strict=True))
        for some, entries in zip(keys, (base, mine, theirs), strict=True)
    ]
    merged: dict[str, Any] = {}
    both: list[str] = []
    for key in dict.fromkeys((*keys[2], *keys[1])):
        here, (was, my, their) = f"{place}.{key}", (some.get(key) for some in rows)
        if my in (was, their):
            merged[key] = their
        elif their == was:
            merged[key] = my
        elif was is None or my is None or their is None:
            both.append(here)
        else:
            merged[key], inner = merge_mappings(was, my, their, f"{here}.")
            both += inner
    moved = [[one for one in keys[0] if one in some] != _among(keys[0], some) for some in keys[1:]]
    if all(moved):
        both.append(place)
    first, second = (keys[1], keys[2]) if moved[0] else (keys[2], keys[1])
    order = merged_order(first, [one for one in second if one in first or one not in keys[0]])
    return [merged[key] for key in order if merged.get(key) is not None], both


def _among(known: Sequence[str], keys: Sequence[str]) -> list[str]:
    return [one for one in keys if one in known]
