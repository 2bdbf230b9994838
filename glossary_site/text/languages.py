"""What the CLDR says of a language: its own name, and in which direction it is read. Pure."""

from babel import Locale, UnknownLocaleError


def locale_of(code: str) -> Locale:
    """The locale of a language's code, such as `ja`, `pt-br` or `zh-hans`.

    Raises UnknownLocaleError or ValueError where there is none.
    """
    return Locale.parse(code, sep="-")


def is_language(code: str) -> bool:
    """Whether there is such a language."""
    try:
        locale_of(code)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def own_name(code: str) -> str:
    """What a language is called in itself: `Deutsch`, `日本語`."""
    return str(locale_of(code).get_display_name())


def direction_of(code: str) -> str:
    """`ltr` or `rtl`."""
    return locale_of(code).text_direction
