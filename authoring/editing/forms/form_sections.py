"""The sections of a term's form in the admin: what each edits, and which of them are open.

A section that is not open is neither drawn nor sent, and saving leaves it as it is.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from authoring.editing.forms.drawn import DrawnSection, FormSection, rows_of_formset
from terms.models import Alias, Term, TermImage
from terms.sections.page_prose import model_of
from terms.sections.registry import sections

FIRST = ("title", "tldr", "category")
"""What every term needs, which alone a new one begins with."""
STATE = (
    *("slug", "reading", "abbreviation", "question", "kind", "status", "publish_on"),
    *("replaced_by", "updated_on", "linking"),
)
IMAGE = ("image", "image_alt", "image_place")
CHANGE = ("reason", "shown")


def form_sections(*, is_new: bool = False) -> Iterator[FormSection]:
    """Every section of the form, as a reader meets what it makes; a new term has no images yet."""
    yield FormSection("first", fields=FIRST, is_always_open=True)
    yield FormSection("state", _("Names, kind and state"), STATE, (Alias,))
    for section in sections():
        texts = [part.form_field or part.name for part in section.parts if not part.relation]
        texts += [part.form_field for part in section.parts if part.relation and part.form_field]
        rows = [model_of(part) for part in section.parts if part.has_form_rows]
        names = tuple(name for name in texts if name not in FIRST)
        if names or rows:
            # The summary itself stands above; of its section the form has the takeaways.
            title = _("Takeaways") if section.key == "tldr" else _(section.title)
            yield FormSection(section.key, title, names, tuple(rows))
    if not is_new:
        yield FormSection("images", _("Images"), IMAGE)
    yield FormSection("change", fields=CHANGE, is_always_open=True)


def key_of_field(name: str) -> str:
    """The key of the section with this field of the term."""
    return next((one.key for one in form_sections() if name in one.fields), "first")


def key_of_model(model: type[Model]) -> str:
    """The key of the section with these rows."""
    return next(one.key for one in form_sections() if model in one.models)


def asked_for(request: HttpRequest, *, is_new: bool) -> set[str]:
    """The keys of the open sections: those that were sent, or that the address asks for."""
    known = {one.key for one in form_sections(is_new=is_new)}
    always = {one.key for one in form_sections() if one.is_always_open}
    if request.method == "POST":
        return always | known.intersection(request.POST.getlist("sections"))
    asked = {*request.GET.getlist("open")}
    usual = set() if is_new else {"state"}
    return always | usual | (known if "all" in asked else known & asked)


def drawn_sections(
    term: Term | None, is_open: Iterable[str], fieldsets: Iterable[Any], formsets: Iterable[Any]
) -> Iterator[DrawnSection]:
    """The sections in their order, each with what Django made of its fields and its rows."""
    own, by_model = iter(fieldsets), {one.opts.model: one for one in formsets}
    for section in form_sections(is_new=term is None):
        if section.key not in is_open:
            yield DrawnSection(section, is_open=False, holds=_holding(section, term))
            continue
        rows = [by_model[model] for model in section.models if model in by_model]
        fieldset = next(own, None) if section.fields else None
        is_alone = len(rows) == 1
        yield DrawnSection(
            section,
            is_open=True,
            fieldset=fieldset,
            lists=[rows_of_formset(one, section.title, is_alone=is_alone) for one in rows],
            images=_images_of(term) if section.fields == IMAGE else (),
            page_url=reverse("admin:terms_term_quiz", args=[term.pk])
            if term and "quiz" in section.fields
            else "",
        )


def _images_of(term: Term | None) -> Iterable[TermImage]:
    return term.images.defer("data") if term else ()


def _holding(section: FormSection, term: Term | None) -> str:
    """What a section that is not open holds: its words, its entries, or nothing yet."""
    if term is None:
        return ""
    words = sum(len(str(getattr(term, name, "")).split()) for name in section.fields)
    rows = sum(model._default_manager.filter(term=term).count() for model in section.models)
    if section.fields == IMAGE:
        rows = term.images.count()
    elif "quiz" in section.fields:
        quiz = term.quizzes.filter(is_current=True).first()
        rows = quiz.questions.count() if quiz else 0
    said = []
    if words and section.key != "state":
        said.append(ngettext("%(number)s word", "%(number)s words", words) % {"number": words})
    if rows:
        said.append(ngettext("%(number)s entry", "%(number)s entries", rows) % {"number": rows})
    return ", ".join(said) or (gettext("nothing yet") if section.key != "state" else "")


def values_as_drawn(form: Any, names: Iterable[str] | None = None) -> Iterator[tuple[str, Any]]:
    """What a browser would send of an unchanged form, or of some of its fields."""
    for bound in form:
        if names is None or bound.name in names:
            value = bound.value()
            if value is not None and value is not False:
                yield bound.html_name, value


def add_row(data: QueryDict, formset: Any) -> None:
    """Let `data` hold one more row of the unbound `formset`, the last, as an empty one is drawn."""
    name = f"{formset.prefix}-TOTAL_FORMS"
    number = int(data.get(name) or 0)
    places = [
        int(at_place)
        for at in range(number)
        for place in ("position", "level")
        if (at_place := str(data.get(f"{formset.prefix}-{at}-{place}", ""))).isdecimal()
    ]
    for bound in formset.empty_form:
        value: Any = bound.value()
        if bound.name in ("position", "level"):
            first = 1 if bound.name == "level" else 0
            value = max(places, default=first - 1) + 1
        if value is not None and value is not False:
            data[bound.html_name.replace("__prefix__", str(number))] = value
    data[name] = str(number + 1)
