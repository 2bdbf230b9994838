"""The forms of an action plan: its items, and the levels that dimensions are meant to reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _

from maturity.models import LEVEL_NAMES, PlanItem
from maturity.plans import Plan, PlanGroup, PlanLine
from maturity.scoring import Level

OWNER_LENGTH = 80


@dataclass(frozen=True)
class ItemFields:
    """A line of the plan with its fields."""

    line: PlanLine
    done: forms.BoundField
    owner: forms.BoundField
    due: forms.BoundField


class ItemsForm(forms.Form):
    """The fields of each line are `done-`, `owner-` and `due-<key>`."""

    def __init__(self, plan: Plan, *, data: Mapping[str, Any] | None = None) -> None:
        initial: dict[str, Any] = {}
        for line in plan.lines:
            initial[f"done-{line.key}"] = line.item.is_done
            initial[f"owner-{line.key}"] = line.item.owner
            initial[f"due-{line.key}"] = line.item.due_on
        super().__init__(data, initial=initial, auto_id="%s")
        self.plan = plan
        for line in plan.lines:
            self.fields[f"done-{line.key}"] = forms.BooleanField(required=False)
            self.fields[f"owner-{line.key}"] = _owner_field()
            self.fields[f"due-{line.key}"] = _due_field()
        refuse_unknown(self, data, ("done-", "owner-", "due-"))

    def fields_of(self, line: PlanLine) -> ItemFields:
        names = (f"{kind}-{line.key}" for kind in ("done", "owner", "due"))
        return ItemFields(line, *(self[name] for name in names))

    @property
    def groups(self) -> list[tuple[PlanGroup, list[ItemFields]]]:
        """The dimensions that have something to raise, with the fields of each line."""
        return [
            (group, [self.fields_of(line) for line in group.lines]) for group in self.plan.groups
        ]

    @property
    def items(self) -> list[PlanItem]:
        """What was sent, where the form is valid."""
        return [
            PlanItem(
                statement=line.statement,
                is_done=self.cleaned_data[f"done-{line.key}"],
                owner=self.cleaned_data[f"owner-{line.key}"],
                due_on=self.cleaned_data[f"due-{line.key}"],
            )
            for line in self.plan.lines
        ]


class TargetsForm(forms.Form):
    """The field of each dimension that is below level 7 is `target-<key>`; empty is no target."""

    def __init__(self, plan: Plan, *, data: Mapping[str, Any] | None = None) -> None:
        groups = [group for group in plan.dimensions if group.open_levels]
        initial = {f"target-{one.dimension.key}": one.target for one in groups if one.is_chosen}
        super().__init__(data, initial=initial, auto_id="%s")
        self.groups = groups
        for group in groups:
            self.fields[f"target-{group.dimension.key}"] = _target_field(group)
        refuse_unknown(self, data, ("target-",))

    @property
    def lines(self) -> list[tuple[PlanGroup, forms.BoundField]]:
        return [(group, self[f"target-{group.dimension.key}"]) for group in self.groups]

    @property
    def targets(self) -> dict[int, Level]:
        """The chosen levels by the dimension's id, where the form is valid."""
        chosen = {
            group.dimension.pk: self.cleaned_data[f"target-{group.dimension.key}"]
            for group in self.groups
        }
        return {pk: Level(int(level)) for pk, level in chosen.items() if level}


def refuse_unknown(
    form: forms.Form, data: Mapping[str, Any] | None, prefixes: Iterable[str]
) -> None:
    """Raise `BadRequest` for a name in `data` that looks like one of the form's and is none."""
    for name in data or ():
        if name.startswith(tuple(prefixes)) and name not in form.fields:
            raise BadRequest(f"{name[:100]!r} is not in this plan")


def _owner_field() -> forms.CharField:
    attrs = {"class": "input", "maxlength": OWNER_LENGTH, "autocomplete": "off"}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(max_length=OWNER_LENGTH, required=False, widget=widget)


def _due_field() -> forms.DateField:
    """A day as browsers send it, whatever the site's language."""
    iso = "%Y-%m-%d"
    widget = forms.DateInput(format=iso, attrs={"class": "input", "type": "date"})
    message = _("Give a day as 2027-01-31.")
    return forms.DateField(
        input_formats=[iso], required=False, widget=widget, error_messages={"invalid": message}
    )


def _target_field(group: PlanGroup) -> forms.ChoiceField:
    levels = [(str(one.value), f"{one.value}: {LEVEL_NAMES[one]}") for one in group.open_levels]
    return forms.ChoiceField(
        choices=[("", _("No target")), *levels],
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": _("“%(value)s” is not a level above its own.")},
    )
