"""The form by which somebody asks for a call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from advisory.models import CallRequest


class CallRequestForm(forms.ModelForm[CallRequest]):
    """Name, e-mail and message. The field `website` is for robots: a person never sees it."""

    message = forms.CharField(
        label=_("What would you like to talk about?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    website = forms.CharField(required=False, max_length=200)

    class Meta:
        model = CallRequest
        fields = ("name", "email", "message")
        labels = {"name": _("Your name"), "email": _("Your e-mail address")}
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def clean_name(self) -> str:
        """One line: a name goes into the subject of an e-mail."""
        name: str = self.cleaned_data["name"]
        if not name.isprintable():
            raise forms.ValidationError(_("Write your name on one line."))
        return name

    @property
    def is_from_a_robot(self) -> bool:
        return bool(self.cleaned_data.get("website"))
