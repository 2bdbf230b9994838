"""A content file edited on a page of its own: looked at, saved, proposed, refused by headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext

from authoring.editing.consequences import what_starts_anew
from authoring.editing.forms.drawn import DrawnSection
from authoring.editing.forms.entries import Entry, add_row, give_keys, of_file, sent
from authoring.editing.forms.entry_form import (
    draw_fields,
    draw_section,
    errors_by_name,
    fields_left_out,
    kinds_to_add,
    most_of,
    words_of,
)
from authoring.editing.forms.named_rows import datalists
from authoring.editing.forms.refusals import advice
from authoring.editing.impact import Impact, difference, impact_of
from authoring.editing.preview import framed, what_is_wrong
from authoring.files.library import ContentError
from authoring.files.reading import FIELD_REQUIRED, Document, Problem, parse_yaml
from authoring.history.files import SPECS, rewritten
from authoring.history.merging import OvertakenError, merged_texts, text_with
from authoring.history.proposing import propose
from authoring.history.saving import current_texts
from authoring.history.versions import digest_of
from authoring.models import Proposal
from glossary_site.web.forms.fields import posted_text
from glossary_site.web.http import render_page, signed_in
from terms.changes import EditRefusedError, lock_content
from terms.models import Term

Look = Callable[[HttpRequest, Sequence[str]], HttpResponse]


@dataclass(frozen=True)
class EditedFile:
    """The file `name` of a term or an assessment, and what its page needs to know of it.

    `url_name` is the address of the page, with which those beside it begin; `save` writes a text.
    """

    name: str
    slug: str
    title: str
    obj: Any
    term: Term | None
    url_name: str
    url_arg: int | str
    back_url: str
    save: Callable[..., bool]
    page: Look
    """What a learner would see; it is asked in a transaction in which the file is saved."""
    proposals: Sequence[Proposal] = ()
    must_propose: bool = False
    may_change: bool = False
    saved_url: str = ""
    """Of a file that is made here the address of its page once it is there."""

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=[self.url_arg] if self.url_arg else [])

    def look_url(self, look: str) -> str:
        args = [self.url_arg, look] if self.url_arg else [look]
        return reverse(f"{self.url_name}_look", args=args)

    @property
    def text(self) -> str:
        """What the file says now; nothing of one that there is not."""
        return current_texts(self.slug, [self.name]).get(self.name, "")

    @property
    def list_name(self) -> str:
        """The list whose entries are the sections of the page."""
        return "questions" if self.name == "quiz.yaml" else "dimensions"


@dataclass
class Draft:
    """The file as somebody has it in their form; `base` is the text that the form was drawn of."""

    base: str
    whole: Entry
    problems: list[Problem] = field(default_factory=list)
    reason: str = ""
    focus: str = ""
    """The section that was just opened or added."""

    def text(self, name: str) -> str:
        return rewritten(name, self.base, self.whole.data)


def edit_file(request: HttpRequest, file: EditedFile) -> HttpResponse:
    """The form; a post opens a section, adds a row, or saves or proposes what it sends."""
    if request.method != "POST":
        spec, base = SPECS[file.name], file.text
        return _draw(
            request, file, Draft(base, of_file(spec, _data(base), request.GET.getlist("open")))
        )
    if not file.may_change:
        raise PermissionDenied
    draft = _sent_draft(request, file)
    if "_open" in request.POST or "_add" in request.POST:
        _open_or_add(request, file, draft)
        return _draw(request, file, draft)
    give_keys(draft.whole)
    try:
        return _save(request, file, draft)
    except ContentError as error:
        draft.problems = [one for one in error.problems if not _follows_by_itself(one)]
    except EditRefusedError as error:
        for reason in error.reasons:
            messages.error(request, reason)
    return _draw(request, file, draft, status=422)


def _follows_by_itself(problem: Problem) -> bool:
    """Whether it is the lack of a key, which is made once there are words to make it of."""
    return problem.field.endswith(".key") and problem.message == FIELD_REQUIRED


def look_at_file(request: HttpRequest, file: EditedFile, look: str) -> HttpResponseBase:
    """What saving the form would make of the learner's page, or change; saves nothing."""
    if request.method != "POST" or look not in ("page", "impact") or not file.may_change:
        raise Http404(look)
    draft = _sent_draft(request, file)
    give_keys(draft.whole)
    try:
        with transaction.atomic():
            texts = _merged(file, draft)
            before = {file.name: file.text}
            impact = _impact(file, before, texts)
            anew = what_starts_anew(file.slug, before, texts)
            file.save(texts[file.name], signed_in(request))
            opened = request.POST.getlist("sections")
            page = file.page(request, opened) if look == "page" else None
            transaction.set_rollback(True)
    except ContentError as error:
        return framed(request, what_is_wrong(request, _reasons(file, error.problems)))
    except EditRefusedError as error:
        return framed(request, what_is_wrong(request, error.reasons))
    context = {"title": gettext("What changes"), "impact": impact, "anew": anew, "term": file.term}
    shown = page or TemplateResponse(request, "admin/editing/impact.html", context).render()
    return framed(request, shown)


def _impact(file: EditedFile, before: dict[str, str], texts: dict[str, str]) -> Impact:
    if file.term:
        return impact_of(file.term, before, texts)
    return Impact({
        name: difference(before[name], text)
        for name, text in texts.items()
        if text != before[name]
    })  # fmt: skip


def _data(text: str) -> dict[str, Any]:
    data = parse_yaml(Document("", text=text)).data if text else {}
    return data if isinstance(data, dict) else {}


def _sent_draft(request: HttpRequest, file: EditedFile) -> Draft:
    now, digest = file.text, request.POST.get("shown", "")
    base = now if digest in ("", digest_of(now)) else text_with(file.slug, file.name, digest)
    open_ = request.POST.getlist("sections")
    whole = sent(SPECS[file.name], request.POST, _data(base), open_)
    return Draft(base, whole, reason=posted_text(request.POST, "reason", 2000))


def _open_or_add(request: HttpRequest, file: EditedFile, draft: Draft) -> None:
    """Do what a button of the form says; nothing is saved."""
    place = request.POST.get("_add", "")
    if place:
        kind = request.POST.get("new-kind", "")
        is_kind = place == "questions" and kind not in ("", "single")
        added = add_row(draft.whole, place, {"kind": kind} if is_kind else {})
        draft.focus = added if place == file.list_name else "-".join(place.split("-")[:2])
        return
    wanted = request.POST.get("_open", "")
    for at, row in enumerate(draft.whole.lists[file.list_name]):
        if wanted == f"{file.list_name}-{row.sent_as}":
            row.is_open, draft.focus = True, f"{file.list_name}-{at}"


def _merged(file: EditedFile, draft: Draft) -> dict[str, str]:
    """The file as the form has it, and as others have changed it elsewhere meanwhile."""
    bases = {file.name: digest_of(draft.base) if draft.base else ""}
    try:
        return merged_texts(file.slug, bases, {file.name: draft.text(file.name)})
    except OvertakenError as error:
        words = gettext(
            "Somebody has changed this meanwhile too: %s. Nothing was saved. Open the page anew in "
            "another tab, and bring your change in there."
        )
        places = ", ".join(map(words_of, error.fields))
        raise EditRefusedError([words % places]) from error


def _save(request: HttpRequest, file: EditedFile, draft: Draft) -> HttpResponse:
    user = signed_in(request)
    if file.must_propose:
        return _propose(request, file, draft)
    with transaction.atomic():
        lock_content()
        before, texts = {file.name: file.text}, _merged(file, draft)
        anew = what_starts_anew(file.slug, before, texts)
        is_saved = file.save(texts[file.name], user, note=draft.reason)
    if is_saved:
        model = type(file.obj)
        obj = file.obj if file.obj.pk else model.objects.get(slug=file.slug)
        admin.site.get_model_admin(model).log_change(request, obj, file.title)
        messages.success(request, gettext("Saved: %(what)s.") % {"what": file.title})
        for line in anew:
            messages.info(request, line)
    else:
        messages.info(request, gettext("Nothing was changed."))
    if "_continue" not in request.POST:
        return redirect(file.back_url)
    rows = enumerate(draft.whole.lists[file.list_name])
    open_ = urlencode([("open", f"{file.list_name}-{at}") for at, row in rows if row.is_open])
    return redirect(f"{file.saved_url or file.url}?{open_}")


def _propose(request: HttpRequest, file: EditedFile, draft: Draft) -> HttpResponse:
    """Keep the change for a reviewer, once it is sure that it could be made."""
    text = draft.text(file.name)
    with transaction.atomic():
        file.save(text, signed_in(request))
        transaction.set_rollback(True)
    base = {file.name: draft.base} if draft.base else {}
    subject = file.term or file.slug
    proposal = propose(subject, base, {file.name: text}, signed_in(request), draft.reason)
    if proposal is None:
        messages.info(request, gettext("Nothing was changed."))
        return redirect(file.url)
    words = gettext("Your change is proposed. Readers see it once a reviewer accepts it.")
    messages.success(request, words)
    return redirect("admin:authoring_proposal_change", proposal.pk)


def _reasons(
    file: EditedFile, problems: Sequence[Problem], *, has_links: bool = False
) -> list[str]:
    """What is wrong, a line each: by headings, which may lead to their sections."""
    lines = []
    for problem in problems:
        if not _is_of(file, problem):
            lines.append(str(problem))
            continue
        key = "-".join(problem.field.split(".")[:2])
        place = words_of(problem.field) or file.title
        message = advice(problem.message)
        link = format_html('<a href="#section-{}">{}</a>: {}', key, place, message)
        lines.append(link if has_links else f"{place}: {message}")
    return lines


def _is_of(file: EditedFile, problem: Problem) -> bool:
    """Whether the problem is in the file itself, not in another one of the term."""
    return file.term is None or problem.path.endswith(f"/{file.name}")


def _draw(
    request: HttpRequest, file: EditedFile, draft: Draft, *, status: int = 200
) -> HttpResponse:
    own = [problem for problem in draft.problems if _is_of(file, problem)]
    errors = errors_by_name(own)
    context = admin.site.each_context(request) | {
        "title": file.title,
        "file": file,
        "opts": file.obj._meta,
        "original": file.obj,
        "reasons": _reasons(file, draft.problems, has_links=True),
        "fieldset": draw_fields(draft.whole, errors),
        "sections": list(_sections(file, draft, errors)),
        "total": len(draft.whole.lists[file.list_name]),
        "kinds": kinds_to_add(file.list_name),
        "takes_more": len(draft.whole.lists[file.list_name])
        < most_of(SPECS[file.name], file.list_name),
        "shown": digest_of(draft.base),
        "reason": draft.reason,
        "only": draft.focus,
        "outline_url": file.url,
        "form_id": "file_form",
        "has_permission": True,
        "page_url": file.look_url("page"),
        "impact_url": file.look_url("impact"),
        "markdown_url": reverse("admin:terms_term_markdown_new"),
        "datalists": datalists(),
    }
    page, fragment = "admin/editing/file_form.html", "admin/editing/_outline.html"
    return render_page(request, page, fragment, context, status=status)


def _sections(
    file: EditedFile, draft: Draft, errors: dict[str, list[str]]
) -> Sequence[DrawnSection]:
    left_out = fields_left_out(draft.whole)
    drawn = []
    for place, row in enumerate(draft.whole.lists[file.list_name]):
        key = f"{file.list_name}-{place}"
        row.is_open |= any(one == key or one.startswith(f"{key}-") for one in errors)
        drawn.append(draw_section(row, file.list_name, place, errors, left_out))
    return drawn
