"""The part of an address that names an entry: letters of any script, digits and hyphens."""

import unicodedata


class SlugConverter:
    """`<any_slug:slug>` in the routes of terms and quizzes; composed, since some systems send
    letters and their marks apart."""

    regex = r"[^\x00-,./:-@\[-\^`{-\x7f]+"
    """ASCII letters, digits, `-`, `_` and all beyond ASCII, said by what it is not: a range up to
    the last sign takes Python a millisecond to compile, in each of two hundred routes."""

    def to_python(self, value: str) -> str:
        return unicodedata.normalize("NFC", value)

    def to_url(self, value: str) -> str:
        return value
