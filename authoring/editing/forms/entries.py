"""A content file as a form sends it: a mapping is an entry, and holds fields and lists of entries.

What a browser sends for the second option of the first question begins with
`questions-0-options-1-`, as a problem in the file is found at `questions.0.options.1`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from authoring.history.patching import merged_order
from authoring.history.rows import Plain
from authoring.importing.composing import distinct, slug_of
from authoring.specs.quiz import QUESTION_SPECS, QuestionSpec
from authoring.specs.term import is_list, mapping_in
from authoring.specs.values import Spec

MOST_ROWS = 200
"""Rows that one list of a form may have, so that no form makes endless work."""
KEY_WORDS = 6
KEPT = ("was",)
"""What a file says that no form asks for."""
_NAMED_BY = ("stem", "title", "text")
"""What the key of an entry is made of, where its author leaves that to us."""


@dataclass
class Entry:
    """A mapping of a file: what it says, and the entries of its lists.

    `was` is its place in the list as the form was drawn, none of a new one. One that is not open
    was not sent, and says what it said.
    """

    spec: type[Spec]
    said: Plain
    lists: dict[str, list[Entry]]
    order: tuple[str, ...] = ()
    """The fields as the file had them."""
    was: int | None = None
    is_open: bool = True
    sent_as: int | None = None
    """Its place in the form that was sent."""

    @property
    def data(self) -> Plain:
        """The mapping as the file holds it, with its fields in the order that they had there."""
        whole = self.said | {
            name: [row.data for row in rows] for name, rows in self.lists.items() if rows
        }
        known = [name for name in self.order if name in whole]
        wanted = [name for name in self.spec.model_fields if name in whole]
        return {name: whole[name] for name in merged_order(known, wanted)}

    def places(self, prefix: str = "") -> Iterator[tuple[str, Entry]]:
        """Every entry below this one by what its fields' names begin with."""
        for name, rows in self.lists.items():
            for place, row in enumerate(rows):
                yield f"{prefix}{name}-{place}", row
                yield from row.places(f"{prefix}{name}-{place}-")


def spec_for(spec: type[Spec], data: Mapping[str, Any]) -> type[Spec]:
    """The spec of an entry: of a question that of its kind."""
    if not issubclass(spec, QuestionSpec):
        return spec
    kind = data.get("kind") or QuestionSpec.model_fields["kind"].default
    return QUESTION_SPECS.get(str(kind), spec)


def lists_of(spec: type[Spec]) -> dict[str, type[Spec]]:
    """The fields of a spec that hold lists of mappings, with what each of these is."""
    found = {name: _rows_in(info.annotation) for name, info in spec.model_fields.items()}
    return {name: inner for name, inner in found.items() if inner}


def _rows_in(annotation: Any) -> type[Spec] | None:
    if is_list(annotation):
        return mapping_in(annotation)
    return next(filter(None, map(_rows_in, get_args(annotation))), None)


def of_file(spec: type[Spec], data: Plain, open_: Collection[str] = ()) -> Entry:
    """The entry of a whole file; of its own entries those are open whose prefix is in `open_`."""
    whole = _of(spec, data, None)
    for name, rows in whole.lists.items():
        for place, row in enumerate(rows):
            row.is_open = f"{name}-{place}" in open_
    return whole


def _of(spec: type[Spec], data: Plain, was: int | None) -> Entry:
    spec = spec_for(spec, data)
    inner = lists_of(spec)
    lists = {
        name: [_of(row, one, place) for place, one in enumerate(data.get(name) or ())]
        for name, row in inner.items()
    }
    said = {name: value for name, value in data.items() if name not in inner}
    return Entry(spec, said, lists, tuple(data), was)


def sent(spec: type[Spec], post: Mapping[str, Any], before: Plain, open_: Collection[str]) -> Entry:
    """The entry of a whole file as a form sends it that was drawn of `before`.

    Rows stand by their positions, the lowest first; those that are to be deleted are left out.
    """
    whole = _sent(spec, post, "", before, None)
    for name, inner in lists_of(spec).items():
        old = before.get(name) or []
        whole.lists[name] = []
        for prefix, was in _rows_sent(post, name, old):
            if is_closed := was is not None and prefix not in open_:
                row = _of(inner, old[was], was)
            else:
                row = _sent(inner, post, f"{prefix}-", {} if was is None else old[was], was)
            row.is_open, row.sent_as = not is_closed, int(prefix.rpartition("-")[2])
            whole.lists[name].append(row)
    return whole


def _sent(
    spec: type[Spec], post: Mapping[str, Any], prefix: str, before: Plain, was: int | None
) -> Entry:
    kind = post.get(f"{prefix}kind", before.get("kind"))
    spec = spec_for(spec, {"kind": kind})
    inner = lists_of(spec)
    said = {name: value for name, value in before.items() if name not in inner}
    for name, info in spec.model_fields.items():
        if name in inner or name in KEPT:
            continue
        value = _value_sent(info, post, f"{prefix}{name}", before.get(name))
        if value in (None, "", []):
            said.pop(name, None)
        else:
            said[name] = value
    old = {name: before.get(name) or [] for name in inner}
    lists = {
        name: [
            _sent(row, post, f"{at}-", {} if place is None else old[name][place], place)
            for at, place in _rows_sent(post, f"{prefix}{name}", old[name])
        ]
        for name, row in inner.items()
    }
    return Entry(spec, said, lists, tuple(before), was)


def _rows_sent(post: Mapping[str, Any], name: str, old: list[Any]) -> list[tuple[str, int | None]]:
    """By position the prefix of each row that was sent and stays, and the place that it had."""
    total = post.get(f"{name}-TOTAL")
    if total is None:
        return [(f"{name}-{at}", at) for at in range(len(old))]
    found = []
    for at in range(min(_number(total) or 0, MOST_ROWS)):
        prefix = f"{name}-{at}"
        if post.get(f"{prefix}-DELETE"):
            continue
        was, place = (_number(post.get(f"{prefix}-{one}")) for one in ("was", "position"))
        known = was if was is not None and was < len(old) else None
        found.append((at if place is None else place, prefix, known))
    return [(prefix, was) for _place, prefix, was in sorted(found, key=lambda one: one[0])]


def _number(text: Any) -> int | None:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 9 else None


def _value_sent(info: FieldInfo, post: Mapping[str, Any], name: str, before: Any) -> Any:
    """The value that was sent; as the file spells it where it means the same."""
    kind = value_type(info)
    text = post.get(name)
    if kind is bool and not info.is_required():
        return before if (before or False) == (name in post) else name in post or None
    if text is None:
        return before
    text = "\n".join(line.rstrip() for line in str(text).splitlines()).strip()
    if before is not None and text == as_text(before):
        return before
    if kind is list:
        return [line.strip() for line in text.splitlines() if line.strip()]
    if kind is bool:
        return {"true": True, "false": False}.get(text)
    if kind is int and text.isdecimal() and len(text) < 19:
        return int(text)
    if kind in (Decimal, Fraction) and _is_plain_number(text):
        return Decimal(text)
    return text


def _is_plain_number(text: str) -> bool:
    return len(text) < 30 and text.replace(".", "", 1).replace("-", "", 1).isdecimal()


def as_text(value: Any) -> str:
    """A value of a file as a field shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "\n".join(map(str, value))
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()


def value_type(info: FieldInfo) -> type:
    """What a field holds: a text, a list of texts, yes or no, or one of the kinds of numbers."""
    found = [_core(one) for one in (info.annotation, *get_args(info.annotation))]
    return next((one for one in (bool, int, Decimal, Fraction, list) if one in found), str)


def _core(annotation: Any) -> Any:
    origin = get_origin(annotation)
    if origin is list or origin is Literal:
        return origin
    return _core(get_args(annotation)[0]) if hasattr(annotation, "__metadata__") else annotation


def metadata_of(info: FieldInfo) -> list[Any]:
    """What is said of a field beside its type, also where it may be left out."""
    inner = (getattr(one, "__metadata__", ()) for one in get_args(info.annotation))
    return [*info.metadata, *(one for some in inner for one in some)]


def give_keys(whole: Entry) -> None:
    """A key to each entry that needs one and was sent without."""
    entries = [one for _prefix, one in whole.places()]
    taken = {str(one.said["key"]) for one in entries if "key" in one.said}
    for entry in entries:
        if "key" in entry.spec.model_fields and not entry.said.get("key"):
            words = next((str(entry.said[name]) for name in _NAMED_BY if name in entry.said), "")
            if not words:
                continue
            key = slug_of(" ".join(words.split()[:KEY_WORDS]), "entry")
            key = distinct(key if key.isascii() else "entry", taken)
            taken.add(key)
            entry.said["key"] = key


def add_row(whole: Entry, place: str, data: Plain) -> str:
    """One more row at the end of the list with this prefix; returns the row's own prefix.

    Nothing is added, and nothing returned, where there is no such list.
    """
    owner, _, name = place.rpartition("-")
    entry = dict(whole.places()).get(owner) if owner else whole
    inner = lists_of(entry.spec).get(name) if entry else None
    if entry is None or inner is None:
        return ""
    entry.lists[name].append(_of(inner, data, None))
    return f"{place}-{len(entry.lists[name]) - 1}"
