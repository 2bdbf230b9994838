"""The forms of an action plan: its items, and the levels that dimensions are meant to reach."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _

from glossary_site.web.forms.changes import fingerprint, is_untouched
from glossary_site.web.forms.fields import TextField
from maturity.models import LEVEL_NAMES, PlanItem
from maturity.plans.action_plan import Plan, PlanGroup, PlanLine
from maturity.scoring.scoring import Level

OWNER_LENGTH = 80


@dataclass(frozen=True)
class ItemFields:
    """A line of the plan with its fields."""

    line: PlanLine
    done: forms.BoundField
    owner: forms.BoundField
    due: forms.BoundField
    shown: str


class ItemsForm(forms.Form):
    """The fields of each line are `done-`, `owner-` and `due-<key>`.

    `shown-<key>` beside them is the line's fingerprint: a line of an old tab that nobody touched in
    it is not saved.
    """

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
        done, owner, due = (self[f"{kind}-{line.key}"] for kind in ("done", "owner", "due"))
        item = line.item
        shown = self.data.get(
            f"shown-{line.key}", fingerprint(item.is_done, item.owner, item.due_on)
        )
        return ItemFields(line, done, owner, due, shown)

    @property
    def groups(self) -> list[tuple[PlanGroup, list[ItemFields]]]:
        """The dimensions that have something to raise, with the fields of each line."""
        return [
            (group, [self.fields_of(line) for line in group.lines]) for group in self.plan.groups
        ]

    @property
    def items(self) -> list[PlanItem]:
        """What was changed, where the form is valid."""
        items = []
        for line in self.plan.lines:
            values = [self.cleaned_data[f"{kind}-{line.key}"] for kind in ("done", "owner", "due")]
            if not is_untouched(self.data, line.key, *values):
                done, owner, due = values
                items.append(
                    PlanItem(statement=line.statement, is_done=done, owner=owner, due_on=due)
                )
        return items


class TargetsForm(forms.Form):
    """The field of each dimension that is below level 7 is `target-<key>`; empty is no target.

    `shown-target-<key>` is its fingerprint, as in `ItemsForm`.
    """

    def __init__(self, plan: Plan, *, data: Mapping[str, Any] | None = None) -> None:
        groups = [group for group in plan.dimensions if group.open_levels]
        initial = {f"target-{one.dimension.key}": one.target for one in groups if one.is_chosen}
        super().__init__(data, initial=initial, auto_id="%s")
        self.groups = groups
        for group in groups:
            self.fields[f"target-{group.dimension.key}"] = _target_field(group)
        refuse_unknown(self, data, ("target-",))

    @property
    def lines(self) -> list[tuple[PlanGroup, forms.BoundField, str]]:
        """Each dimension with its field and its fingerprint."""
        lines = []
        for group in self.groups:
            name = f"target-{group.dimension.key}"
            drawn = fingerprint(int(group.target) if group.is_chosen else "")
            lines.append((group, self[name], self.data.get(f"shown-{name}", drawn)))
        return lines

    @property
    def targets(self) -> dict[int, Level | None]:
        """The changed levels by the dimension's id, None for no target, where the form is valid."""
        chosen = {}
        for group in self.groups:
            name = f"target-{group.dimension.key}"
            level = self.cleaned_data[name]
            if not is_untouched(self.data, name, level):
                chosen[group.dimension.pk] = Level(int(level)) if level else None
        return chosen


def refuse_unknown(
    form: forms.Form, data: Mapping[str, Any] | None, prefixes: Iterable[str]
) -> None:
    """Raise `BadRequest` for a name in `data` that looks like one of the form's and is none.

    What was drawn with a fingerprint was in the form before another tab changed the plan.
    """
    for name in data or ():
        if name.startswith(tuple(prefixes)) and name not in form.fields:
            if {f"shown-{name}", f"shown-{name.partition('-')[2]}"} & set(data or ()):
                continue
            raise BadRequest(f"{name[:100]!r} is not in this plan")


def _owner_field() -> TextField:
    attrs = {"class": "input", "maxlength": OWNER_LENGTH, "autocomplete": "off"}
    widget = forms.TextInput(attrs=attrs)
    label = _("Who sees to it")
    return TextField(label=label, max_length=OWNER_LENGTH, required=False, widget=widget)


def _due_field() -> forms.DateField:
    """A day as browsers send it, whatever the site's language."""
    iso = "%Y-%m-%d"
    widget = forms.DateInput(format=iso, attrs={"class": "input", "type": "date"})
    message = _("Give a day as 2027-01-31.")
    return forms.DateField(
        label=_("Until"),
        input_formats=[iso],
        required=False,
        widget=widget,
        error_messages={"invalid": message},
    )


def _target_field(group: PlanGroup) -> forms.ChoiceField:
    levels = [(str(one.value), f"{one.value}: {LEVEL_NAMES[one]}") for one in group.open_levels]
    return forms.ChoiceField(
        choices=[("", _("No target")), *levels],
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"invalid_choice": _("“%(value)s” is not a level above its own.")},
    )
