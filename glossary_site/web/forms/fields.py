"""Form fields for text as people send it: what nobody sees and how lines end change nothing."""

import re
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from glossary_site.text.invisible import trimmed, without_invisible

_LINE_END = re.compile(r"\r\n?")


class TextField(forms.CharField):
    """Text whose line breaks count once each, as in the browser's own `maxlength`, though it sends
    two characters for each. Spaces and invisible characters at the ends are left out."""

    def to_python(self, value: Any) -> str | None:
        text: str | None = super().to_python(value)
        return text and (received_text(text) or self.empty_value)


class EmailField(forms.EmailField):
    """An e-mail address; a character that nobody sees is no part of it."""

    def to_python(self, value: Any) -> str | None:
        text: str | None = super().to_python(value)
        return text and (without_invisible(text).strip() or self.empty_value)


class HoneypotField(forms.CharField):
    """A field that no person sees and many robots fill in; who fills it in is refused.

    It is shown with its error, so that a person whose browser did it can empty it.
    """

    def __init__(self) -> None:
        super().__init__(label=_("Leave this empty"), required=False, max_length=200)

    def clean(self, value: Any) -> str:
        if super().clean(value):
            raise forms.ValidationError(_("This field must stay empty. Empty it and send again."))
        return ""


def received_text(text: str) -> str:
    """`text` as a browser sent it, with one character for each line break, its ends trimmed."""
    return trimmed(_LINE_END.sub("\n", text))


def posted_text(data: QueryDict, name: str, most: int) -> str:
    """The text that was sent as `name`, cut after `most` characters; empty where none was."""
    return received_text(data.get(name, ""))[:most]
