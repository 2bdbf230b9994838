"""Calculations that a learner keeps under a name."""

import uuid
from collections.abc import Container, Iterator
from itertools import chain, count

from django import forms
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from calculator.comparing import SLOTS
from calculator.form.addresses import LONGEST_ADDRESS, AddressError, read_address
from calculator.form.stored_scenario import read_form
from calculator.models import SavedCalculation
from glossary_site.web.addresses.post_only import posts_from
from glossary_site.web.forms.fields import TextField
from glossary_site.web.limits import limit_posts
from learners.identity import ensure_learner, learner_id_of, learner_of
from learners.learning import Group, Row
from learners.own_data import Kept, Named
from learners.resuming import MOST, Resumption

MOST_SAVED = 50
NAME_LENGTH = 80


KEPT = Kept(
    gettext_lazy("save a calculation"),
    gettext_lazy(
        "The name that you give it, its numbers, and when you saved it. A pasted prompt is counted "
        "and not stored."
    ),
    (Named(SavedCalculation, gettext_lazy("Saved calculations")),),
)


class SaveForm(forms.Form):
    """A name, and the state as the calculator's address holds it."""

    name = TextField(label=gettext_lazy("Name"), max_length=NAME_LENGTH)
    state = TextField(max_length=LONGEST_ADDRESS, widget=forms.HiddenInput())


@never_cache
@require_safe
def saved_calculations(request: HttpRequest) -> HttpResponse:
    """The learner's own calculations, the latest first."""
    saved = list(SavedCalculation.objects.filter(learner=learner_id_of(request)))
    latest = zip(SLOTS, saved, strict=False)
    beside = QueryDict(mutable=True)
    beside.update({slot: one.query for slot, one in latest})
    context = {"saved": saved, "beside": beside.urlencode()}
    return render(request, "calculator/saved.html", context)


@posts_from("calculator:saved")
@limit_posts
def save_calculation(request: HttpRequest) -> HttpResponse:
    """Keep a calculation under a name; one of the same name gives way to it."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise BadRequest(_("Give the calculation a name of at most 80 characters."))
    query = _checked(form.cleaned_data["state"])
    learner = ensure_learner(request)
    name = form.cleaned_data["name"]
    others = SavedCalculation.objects.filter(learner=learner).exclude(name=name)
    if others.count() >= MOST_SAVED:
        raise BadRequest(_("There are 50 saved calculations. Delete one first."))
    SavedCalculation.objects.update_or_create(learner=learner, name=name, defaults={"query": query})
    return redirect("calculator:saved")


@posts_from("calculator:saved", among=())
@limit_posts
def delete_calculation(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one of the learner's own."""
    get_object_or_404(SavedCalculation, pk=pk, learner=learner_of(request)).delete()
    return redirect("calculator:saved")


def saved_names(learner_id: uuid.UUID | None) -> dict[str, str]:
    """The names of the learner's calculations by their queries."""
    if learner_id is None:
        return {}
    return dict(SavedCalculation.objects.filter(learner=learner_id).values_list("query", "name"))


def latest_calculations(learner_id: uuid.UUID) -> Iterator[Resumption]:
    """What the learner saved last."""
    for one in SavedCalculation.objects.filter(learner=learner_id)[:MOST]:
        row = _row(one)
        yield Resumption(_("Calculation"), row.title, row.path, row.fact, one.saved_at)


def learning_of(learner_id: uuid.UUID) -> Iterator[Group]:
    """What *My learning* tells of calculations."""
    saved = SavedCalculation.objects.filter(learner=learner_id)
    yield Group(50, _("Saved calculations"), [_row(one) for one in saved])


def _row(saved: SavedCalculation) -> Row:
    day = _("saved on %(day)s") % {"day": date_format(saved.saved_at)}
    return Row(saved.name, f"{reverse('calculator:calculator')}?{saved.query}", day)


def merge_saved(source: uuid.UUID, target: uuid.UUID) -> None:
    """All calculations of both; the same one under one name is one, and another is numbered."""
    names = dict(SavedCalculation.objects.filter(learner=target).values_list("name", "query"))
    for one in SavedCalculation.objects.filter(learner=source).order_by("saved_at", "pk"):
        if names.get(one.name) == one.query:
            continue
        name = _free_name(one.name, names)
        names[name] = one.query
        SavedCalculation.objects.filter(pk=one.pk).update(learner=target, name=name)


def _free_name(name: str, taken: Container[str]) -> str:
    """The name, or where it is taken the first free one with a number: `Search (2)`."""
    numbered = (f"{name[: NAME_LENGTH - 6]} ({number})" for number in count(2))
    return next(one for one in chain([name], numbered) if one not in taken)


def _checked(state: str) -> str:
    """The state as a query that has a result. Raises BadRequest."""
    try:
        form = read_form(read_address(f"?{state}"))
    except (AddressError, Http404) as error:
        raise BadRequest(_("There is no calculation in it.")) from error
    if form.calculation is None:
        raise BadRequest(_("There is no calculation in it."))
    return form.state.urlencode()
