"""The form that makes a team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from glossary_site.web.form_fields import TextField

NAME_LENGTH = 80


class TeamForm(forms.Form):
    """The name that the people who are invited know the team by."""

    name = TextField(
        label=_("Name of the team"),
        max_length=NAME_LENGTH,
        help_text=_("Whoever has the link of the team sees it."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
        error_messages={"required": _("Give the team a name.")},
    )

    use_required_attribute = False
