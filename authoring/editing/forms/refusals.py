"""Why files would not load, said to somebody who sees a form: by its headings, at its fields."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext

from authoring.editing.forms.form_sections import form_sections, key_of_field, key_of_model
from authoring.files.reading import FIELD_REQUIRED, Problem
from terms.models import Alias, Term
from terms.sections.page_prose import model_of
from terms.sections.registry import parts

_COLUMNS = {"term": "target", "updated": "updated_on"}
"""Fields of the files that have another name in the form."""


@dataclass
class Refusals:
    """What is wrong: in a line each above the form, and at each field and row."""

    reasons: list[str] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    rows: dict[type[Model], list[tuple[int, str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    sections: set[str] = field(default_factory=set)
    """The keys of the sections to be opened."""


def refusals_of(problems: Iterable[Problem], forms: Mapping[str, Sequence[int]]) -> Refusals:
    """The problems at their places; `forms` has the form's number of each row, by relation."""
    found = Refusals()
    for problem in problems:
        _refuse(found, problem, forms)
    return found


def _refuse(found: Refusals, problem: Problem, forms: Mapping[str, Sequence[int]]) -> None:
    file, place = problem.path.rpartition("/")[2], tuple(problem.field.split("."))
    message = advice(problem.message)
    if file == "quiz.yaml":
        where = gettext("line %(number)s") % {"number": problem.line}
        words = f"{where}, {problem.field}: {message}" if problem.field else f"{where}: {message}"
        _at_field(found, "quiz", words)
    elif row := _row_at(file, place):
        _at_row(found, row, message, forms)
    elif (name := _COLUMNS.get(place[0], place[0])) in {f.name for f in Term._meta.concrete_fields}:
        _at_field(found, name, message)
    else:
        found.reasons.append(f"{problem.field or file}: {message}")


@dataclass(frozen=True)
class _Row:
    """A row of a list in a file, or the list itself, and the field of it that is wrong."""

    model: type[Model]
    relation: str
    at: int | None
    column: str


def _row_at(file: str, place: tuple[str, ...]) -> _Row | None:
    if file == "term.md" and place[0] == "aliases":
        return _row(Alias, "aliases", place[1:])
    known = [part for _section, part in parts() if part.has_form_rows and part.file == file]
    for part in sorted(known, key=lambda part: -len(part.place)):
        if place[: len(part.place)] == part.place:
            rest = place[len(part.place) :]
            return _row(model_of(part), part.relation, ("0", *rest) if part.is_single else rest)
    return None


def _row(model: type[Model], relation: str, rest: tuple[str, ...]) -> _Row:
    columns = {one.name for one in model._meta.concrete_fields}
    at = int(rest[0]) if rest and rest[0].isdecimal() else None
    inner = rest[1:] or ("",)
    wanted = ("_".join(inner[:2]), inner[0], f"{inner[0]}_low", _COLUMNS.get(inner[0], ""))
    return _Row(model, relation, at, next((name for name in wanted if name in columns), ""))


def _at_field(found: Refusals, name: str, message: str) -> None:
    key = key_of_field(name)
    found.sections.add(key)
    found.fields.append((name, message))
    titles = {one.key: str(one.title) for one in form_sections()}
    label = titles[key] if key in titles and name not in _own_labels() else ""
    found.reasons.append(_line(key, label or _label(Term, name), message))


def _own_labels() -> set[str]:
    """Fields whose own label says more than the title of their section."""
    return {name for one in form_sections() if one.key in ("first", "state") for name in one.fields}


def _at_row(found: Refusals, row: _Row, message: str, forms: Mapping[str, Sequence[int]]) -> None:
    key = key_of_model(row.model)
    section = next(one for one in form_sections() if one.key == key)
    found.sections.add(key)
    words = [str(section.title)]
    if len(section.models) > 1:
        words.append(capfirst(str(row.model._meta.verbose_name)))
    if row.at is not None:
        numbers = forms.get(row.relation, ())
        number = numbers[row.at] if row.at < len(numbers) else row.at
        found.rows[row.model].append((number, row.column, message))
        words.append(gettext("entry %(number)s") % {"number": row.at + 1})
    if row.column:
        words.append(_label(row.model, row.column))
    found.reasons.append(_line(key, ", ".join(words), message))


def _label(model: type[Model], name: str) -> str:
    field = model._meta.get_field(name)
    return capfirst(str(getattr(field, "verbose_name", name)))


def _line(key: str, place: str, message: str) -> str:
    return format_html('<a href="#section-{}">{}</a>: {}', key, place, message)


def advice(message: str) -> str:
    """The message of a problem; where it says only what is not there, with what to do."""
    known = {
        "is missing": gettext("is missing. Write it, or keep the term a draft."),
        FIELD_REQUIRED: gettext("is missing. Write it, or delete the entry."),
    }
    if message.startswith("String should match pattern '^[a-z0-9]+(?:-"):
        return gettext("use lower-case letters, digits and single hyphens")
    if found := re.match(r"(?P<what>.+): it reads like \D*(?P<at>\d+)", message):
        entry = gettext("entry %(number)s") % {"number": int(found["at"]) + 1}
        return gettext("%(what)s: write something else than in %(entry)s") % {
            "what": found["what"],
            "entry": entry,
        }
    return known.get(message, message)


def numbers_of_rows(said: Mapping[str, list[Any]], formsets: Iterable[Any]) -> dict[str, list[int]]:
    """By relation the number of the form that each row stands in, in the order of the file."""
    return {
        prefix: [
            next((at for at, one in enumerate(formset.forms) if one.instance is row), 0)
            for row in said[prefix]
        ]
        for formset in formsets
        if (prefix := formset.get_default_prefix()) in said
    }
