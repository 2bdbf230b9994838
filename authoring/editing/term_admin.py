"""A term on one page: written, looked at before it is saved, proposed, restored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from authoring.editing.history_views import HistoryViews
from authoring.editing.impact import impact_of
from authoring.editing.inlines import fieldsets, in_readers_order, inlines
from authoring.editing.preview import look_response, page_of
from authoring.editing.roles import may_publish, must_propose
from authoring.editing.rollbacks import (
    Looked,
    LookedError,
    ProposedError,
)
from authoring.files.reading import MAX_FILE_BYTES
from authoring.history.edits import record_quiz, term_texts
from authoring.history.proposing import propose
from authoring.history.verdict import current_texts
from authoring.models import Proposal
from glossary_site.admin.content_edits import is_changed
from glossary_site.web.form_fields import TextField, posted_text
from glossary_site.web.http import signed_in
from terms.changes import content_edited, terms_changed
from terms.content_admin import ContentAdmin
from terms.models import Term
from terms.sections.page_prose import count_all_words
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

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for _section, part in parts():
            if part.name in self.fields:
                self.fields[part.name].required = False
        if self.instance.pk:
            self.initial["quiz"] = current_texts(self.instance.slug).get("quiz.yaml", "")

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

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """The form; a change that needs a second person becomes a proposal."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ProposedError as proposed:
            return self._propose(request, proposed)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form in the reader's order, with word of the changes that wait."""
        term = kwargs.get("obj")
        waiting = (
            Proposal.objects.open().filter(term=term).select_related("made_by") if term else ()
        )
        parts = in_readers_order(context["adminform"], context["inline_admin_formsets"])
        shown = context | {"open_proposals": waiting, "parts": list(parts)}
        return super().render_change_form(request, shown, *args, **kwargs)

    def look(
        self, request: HttpRequest, look: str, object_id: int | None = None
    ) -> HttpResponseBase:
        """What saving the sent form would make of the page, or change elsewhere; saves nothing."""
        request.look = look  # type: ignore[attr-defined]
        pk = None if object_id is None else str(object_id)
        try:
            response = super().changeform_view(request, pk)
        except LookedError as error:
            return look_response(error.looked)(request)
        return look_response(_errors_of(response))(request)

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
        """A slug is an address and a folder's name, and stays; not everybody publishes."""
        slug = ("slug",) if obj else ()
        user = signed_in(request)
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
        before = Term.objects.filter(pk=obj.pk).first() if change else None
        request.term_before = before  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: BaseModelForm[Any], formsets: Any, change: bool
    ) -> None:
        """After the sections: look, refuse or propose, or keep it all as a version."""
        super().save_related(request, form, formsets, change)
        term, user = Term.objects.get(pk=form.instance.pk), signed_in(request)
        before: Term | None = getattr(request, "term_before", None)
        old, quiz = current_texts(term.slug), form.cleaned_data["quiz"]
        paths = term_texts(term, {f"terms/{term.slug}/{name}": text for name, text in old.items()})
        texts = {path.rpartition("/")[2]: text for path, text in paths} | {"quiz.yaml": quiz}
        self._take_back(request, term, old, texts)
        if must_propose(user, before):
            raise ProposedError(term, old, texts)
        count_all_words([term.pk])
        reason = form.cleaned_data.get("reason", "")
        record_quiz(term, quiz, user, note=reason[:300])
        content_edited(term, user, note=reason)
        if not change or is_changed(form, formsets):
            terms_changed([term.pk])

    def delete_model(self, request: HttpRequest, obj: Term) -> None:
        content_edited(obj, signed_in(request), gone=True)
        super().delete_model(request, obj)
        terms_changed([])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset.filter(content_digest=""))

    def _take_back(
        self, request: HttpRequest, term: Term, old: dict[str, str], texts: dict[str, str]
    ) -> None:
        look = getattr(request, "look", "")
        if look == "page":
            raise LookedError(Looked(html=page_of(request, term)))
        if look:
            raise LookedError(Looked(impact=impact_of(term, old, texts)))

    def _propose(self, request: HttpRequest, proposed: ProposedError) -> HttpResponse:
        term = proposed.term
        reason = posted_text(request.POST, "reason", 2000)
        proposal = propose(term, proposed.base, proposed.texts, signed_in(request), reason)
        if proposal is None:
            self.message_user(request, gettext("Nothing was changed."), messages.INFO)
            return redirect("admin:terms_term_change", term.pk)
        words = gettext("Your change is proposed. Readers see it once a reviewer accepts it.")
        self.message_user(request, words, messages.SUCCESS)
        return redirect("admin:authoring_proposal_change", proposal.pk)


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
