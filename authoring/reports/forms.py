"""The form by which a reader says what is wrong."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from authoring.models import ReaderReport
from glossary_site.web.forms.fields import EmailField, HoneypotField, TextField


class ReaderReportForm(forms.ModelForm[ReaderReport]):
    """The message, and where the site sends mail, an address for the answer."""

    message = TextField(
        label=_("What is wrong, and how do you know?"),
        help_text=_("At most 2,000 characters. A source helps us most."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    website = HoneypotField()

    class Meta:
        model = ReaderReport
        fields = ("message", "email")
        field_classes = {"email": EmailField}
        labels = {"email": _("Your e-mail address, if you want an answer")}
        help_texts = {
            "email": _(
                "Used once, for the answer, and deleted then, or after 90 days. Nobody sees it."
            )
        }
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "email"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.SENDS_MAIL:
            del self.fields["email"]
