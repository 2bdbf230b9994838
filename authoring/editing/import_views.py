"""The import's page in the admin: a file is sent, looked through, and made drafts and proposals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.decorators import staff_member_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from authoring.editing.impact import DifferenceLine, difference
from authoring.editing.roles import may_import
from authoring.files.library import ContentError
from authoring.importing.archives import unpacked
from authoring.importing.database import (
    MOST_ENTRIES,
    Outcome,
    content_of_database,
    plan_drafts,
    take_over,
)
from authoring.importing.entries import MAX_FILE_BYTES, ImportRefusedError, Note, Options
from authoring.importing.plan import FileChange, Plan, by_kind
from authoring.importing.readers import READERS, spreadsheets
from authoring.importing.taking import ORIGIN
from authoring.importing.uploads import (
    KEPT_S,
    UploadGoneError,
    drop_upload,
    find_upload,
    keep_upload,
)
from glossary_site.web.http import signed_in
from terms.models import Category

_SHOWN = 100
"""Of each kind of note, and of differences: a page that can still be read."""


class ImportForm(forms.Form):
    """A file, or what stands for the one that was sent before, and where its entries are from."""

    file = forms.FileField(label=_("File"), required=False)
    upload = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title of the source"),
        required=False,
        max_length=200,
        help_text=_("By default what the file says of itself, or its name."),
    )
    authors = forms.CharField(label=_("Who wrote it"), required=False, max_length=200)
    licence = forms.CharField(
        label=_("Licence"),
        required=False,
        max_length=200,
        help_text=_("For entries that name none, such as CC BY 4.0."),
    )
    url = forms.URLField(label=_("Address of the source"), required=False, assume_scheme="https")
    published = forms.CharField(
        label=_("Published"),
        required=False,
        max_length=10,
        help_text=_("Its year, month or day, such as 2026 or 2026-11-23."),
    )
    category = forms.ModelChoiceField(
        Category.objects.all(),
        label=_("Category"),
        required=False,
        to_field_name="slug",
        help_text=_("For entries that have none."),
    )
    language = forms.CharField(
        label=_("Language"),
        max_length=20,
        help_text=_("Which one to read, where the file has several."),
    )

    def clean_file(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MAX_FILE_BYTES:
            words = gettext("The file has more than %(most)d MB: split it.")
            raise forms.ValidationError(words % {"most": MAX_FILE_BYTES // 1_000_000})
        return file

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not (values.get("file") or values.get("upload") or self.errors):
            self.add_error("file", gettext("Choose a file."))
        return values


@dataclass(frozen=True)
class Column:
    """A column of a table, and what it is read as; nothing where it is left out."""

    place: int
    name: str
    field: str


@dataclass(frozen=True)
class Finding:
    """What is said of several entries, with their places."""

    what: str
    count: int
    notes: list[Note]

    @property
    def more(self) -> int:
        return self.count - len(self.notes)


@dataclass(frozen=True)
class Change:
    """An entry whose source says something else by now."""

    change: FileChange
    lines: list[DifferenceLine]


class Look:
    """A plan as its page shows it."""

    def __init__(self, plan: Plan, *, may_add_categories: bool) -> None:
        self.plan = plan
        self.made = plan.made[:_SHOWN]
        self.changes = [Change(one, difference(one.before, one.text)) for one in plan.changed]
        self.changes = self.changes[:_SHOWN]
        self.findings = {
            heading: list(_findings(notes))
            for heading, notes in (
                (gettext("Lost"), plan.lost),
                (gettext("Names that several entries share"), plan.shared),
                (gettext("Links and relations that lead nowhere"), plan.broken),
                (gettext("No entry can be made of"), plan.refused),
                (gettext("Left as they are"), plan.left),
                (gettext("Have something to finish before they can be published"), plan.drafts),
            )
            if notes
        }
        self.lacks_permission = "categories.yaml" in plan.site_files and not may_add_categories

    @property
    def can_be_made(self) -> bool:
        return bool(self.plan.made or self.plan.changed) and not self.lacks_permission


def _findings(notes: list[Note]) -> Iterator[Finding]:
    for what, some in by_kind(notes).items():
        yield Finding(what, len(some), list(islice(some, _SHOWN)))


@staff_member_required
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def import_glossary(request: HttpRequest) -> HttpResponse:
    """The form; what a sent file would come to; and, once confirmed, what was made of it."""
    user = signed_in(request)
    if not may_import(user):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, ImportForm(initial={"language": settings.LANGUAGE_CODE}))
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        path = _uploaded(form, request)
    except UploadGoneError:
        words = gettext("The file was kept for %(minutes)d minutes and is gone: choose it again.")
        form.add_error("file", words % {"minutes": KEPT_S // 60})
        return _page(request, form, status=422)
    shown: dict[str, Any] = {"name": path.name}
    try:
        outcome = _look_or_make(request, form, path, shown)
    except (ImportRefusedError, ContentError) as error:
        for reason in getattr(error, "problems", [error])[:_SHOWN]:
            form.add_error(None, str(reason))
        return _page(request, form, **shown, status=422)
    if outcome is None:
        return _page(request, form, **shown)
    drop_upload(path)
    messages.success(request, _said(outcome))
    return redirect("admin:terms_term_changelist")


def _look_or_make(
    request: HttpRequest, form: ImportForm, path: Path, shown: dict[str, Any]
) -> Outcome | None:
    """What was made, where that was asked for and can be; `shown` gets what the page says."""
    user, values = signed_in(request), form.cleaned_data
    with unpacked(path) as source, content_of_database() as into:
        told: dict[str, str] = {}
        if spreadsheets.recognises(source):
            shown["columns"], told = _columns(source, request.POST)
        plan = plan_drafts(
            source,
            into,
            Options(values["language"], told),
            origin={name: values[name] for name in ORIGIN},
            category=values["category"].slug if values["category"] else "",
        )
        look = Look(plan, may_add_categories=user.has_perm("terms.add_category"))
        shown["look"] = look
        if "make" not in request.POST or not look.can_be_made:
            return None
        return take_over(plan, user, gettext("imported from %(file)s") % {"file": path.name})


def _uploaded(form: ImportForm, request: HttpRequest) -> Path:
    """The file that was sent now, or before; the form remembers what stands for it."""
    user, file = signed_in(request), form.cleaned_data["file"]
    if file:
        form.data = {**request.POST.dict(), "upload": keep_upload(file, user)}
    return find_upload(form.data.get("upload", ""), user)


def _columns(path: Path, sent: Mapping[str, str]) -> tuple[list[Column], dict[str, str]]:
    """The columns with what they are read as, and that as the reader wants to be told it.

    What was chosen counts for the table that it was chosen for.
    """
    names = spreadsheets.header_of(path)
    chosen = [sent.get(f"column-{place}") for place in range(len(names))]
    if sent.get("columns") == "|".join(names) and None not in chosen:
        fields = {what: at for at, what in enumerate(chosen) if what in spreadsheets.FIELDS}
    else:
        try:
            fields = dict(spreadsheets.find_columns(names, {}).fields)
        except ImportRefusedError:  # which the plan says, beside the columns
            fields = {}
    by_place = {at: what for what, at in fields.items()}
    columns = [Column(at, name, by_place.get(at, "")) for at, name in enumerate(names)]
    told = dict.fromkeys(spreadsheets.FIELDS, "") | {what: names[at] for what, at in fields.items()}
    return columns, told


def _said(outcome: Outcome) -> str:
    made = ngettext("%(n)d draft was made", "%(n)d drafts were made", outcome.made)
    changed = ngettext("%(n)d draft was changed", "%(n)d drafts were changed", outcome.changed)
    proposed = ngettext(
        "%(n)d change of a published entry waits for a reviewer",
        "%(n)d changes of published entries wait for a reviewer",
        outcome.proposed,
    )
    counts = ((outcome.made, made), (outcome.changed, changed), (outcome.proposed, proposed))
    return "; ".join(words % {"n": n} for n, words in counts if n)


def _page(
    request: HttpRequest, form: ImportForm, *, status: int = 200, **shown: Any
) -> HttpResponse:
    columns: list[Column] = shown.get("columns") or []
    context = admin.site.each_context(request) | {
        "title": gettext("Import a glossary"),
        "form": form,
        "look": None,
        "formats": [reader.NAME for reader in READERS],
        "fields": spreadsheets.FIELDS,
        "header": "|".join(column.name for column in columns),
        "most_entries": MOST_ENTRIES,
        "most_mb": MAX_FILE_BYTES // 1_000_000,
        **shown,
    }
    return TemplateResponse(request, "admin/editing/import.html", context, status=status)
