"""A term on one page: written, looked at before it is saved, proposed, restored."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.forms import BaseModelForm
from django.forms.utils import ErrorDict
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext

from authoring.editing.forms.form_sections import (
    add_row,
    asked_for,
    drawn_sections,
    form_sections,
    values_as_drawn,
)
from authoring.editing.forms.inlines import TermFields, inlines, rows_of
from authoring.editing.forms.named_rows import datalists
from authoring.editing.forms.refusals import Refusals, numbers_of_rows, refusals_of
from authoring.editing.forms.term_form import TermForm
from authoring.editing.history_views import HistoryViews
from authoring.editing.preview import framed, look_at, preview_markdown, what_is_wrong
from authoring.editing.quiz_pages import edit_quiz, look_at_quiz
from authoring.editing.roles import may_publish, must_propose
from authoring.files.cross_checks import OTHER_PAGES
from authoring.files.library import ContentError
from authoring.history import rows
from authoring.history.edits import edited_texts
from authoring.history.merging import OvertakenError, digests_of, merged_texts, text_with
from authoring.history.proposing import propose
from authoring.history.saving import current_texts, save_texts
from authoring.history.versions import content_path
from authoring.load.renaming import rename_in_the_admin
from authoring.models import FileVersion, Proposal, ReaderReport
from authoring.reports.answering import close_corrected
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.addresses.reading import read_number
from glossary_site.web.forms.fields import posted_text
from glossary_site.web.http import signed_in
from terms.changes import EditRefusedError, content_edited, terms_changed
from terms.content_admin import ContentAdmin
from terms.models import Category, Term
from terms.names.slugs import is_slug

_STATE_FIELDS = ("status", "publish_on", "replaced_by")
_UNPUBLISHED = (Term.Status.DRAFT, Term.Status.REVIEW)


@admin.register(Term)
class TermAdmin(HistoryViews, TermFields, ContentAdmin):
    form = TermForm
    change_form_template = "admin/editing/term_form.html"
    list_display = ("title", "category", "status", "publish_on", "updated_on", "edited_at")
    list_filter = ("status", "category")
    search_fields = ("title", "abbreviation", "aliases__name", "tldr")

    def get_urls(self) -> list[Any]:
        guard = self.admin_site.admin_view
        section = guard(self.section)
        markdown_new = guard(posts_from("admin:terms_term_add")(preview_markdown))
        markdown = guard(posts_from("admin:terms_term_change")(preview_markdown))
        return [
            path("add/<slug:look>/", guard(self.look), name="terms_term_look_new"),
            path("add/section/<slug:key>/", section, name="terms_term_section_new"),
            path("add/text/markdown/", markdown_new, name="terms_term_markdown_new"),
            path("<int:object_id>/look/<slug:look>/", guard(self.look), name="terms_term_look"),
            path("<int:object_id>/section/<slug:key>/", section, name="terms_term_section"),
            path("<int:object_id>/markdown/", markdown, name="terms_term_markdown"),
            path("<int:object_id>/quiz/", guard(edit_quiz), name="terms_term_quiz"),
            path(
                "<int:object_id>/quiz/<slug:look>/",
                guard(look_at_quiz),
                name="terms_term_quiz_look",
            ),
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
        """The form, with one more section or row if asked for, and what is wrong at its place."""
        if not hasattr(request, "sections"):
            request.sections = asked_for(request, is_new=object_id is None)  # type: ignore[attr-defined]
        if request.method == "POST":
            self._draw_what_was_asked_for(request, object_id)
        arguments = request, object_id, form_url, extra_context
        try:
            return super().changeform_view(*arguments)
        except ContentError:
            refusals: Refusals = request.refused_texts  # type: ignore[attr-defined]
            self._open(request, object_id, refusals.sections)
            request.refused, request.refusals = refusals.reasons, refusals.rows  # type: ignore[attr-defined]
            return super().changeform_view(*arguments)

    def _draw_what_was_asked_for(self, request: HttpRequest, object_id: str | None) -> None:
        """Open a section or add a row where a button of the form says so; nothing is saved then."""
        wanted, more = request.POST.getlist("_open"), request.POST.get("_add", "")
        if not wanted and not more:
            return
        request.redraws, request.refused = True, ("",)  # type: ignore[attr-defined]
        known = {one.key for one in form_sections(is_new=object_id is None)}
        self._open(request, object_id, known.intersection(wanted))
        for formset in self._drawn_formsets(request, object_id):
            if formset.prefix == more:
                add_row(request.POST, formset)

    def _open(self, request: HttpRequest, object_id: str | None, keys: set[str]) -> None:
        """Let the post hold what these sections would send as they are drawn."""
        request.POST = data = request.POST.copy()  # type: ignore[assignment]
        new = keys - request.sections  # type: ignore[attr-defined]
        request.sections |= new  # type: ignore[attr-defined]
        opened = [one for one in form_sections() if one.key in new]
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        form = self.get_form(request, obj, change=obj is not None)
        drawn = (
            form(instance=obj) if obj else form(initial=self.get_changeform_initial_data(request))
        )
        names = {name for section in opened for name in section.fields}
        data.update(dict(values_as_drawn(drawn, names)))
        for formset in self._drawn_formsets(request, object_id):
            if any(formset.model in section.models for section in opened):
                for one in (formset.management_form, *formset.initial_forms):
                    for name, value in values_as_drawn(one):
                        data[name] = value

    def _drawn_formsets(self, request: HttpRequest, object_id: str | None) -> list[Any]:
        """The formsets of the open sections as they are before anything is sent."""
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        pairs = self.get_formsets_with_inlines(request, obj)
        return [
            formset(instance=obj or Term(), queryset=inline.get_queryset(request))
            for formset, inline in pairs
        ]

    def section(self, request: HttpRequest, key: str, object_id: int | None = None) -> Any:
        """One section of the form alone, opened, or with one more row."""
        if key not in {one.key for one in form_sections(is_new=object_id is None)}:
            raise Http404(key)
        request.sections = asked_for(request, is_new=object_id is None) | {key}  # type: ignore[attr-defined]
        request.only, request.redraws, request.refused = key, True, ("",)  # type: ignore[attr-defined]
        return self.changeform_view(request, None if object_id is None else str(object_id))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new term is brief, and stands in the first category until somebody says otherwise."""
        first = Category.objects.values_list("pk", flat=True).first()
        usual = {"kind": Term.Kind.BRIEF, "updated_on": timezone.now().date(), "category": first}
        return {**usual, **super().get_changeform_initial_data(request)}

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form in the reader's order, with word of the changes that wait."""
        term = kwargs.get("obj")
        waiting = (
            Proposal.objects.waiting().filter(term=term).select_related("made_by") if term else ()
        )
        formsets = context["inline_admin_formsets"]
        if getattr(request, "redraws", False):
            context["errors"] = []
            _forget_errors(context["adminform"].form, formsets)
        reports = ReaderReport.objects.open().filter(term=term) if term else ()
        if report := _report_of(request, term):
            context["adminform"].form.initial["reason"] = report.as_reason[:2000]
        is_open = request.sections  # type: ignore[attr-defined]
        sections = list(drawn_sections(term, is_open, context["adminform"], formsets))
        shown = context | {
            "open_proposals": waiting,
            "open_reports": reports,
            "report": report,
            "sections": sections,
            "datalists": datalists(),
            "section_url": _address("section", term, "first").removesuffix("first/"),
            "markdown_url": _address("markdown", term),
            "page_url": _address("look", term, "page"),
            "impact_url": _address("look", term, "impact"),
        }
        if key := getattr(request, "only", ""):
            shown["only"] = key
            shown["part"] = next(one for one in sections if one.section.key == key)
            return TemplateResponse(request, "admin/editing/_form_section.html", shown)
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
        drawn = {name for one in self.get_fieldsets(request, obj) for name in one[1]["fields"]}
        for name in form.base_fields.keys() - drawn:
            del form.base_fields[name]
        status = form.base_fields.get("status")
        if isinstance(status, forms.ChoiceField) and not may_publish(signed_in(request)):
            status.choices = [(one.value, one.label) for one in _UNPUBLISHED]
        refused: Refusals | None = getattr(request, "refused_texts", None)
        return type(form.__name__, (form,), {"refusals": refused.fields}) if refused else form

    def versions_of(self, obj: Term) -> Any:
        return FileVersion.objects.filter(path__startswith=content_path(obj.slug, ""))

    def restore_version(self, obj: Term, name: str, text: str, by: Any, note: str) -> Term:
        how = FileVersion.How.RESTORED
        save_texts(obj, {name: text}, by, how, note, keeps_state=True)
        return obj

    def get_inlines(self, request: HttpRequest, obj: Term | None) -> Any:
        return inlines(getattr(request, "sections", ()))

    def get_fieldsets(self, request: HttpRequest, obj: Term | None = None) -> Any:
        """The term's own fields of each open section."""
        is_open = getattr(request, "sections", ())
        may_change = self.has_change_permission(request, obj) or obj is None
        own = [one for one in form_sections() if one.fields and one.key in is_open]
        return [(None, {"fields": one.fields}) for one in own if may_change or one.key != "change"]

    def get_readonly_fields(self, request: HttpRequest, obj: Term | None = None) -> Any:
        """A slug is an address and a folder's name: who may publish renames; not everybody does."""
        user = signed_in(request)
        slug = ("slug",) if obj and not may_publish(user) else ()
        fixed = () if may_publish(user) else _STATE_FIELDS[0 if must_propose(user, obj) else 1 :]
        return (*self.readonly_fields, *slug, *fixed)

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
            _rename(request, before, term)
        now, said = current_texts(term.slug), rows_of(term, formsets)
        old = _texts_shown(term.slug, form.cleaned_data["shown"], now)
        texts, means = edited_texts(term, old, said, form.written)  # type: ignore[attr-defined]
        if "quiz" in form.cleaned_data:
            texts["quiz.yaml"] = form.cleaned_data["quiz"]
        reason = form.cleaned_data.get("reason", "")
        meant: rows.Plain | None = means
        if old != now and not must_propose(user, before):
            texts, meant = _with_others_changes(term.slug, old, texts), None
        save = partial(_save, form, texts, user, reason, meant)
        look = getattr(request, "look", "")
        try:
            if look:
                request.answer = look_at(request, term, look, save, old, texts)  # type: ignore[attr-defined]
            elif must_propose(user, before):
                request.answer = self._propose(request, form, old, texts)  # type: ignore[attr-defined]
            elif save() and (report := _report_of(request, before)):
                close_corrected(report)
        except ContentError as error:
            numbers = numbers_of_rows(said, formsets)
            request.refused_texts = refusals_of(error.problems, numbers)  # type: ignore[attr-defined]
            raise

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if hasattr(request, "answer") else super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return None if hasattr(request, "answer") else super().log_change(request, obj, message)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        answer = getattr(request, "answer", None)
        return answer or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        answer = getattr(request, "answer", None)
        if "_continue" in request.POST and not answer:
            answer = super().response_change(request, obj)
            open_ = urlencode([("open", key) for key in request.POST.getlist("sections")])
            answer["Location"] += f"?{open_}"
        return answer or super().response_change(request, obj)

    def delete_model(self, request: HttpRequest, obj: Term) -> None:
        content_edited(obj, signed_in(request), gone=True)
        super().delete_model(request, obj)
        terms_changed([])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset.filter(content_digest=""))

    def _propose(
        self,
        request: HttpRequest,
        form: BaseModelForm[Any],
        base: dict[str, str],
        texts: dict[str, str],
    ) -> HttpResponse:
        term, reason = form.instance, posted_text(request.POST, "reason", 2000)
        if form.new_image:  # type: ignore[attr-defined]
            form.new_image.save()  # type: ignore[attr-defined]
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


def _rename(request: HttpRequest, before: Term, term: Term) -> None:
    """Give the term the address that its form has; a look is taken at the old one."""
    wanted, by = term.slug, signed_in(request)
    if hasattr(request, "look") or must_propose(by, before):
        term.slug = before.slug
        return
    if wanted in OTHER_PAGES or not is_slug(wanted):
        raise EditRefusedError([gettext("“%s” is no address for a term.") % wanted])
    try:
        rename_in_the_admin(before, wanted, by)
    except ContentError as error:
        request.refused_texts = refusals_of(error.problems, {})  # type: ignore[attr-defined]
        raise


def _save(form: Any, texts: dict[str, str], user: Any, note: str, means: rows.Plain | None) -> bool:
    """Save the image that was put in, and then the texts that show it; whether anything changed."""
    if form.new_image:
        form.new_image.save()
    return save_texts(form.instance, texts, user, note=note, means=means)


def _address(what: str, term: Term | None, *more: str) -> str:
    """One of the addresses beside the form of a term, or of a new one."""
    name = f"admin:terms_term_{what}"
    return reverse(name, args=[term.pk, *more]) if term else reverse(f"{name}_new", args=more)


def _forget_errors(form: Any, formsets: Any) -> None:
    """A form that is only drawn anew says nothing of what is not written yet."""
    form._errors = ErrorDict()
    for formset in (one.formset for one in formsets):
        for row in formset.forms:
            row._errors = ErrorDict()
        formset._errors = [row._errors for row in formset.forms]
        formset._non_form_errors = formset.error_class()


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
    form = context["adminform"].form if "adminform" in context else None
    if form and form.non_field_errors():
        return list(form.non_field_errors())
    forms_shown = [("", form)] if form else []
    for formset in context.get("inline_admin_formsets", ()):
        name = formset.opts.verbose_name
        forms_shown += [(f"{name} {place}, ", one) for place, one in enumerate(formset.forms, 1)]
    return [
        f"{section}{'' if field == '__all__' else f'{one.fields[field].label}: '}{message}"
        for section, one in forms_shown
        for field, messages_ in one.errors.items()
        for message in messages_
    ] or [gettext("This cannot be shown.")]
