"""Type, colours, and the components that every page is made of."""

from pathlib import Path

from django import forms
from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

from dev.styleguide.colours import contrasts, read_colours
from dev.styleguide.specimens import Section, Specimen, Title

STEPS = ("step-4", "step-3", "step-2", "step-1", "step-0", "step--1")
TOKENS = "css/tokens.css"


WRONG = {"filled": _("Something written"), "wrong": "nobody at example.org"}
"""What somebody sent with a wrong address."""


class EveryFieldForm(forms.Form):
    """Empty, filled, with help, wrong, disabled, and a text of several lines."""

    empty = forms.CharField(label=_("Empty"), required=False)
    filled = forms.CharField(label=_("Filled in"), initial=_("Something written"))
    helped = forms.CharField(
        label=_("With help"), required=False, help_text=_("A line that says what belongs here.")
    )
    wrong = forms.EmailField(label=_("Wrong"))
    disabled = forms.CharField(label=_("Disabled"), initial=_("Not now"), disabled=True)
    lines = forms.CharField(
        label=_("Several lines"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def basic_sections() -> tuple[Section, ...]:
    """What needs no content."""
    return (
        Section("foundations", _("Foundations"), (_foundations(),)),
        Section("controls", _("Controls"), (_controls(),)),
    )


def _foundations() -> Specimen:
    colours = read_colours(Path(finders.find(TOKENS) or TOKENS).read_text())
    return _basic(
        "foundations",
        _("Type scale and colours"),
        steps=STEPS,
        colours=list(colours.values()),
        contrasts=contrasts(colours),
    )


def _controls() -> Specimen:
    """Buttons, links, tags, fields, choices, progress and notices."""
    return _basic("controls", _("Controls"), form=EveryFieldForm(WRONG), progress=(0, 2, 6))


def _basic(key: str, title: Title, **context: object) -> Specimen:
    return Specimen(key, title, f"styleguide/_{key}.html", context)
