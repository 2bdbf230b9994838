"""How an entry of a content file is drawn as a form: its fields, their words, and its rows."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.admin.helpers import Fieldset
from django.forms.utils import ErrorDict, ErrorList
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from pydantic.fields import FieldInfo

from authoring.editing.forms.drawn import DrawnRow, DrawnRows, DrawnSection, FormSection
from authoring.editing.forms.entries import KEPT, MOST_ROWS, Entry, as_text, metadata_of, value_type
from authoring.editing.forms.refusals import advice
from authoring.files.reading import Problem
from authoring.specs.values import Spec
from glossary_site.web.forms.fields import TextField
from quizzes.kinds.registry import KINDS
from quizzes.models import Question
from terms.markdown.prose import Form
from terms.models import Source, Term
from terms.sections.registry import sections

LABELS: Mapping[str, Promise] = {
    "key": _("Key"),
    "stem": _("Question"),
    "section": _("Section of the term"),
    "text": _("Text"),
    "right": _("This is right"),
    "reason": _("Why"),
    "answer": _("The statement is"),
    "reason_true": _("Why it is true, or not"),
    "reason_false": _("Why it is false, or not"),
    "formula": _("Formula"),
    "notation": _("Written as"),
    "unit": _("Unit"),
    "tolerance": _("How far off an answer may be"),
    "name": _("Name"),
    "low": _("From"),
    "high": _("To"),
    "step": _("In steps of"),
    "cost": _("From the costs of the term"),
    "title": _("Title"),
    "term": _("Term"),
    "summary": _("Summary"),
    "method": _("How it works"),
    "minutes": _("Minutes that it takes"),
    "is_rough": _("Its result is rough"),
    "description": _("Description"),
    "question": _("Question"),
    "levels": _("Levels"),
    "level": _("Level"),
    "evidence": _("What shows it"),
    "required": _("The gate needs it"),
    "weight": _("Weight"),
    "source": _("Source"),
    "position": _("Position"),
}
HELPS: Mapping[str, Promise] = {
    "key": _(
        "Answers are kept by it: under another key they start anew. Left empty, it is made up."
    ),
    "formula": _("Such as users * price, of the numbers below."),
    "tolerance": _("A share, such as 1%. Left empty, the answer is exact."),
    "cost": _("Such as small.price_usd or example.users."),
    "levels": _("A line each, from the lowest on, of at most 160 characters."),
    "source": _("Its key in the list of sources."),
}
ROWS: Mapping[str, tuple[Promise, Promise]] = {
    "questions": (_("Question"), _("Questions")),
    "options": (_("Option"), _("Options")),
    "steps": (_("Step"), _("Steps, in the right order")),
    "parameters": (_("Number"), _("Numbers that are drawn, read or computed")),
    "dimensions": (_("Dimension"), _("Dimensions")),
    "statements": (_("Statement"), _("Statements")),
    "helps": (_("Help"), _("Where a term helps with it")),
}
_BESIDE = (
    ("low", "high", "step"),
    ("notation", "unit"),
    ("level", "weight", "required"),
    ("minutes", "is_rough"),
)
"""Fields that stand in one line."""
_SHOWN_BY = ("stem", "title", "text", "name", "term")
_NAMED_ROWS = {"term": Term, "source": Source}
_FOLDED = 8
"""A list of more rows is drawn with its rows closed, and so are rows with lists of their own."""

Errors = Mapping[str, list[str]]
"""What is wrong, by what the fields' names begin with; `questions-0` is about that entry."""


def name_of(list_name: str, place: int) -> str:
    """What an entry is called: `Question 3`, `Option B`."""
    number = chr(ord("A") + place) if list_name == "options" and place < 26 else str(place + 1)
    singular = ROWS[list_name][0] if list_name in ROWS else LABELS.get(list_name, list_name)
    return f"{singular} {number}"


def words_of(place: str) -> str:
    """A place in the file as its form names it: `Question 3, Option B, Why`."""
    words: list[str] = []
    name = ""
    for step in filter(None, place.split(".")):
        if step.isdecimal():
            words[-1:] = [name_of(name, int(step))]
        else:
            name = step
            words.append(str(ROWS[step][1] if step in ROWS else LABELS.get(step, step)))
    return ", ".join(words)


def draw_section(
    entry: Entry, name: str, place: int, errors: Errors, left_out: Collection[str]
) -> DrawnSection:
    """An entry of the file as a section of its own, which can be moved among its like."""
    key = f"{name}-{place}"
    title = _title(entry, name, place)
    form = _form(entry, key, place, errors, left_out)
    return DrawnSection(
        FormSection(key, title),
        is_open=entry.is_open,
        fieldset=_fieldset(form) if entry.is_open else None,
        lists=draw_lists(entry, f"{key}-", errors, left_out) if entry.is_open else (),
        holds=_holding(entry),
        can_move=True,
        hidden=[form["was"], *([] if entry.is_open else [form["position"].as_hidden()])],
        deletion=form["DELETE"],
        errors=form.non_field_errors() if entry.is_open else "",
    )


def draw_fields(entry: Entry, errors: Errors) -> Fieldset:
    """The fields of the file itself."""
    return _fieldset(_form(entry, "", None, errors, ()))


def _fieldset(form: Any) -> Fieldset:
    """The fields that somebody fills in, those of `_BESIDE` in one line."""
    lines: list[Any] = []
    for name in form.fields:
        group = next((some for some in _BESIDE if name in some and some[0] in form.fields), (name,))
        line = tuple(one for one in group if one in form.fields)
        if name not in ("was", "DELETE") and line not in lines:
            lines.append(line)
    return Fieldset(form, fields=[line if len(line) > 1 else line[0] for line in lines])


def draw_lists(
    entry: Entry, prefix: str, errors: Errors, left_out: Collection[str]
) -> list[DrawnRows]:
    """The lists of an entry, each with its rows."""
    return [
        _draw_list(rows, f"{prefix}{name}", name, errors, left_out)
        for name, rows in entry.lists.items()
        if name not in left_out
    ]


def _draw_list(
    rows: list[Entry], prefix: str, name: str, errors: Errors, left_out: Collection[str]
) -> DrawnRows:
    drawn = []
    for place, row in enumerate(rows):
        own = f"{prefix}-{place}"
        form = _form(row, own, place, errors, left_out)
        is_wrong = any(one == own or one.startswith(f"{own}-") for one in errors)
        drawn.append(
            DrawnRow(
                prefix=own,
                title=_title(row, name, place),
                is_open=row.was is None or is_wrong or not (row.lists or len(rows) > _FOLDED),
                errors=form.non_field_errors(),
                fieldsets=[_fieldset(form)],
                hidden=[form["was"]],
                deletion=form["DELETE"],
                lists=draw_lists(row, f"{own}-", errors, left_out),
            )
        )
    singular, plural = ROWS[name]
    return DrawnRows(
        prefix,
        name=str(singular),
        title=str(plural),
        rows=drawn,
        takes_more=len(rows) < MOST_ROWS,
        head=_total(prefix, len(rows)),
        errors=ErrorList(errors.get(prefix, [])),
    )


def _total(prefix: str, number: int) -> Any:
    return forms.HiddenInput().render(f"{prefix}-TOTAL", number)


def _title(entry: Entry, name: str, place: int) -> str:
    """What an entry is called, with the beginning of what it says."""
    words = next((str(entry.said[one]) for one in _SHOWN_BY if entry.said.get(one)), "")
    kind = KINDS[entry.said.get("kind", "single")].label if name == "questions" else ""
    called = f"{name_of(name, place)} ({kind})" if kind else name_of(name, place)
    return f"{called}: {Truncator(words).chars(80)}" if words else called


def _holding(entry: Entry) -> str:
    rows = sum(map(len, entry.lists.values()))
    words = ngettext("%(number)s entry", "%(number)s entries", rows)
    return words % {"number": rows} if rows else ""


def _form(
    entry: Entry, prefix: str, place: int | None, errors: Errors, left_out: Collection[str]
) -> Any:
    """The fields of one entry as they are, with what is wrong with them."""
    fields: dict[str, forms.Field] = {}
    initial: dict[str, Any] = {}
    for name, info in entry.spec.model_fields.items():
        if name in entry.lists or name in left_out or name in KEPT:
            continue
        value = entry.said.get(name)
        fields[name] = _field(name, info)
        is_box = isinstance(fields[name], forms.BooleanField)
        initial[name] = bool(value) if is_box else as_text(value) if value is not None else ""
    if place is not None:
        fields["position"] = forms.IntegerField(label=str(LABELS["position"]), required=False)
        fields["was"] = forms.CharField(widget=forms.HiddenInput, required=False)
        fields["DELETE"] = forms.BooleanField(required=False)
        initial |= {"position": place + 1, "was": "" if entry.was is None else entry.was}
    kind = type("EntryForm", (forms.Form,), fields)
    form: Any = kind(initial=initial, prefix=prefix or None)
    form._errors = ErrorDict()
    start = f"{prefix}-" if prefix else ""
    for name in form.fields:
        if wrong := _errors_at(errors, f"{start}{name}"):
            form._errors[name] = ErrorList(wrong)
    if prefix in errors and prefix:
        form._errors["__all__"] = ErrorList(errors[prefix], error_class="nonfield")
    return form


def _errors_at(errors: Errors, name: str) -> list[str]:
    """Those of a field, and of a line of it."""
    own = (one for one in errors if one == name or one.startswith(f"{name}-"))
    return [message for one in own for message in errors[one]]


def _field(name: str, info: FieldInfo) -> forms.Field:
    words: dict[str, Any] = {
        "label": LABELS.get(name, name),
        "required": False,
        "help_text": HELPS.get(name, ""),
    }
    kind = value_type(info)
    if name == "kind":
        return TextField(widget=forms.HiddenInput, **words)
    if kind is bool and not info.is_required():
        return forms.BooleanField(**words)
    if kind is bool:
        return forms.ChoiceField(
            choices=[("", "–"), ("true", _("true")), ("false", _("false"))], **words
        )
    if name == "section":
        choices = [(one.key, f"{_(one.title)} ({one.key})") for one in sections()]
        return forms.ChoiceField(choices=[("", "–"), *choices], **words)
    if name == "notation":
        return forms.ChoiceField(choices=[("", "–"), *Question.Notation.choices], **words)
    return TextField(widget=_widget(name, info, kind), **words)


def _widget(name: str, info: FieldInfo, kind: type) -> forms.Widget:
    if kind is int:
        return forms.NumberInput(attrs={"class": "vIntegerField"})
    if name in _NAMED_ROWS:
        model = _NAMED_ROWS[name]._meta.model_name
        attrs = {"list": f"names-{model}", "autocomplete": "off", "class": "vTextField"}
        return forms.TextInput(attrs=attrs)
    form = next((one for one in metadata_of(info) if isinstance(one, Form)), None)
    rows = {Form.LINE: 2, Form.BLOCKS: 3, Form.ARTICLE: 8}.get(form, 7) if form else 7
    if form or kind is list:
        markdown = {"data-markdown": form.value} if form else {}
        return forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField", **markdown})
    return forms.TextInput(attrs={"class": "vTextField"})


def fields_left_out(whole: Entry) -> set[str]:
    """What a dimension does not ask for: it has statements, or levels to pick from."""
    dimensions = whole.lists.get("dimensions", [])
    if any(one.said.get("levels") for one in dimensions):
        return {"description", "statements"}
    return {"question", "levels"} if dimensions and dimensions[0].lists["statements"] else set()


def errors_by_name(problems: Iterable[Problem]) -> dict[str, list[str]]:
    """The messages by what the fields' names begin with."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(problem.field.replace(".", "-"), []).append(advice(problem.message))
    return found


def kinds_to_add(name: str) -> list[tuple[str, str]]:
    """What may be chosen before an entry is added to the list: kinds of questions."""
    kinds = KINDS.items() if name == "questions" else ()
    return [(key, str(kind.label)) for key, kind in kinds]


def most_of(spec: type[Spec], name: str) -> int:
    """How many entries the list takes."""
    said = metadata_of(spec.model_fields[name])
    limits: list[int] = [one.max_length for one in said if hasattr(one, "max_length")]
    return min((MOST_ROWS, *limits))
