"""A form with a field in every state."""

from django import forms
from django.utils.translation import gettext_lazy as _


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


def every_field() -> EveryFieldForm:
    """The form as somebody sent it with a wrong address."""
    data = {"filled": _("Something written"), "wrong": "nobody at example.org"}
    return EveryFieldForm(data)
