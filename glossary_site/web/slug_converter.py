"""The part of an address that names an entry: letters of any script, digits and hyphens."""

import unicodedata


class SlugConverter:
    """`<any_slug:slug>` in the routes of terms and quizzes; composed, since some systems send
    letters and their marks apart."""

    regex = r"[-a-zA-Z0-9_\u0080-\U0010ffff]+"

    def to_python(self, value: str) -> str:
        return unicodedata.normalize("NFC", value)

    def to_url(self, value: str) -> str:
        return value
