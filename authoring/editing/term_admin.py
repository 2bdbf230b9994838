"""A term on one page: written, looked at before it is saved, proposed, restored."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from authoring.editing.history_views import HistoryViews
from authoring.editing.inlines import fieldsets, in_readers_order, inlines, rows_of
from authoring.editing.preview import framed, look_at, what_is_wrong
from authoring.editing.roles import may_publish, must_propose
from authoring.files.cross_checks import OTHER_PAGES
from authoring.files.library import ContentError
from authoring.files.reading import MAX_FILE_BYTES
from authoring.history import rows
from authoring.history.edits import refused, term_texts
from authoring.history.merging import OvertakenError, digests_of, merged_texts, text_with
from authoring.history.proposing import propose
from authoring.history.saving import current_texts, save_texts
from authoring.load.renaming import rename_in_the_admin
from authoring.models import Proposal, ReaderReport
from authoring.reports.answering import close_corrected
from glossary_site.web.addresses import read_number
from glossary_site.web.form_fields import TextField, posted_text
from glossary_site.web.http import signed_in
from terms.changes import EditRefusedError, content_edited, terms_changed
from terms.content_admin import ContentAdmin
from terms.models import Term
from terms.names.slugs import is_slug
from terms.sections.registry import parts

_STATE_FIELDS = ("status", "publish_on", "replaced_by")
_UNPUBLISHED = (Term.Status.DRAFT, Term.Status.REVIEW)


class TermForm(forms.ModelForm[Term]):
    """A term's own fields, its quiz as the file that it is, and a word for reviewers.

    What a draft may lack, its content files' rule says: here only what each row must have.
    """

    quiz = forms.CharField(
        label="quiz.yaml",
        required=False,
        strip=False,
        max_length=MAX_FILE_BYTES,
        widget=forms.Textarea(
            attrs={"rows": 20, "class": "vLargeTextField", "spellcheck": "false"}
        ),
        help_text=_("Six questions, each option with its reason, as docs/content.md says."),
    )
    reason = TextField(
        label=_("What you change and why"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Reviewers and the history show it."),
    )
    shown = forms.JSONField(required=False, widget=forms.HiddenInput)
    """The digests of the files that the form was drawn from, by name."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for _section, part in parts():
            if part.name in self.fields:
                self.fields[part.name].required = False
        if self.instance.pk:
            texts = current_texts(self.instance.slug)
            self.initial["quiz"] = texts.get("quiz.yaml", "")
            self.initial["shown"] = digests_of(texts)

    def clean_quiz(self) -> str:
        """The text as files end their lines; as it was where only the ends of lines differ."""
        text = str(self.cleaned_data["quiz"]).replace("\r\n", "\n")
        before = str(self.initial.get("quiz", ""))
        return before if text == before.replace("\r\n", "\n") else text

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        day = values.get("publish_on")
        if values.get("status") == Term.Status.PUBLISHED and day and day > timezone.now().date():
            self.add_error("publish_on", gettext("This belongs to a scheduled term."))
        return values


@admin.register(Term)
class TermAdmin(HistoryViews, ContentAdmin):
    form = TermForm
    change_form_template = "admin/editing/term_form.html"
    list_display = ("title", "category", "status", "publish_on", "updated_on", "edited_at")
    list_filter = ("status", "category")
    search_fields = ("title", "abbreviation", "aliases__name", "tldr")
    prepopulated_fields = {"slug": ("title",)}
    readonly_fields = ("word_count", "edited_at")
    autocomplete_fields = ("replaced_by",)

    def get_urls(self) -> list[Any]:
        guard = self.admin_site.admin_view
        return [
            path("add/<slug:look>/", guard(self.look), name="terms_term_look_new"),
            path("<int:object_id>/look/<slug:look>/", guard(self.look), name="terms_term_look"),
            *self.history_urls(guard),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form in the reader's order, with word of the changes that wait."""
        term = kwargs.get("obj")
        waiting = (
            Proposal.objects.open().filter(term=term).select_related("made_by") if term else ()
        )
        parts = in_readers_order(context["adminform"], context["inline_admin_formsets"])
        reports = ReaderReport.objects.open().filter(term=term) if term else ()
        if report := _report_of(request, term):
            context["adminform"].form.initial["reason"] = report.as_reason[:2000]
        shown = context | {
            "open_proposals": waiting,
            "open_reports": reports,
            "report": report,
            "parts": list(parts),
        }
        return super().render_change_form(request, shown, *args, **kwargs)

    def look(
        self, request: HttpRequest, look: str, object_id: int | None = None
    ) -> HttpResponseBase:
        """What saving the sent form would make of the page, or change elsewhere; saves nothing."""
        request.look = look  # type: ignore[attr-defined]
        response = self.changeform_view(request, None if object_id is None else str(object_id))
        if answer := getattr(request, "answer", None):
            return framed(request, answer)
        return framed(request, what_is_wrong(request, _errors_of(response)))

    def get_form(
        self, request: HttpRequest, obj: Term | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        status = form.base_fields.get("status")
        if isinstance(status, forms.ChoiceField) and not may_publish(signed_in(request)):
            status.choices = [(one.value, one.label) for one in _UNPUBLISHED]
        return form

    def get_inlines(self, request: HttpRequest, obj: Term | None) -> Any:
        return inlines()

    def get_fieldsets(self, request: HttpRequest, obj: Term | None = None) -> Any:
        return fieldsets()

    def get_readonly_fields(self, request: HttpRequest, obj: Term | None = None) -> Any:
        """A slug is an address and a folder's name: who may publish renames; not everybody does."""
        user = signed_in(request)
        slug = ("slug",) if obj and not may_publish(user) else ()
        fixed = () if may_publish(user) else _STATE_FIELDS[0 if must_propose(user, obj) else 1 :]
        return (*self.readonly_fields, *slug, *fixed)

    def get_prepopulated_fields(self, request: HttpRequest, obj: Term | None = None) -> Any:
        return {} if obj else self.prepopulated_fields

    def has_delete_permission(self, request: HttpRequest, obj: Term | None = None) -> bool:
        """A term with a folder goes with its folder: the next load would bring it back."""
        has_folder = obj is not None and obj.content_digest != ""
        return not has_folder and super().has_delete_permission(request, obj)

    def save_model(
        self, request: HttpRequest, obj: Term, form: BaseModelForm[Any], change: bool
    ) -> None:
        """Nothing yet: the term is saved with its sections, by its files."""

    def save_related(
        self, request: HttpRequest, form: BaseModelForm[Any], formsets: Any, change: bool
    ) -> None:
        """Look, propose, or save the files that the form makes. What is wrong is refused."""
        term, user = form.instance, signed_in(request)
        before = Term.objects.filter(pk=term.pk).first()
        if before and before.slug != term.slug:
            _rename(before, term, user, is_look=hasattr(request, "look"))
        now, said = current_texts(term.slug), rows_of(formsets)
        old = _texts_shown(term.slug, form.cleaned_data["shown"], now)
        texts = dict(term_texts(term, old, said)) | {"quiz.yaml": form.cleaned_data["quiz"]}
        reason = form.cleaned_data.get("reason", "")
        means: rows.Plain | None = rows.term(term, said)
        if old != now and not must_propose(user, before):
            texts, means = _with_others_changes(term.slug, old, texts), None
        save = partial(save_texts, term, texts, user, note=reason, means=means)
        look = getattr(request, "look", "")
        try:
            if look:
                request.answer = look_at(request, term, look, save, old, texts)  # type: ignore[attr-defined]
            elif must_propose(user, before):
                request.answer = self._propose(request, term, old, texts)  # type: ignore[attr-defined]
            elif save() and (report := _report_of(request, before)):
                close_corrected(report)
        except ContentError as error:
            raise refused(error) from error

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if hasattr(request, "answer") else super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if hasattr(request, "answer") else super().log_change(request, obj, message)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        answer = getattr(request, "answer", None)
        return answer or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        return getattr(request, "answer", None) or super().response_change(request, obj)

    def delete_model(self, request: HttpRequest, obj: Term) -> None:
        content_edited(obj, signed_in(request), gone=True)
        super().delete_model(request, obj)
        terms_changed([])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset.filter(content_digest=""))

    def _propose(
        self, request: HttpRequest, term: Term, base: dict[str, str], texts: dict[str, str]
    ) -> HttpResponse:
        reason = posted_text(request.POST, "reason", 2000)
        proposal = propose(term, base, texts, signed_in(request), reason)
        if proposal is None:
            self.message_user(request, gettext("Nothing was changed."), messages.INFO)
            return redirect("admin:terms_term_change", term.pk)
        if report := _report_of(request, term):
            proposal.reader_reports.add(report)
        words = gettext("Your change is proposed. Readers see it once a reviewer accepts it.")
        self.message_user(request, words, messages.SUCCESS)
        return redirect("admin:authoring_proposal_change", proposal.pk)


def _report_of(request: HttpRequest, term: Term | None) -> ReaderReport | None:
    """The open report by a reader for which somebody edits the term, as `?report=` says."""
    number = read_number(request.GET, "report")
    return ReaderReport.objects.open().filter(pk=number, term=term).first() if number else None


def _rename(before: Term, term: Term, by: User, *, is_look: bool) -> None:
    """Give the term the address that its form has; a look is taken at the old one."""
    wanted = term.slug
    if is_look or must_propose(by, before):
        term.slug = before.slug
        return
    if wanted in OTHER_PAGES or not is_slug(wanted):
        raise EditRefusedError([gettext("“%s” is no address for a term.") % wanted])
    try:
        rename_in_the_admin(before, wanted, by)
    except ContentError as error:
        raise refused(error) from error


def _texts_shown(slug: str, digests: Any, now: dict[str, str]) -> dict[str, str]:
    """What the term's files said when the form was drawn; what they say now, if that is lost."""
    if not isinstance(digests, dict) or digests == digests_of(now):
        return now
    shown = {name: text_with(slug, name, str(digests.get(name, ""))) for name in now}
    return {name: text or now[name] for name, text in shown.items()}


def _with_others_changes(slug: str, shown: dict[str, str], texts: dict[str, str]) -> dict[str, str]:
    """The files as the form has them, and as others have changed them elsewhere meanwhile."""
    try:
        return merged_texts(slug, digests_of(shown), texts)
    except OvertakenError as error:
        words = gettext(
            "Somebody has changed this meanwhile too: %s. Nothing was saved. Open the term anew in "
            "another tab, and bring your change in there."
        )
        raise EditRefusedError([words % ", ".join(error.fields)]) from error


def _errors_of(response: Any) -> list[str]:
    """Everything that the form of the answer finds wrong, each with its section and field."""
    context = getattr(response, "context_data", None) or {}
    forms_shown = [("", context["adminform"].form)] if "adminform" in context else []
    for formset in context.get("inline_admin_formsets", ()):
        name = formset.opts.verbose_name
        forms_shown += [(f"{name} {place}: ", one) for place, one in enumerate(formset.forms, 1)]
    return [
        f"{section}{'' if field == '__all__' else f'{field}: '}{message}"
        for section, form in forms_shown
        for field, messages_ in form.errors.items()
        for message in messages_
    ] or [gettext("This cannot be shown.")]
