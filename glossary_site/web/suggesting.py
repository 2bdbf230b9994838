"""What a list of suggestions says of itself to those who do not see it open."""

from django.utils.translation import gettext, ngettext


def suggestions_note(number: int, *, are_close: bool) -> str:
    """How many there are, or that none holds what was typed and these come close."""
    if are_close:
        return gettext("Did you mean")
    words = ngettext("%(number)s suggestion", "%(number)s suggestions", number)
    return words % {"number": number}
