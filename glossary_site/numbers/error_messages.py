"""What a reader is told of a typed number that cannot be read."""

from django.utils.translation import gettext_lazy as _

from glossary_site.numbers.parsing import (
    LARGEST_EXPONENT,
    MAX_CHARACTERS,
    NumberFault,
    NumberTextError,
)

FAULTS = {
    NumberFault.EMPTY: _("Write a number here."),
    NumberFault.TOO_LONG: _("This has %(length)s characters. Write at most %(longest)s."),
    NumberFault.NOT_A_NUMBER: _("“%(text)s” is not a number. Write one such as 1000 or 0.7."),
    NumberFault.NOT_FINITE: _("“%(text)s” is not a finite number. Write one such as 1000 or 0.7."),
    NumberFault.OTHER_MARK: _("“%(text)s” has a decimal comma. Write %(first)s."),
    NumberFault.AMBIGUOUS: _(
        "“%(text)s” can be read as two numbers. Write %(first)s or %(second)s."
    ),
    NumberFault.NEGATIVE: _("“%(text)s” is negative. Write 0 or more."),
    NumberFault.EXPONENT_TOO_LARGE: _(
        "The exponent of “%(text)s” is out of range. Write one from e-%(exponent)s to "
        "e%(exponent)s."
    ),
    NumberFault.MORE_THAN_ALL: _("“%(text)s” is more than 100%%. Write one such as 70%% or 0.7."),
}


def describe_fault(error: NumberTextError) -> str:
    """What is wrong with the text, and what to write instead."""
    first, second, *_more = (*error.advice, "", "")
    return str(FAULTS[error.fault]) % {
        "text": printable(error.text[:MAX_CHARACTERS]),
        "first": first,
        "second": second,
        "length": len(error.text),
        "longest": MAX_CHARACTERS,
        "exponent": LARGEST_EXPONENT,
    }


def printable(text: str) -> str:
    """`text` with a sign in place of each NUL."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")
