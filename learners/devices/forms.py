"""What a reader types about their devices: a code, a name."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from glossary_site.web.forms.fields import TextField
from learners.devices.recovery_codes import find_by_code
from learners.devices.recovery_words import WORDS, RecoveryWordsError, Slip, entropy_of
from learners.models import NAME_CHARACTERS

CODE_CHARACTERS = 400
"""Room for twelve words with their numbers, and no more to compare."""


class NameForm(forms.Form):
    """A name for a device; empty for none."""

    name = TextField(max_length=NAME_CHARACTERS, required=False)


class CodeForm(forms.Form):
    """The twelve words of a recovery code; valid, it has the `learner` to whom they lead."""

    words = TextField(
        label=_("The twelve words"),
        max_length=CODE_CHARACTERS,
        help_text=_(
            "Capitals, numbers and line breaks do not matter; four letters of a word are enough."
        ),
        widget=forms.Textarea(
            attrs={
                "rows": 4,
                "autocomplete": "off",
                "autocapitalize": "none",
                "spellcheck": "false",
                "lang": "en",
                "dir": "ltr",
            }
        ),
        error_messages={"required": _("Enter the twelve words of the code.")},
    )

    use_required_attribute = False

    def clean_words(self) -> uuid.UUID:
        """The learner's id."""
        try:
            entropy = entropy_of(self.cleaned_data["words"])
        except RecoveryWordsError as error:
            raise forms.ValidationError(slip_message(error)) from error
        learner_id = find_by_code(entropy)
        if learner_id is None:
            raise forms.ValidationError(
                gettext(
                    "This code is not known here: it was replaced or revoked, or it belongs to "
                    "another site."
                )
            )
        return learner_id


def slip_message(error: RecoveryWordsError) -> str:
    """What is wrong with the words, and what to look at."""
    given: dict[str, Any] = {"word": error.word, "meant": error.meant, "count": error.count}
    if error.slip is Slip.COUNT:
        text = ngettext(
            "There is %(count)s word; a code has %(words)s.",
            "There are %(count)s words; a code has %(words)s.",
            error.count,
        )
        return text % {**given, "words": WORDS}
    if error.slip is Slip.CHECKSUM:
        return gettext(
            "Every word is on the list, but together they are not a code: one is in the wrong "
            "place or is another word. Compare them with your note."
        )
    if error.meant:
        return gettext("“%(word)s” is not on the list of words. Did you mean “%(meant)s”?") % given
    return gettext("“%(word)s” is not on the list of words. Compare it with your note.") % given
