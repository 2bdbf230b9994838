"""What a reader reads of sanitised HTML, as plain text."""

import re
from html import unescape

from terms.names.word_edges import INLINE

_IMAGE = re.compile(r'<img [^>]*?alt="(?P<words>[^"]*)"[^>]*>')
_NOTE = re.compile(r'(?:<sup>)?<a class="note-(?:link|back)"[^>]*>[^<]*</a>(?:</sup>)?')
_IN_A_LINE = {*INLINE, "button"}
"""A figure on a term's page is a button in the line."""

_TAG = re.compile(r"</?(?P<name>[a-z0-9]+)[^>]*>")


def plain_text(html: str) -> str:
    """The words of `html` in one line: of an image what it shows, of a footnote its text alone.

    What an element of a word's own line holds belongs to that word; any other parts words.
    """
    if "<img " in html:
        html = _IMAGE.sub(r" \g<words> ", html)
    if 'class="note' in html:
        html = _NOTE.sub("", html)
    parted = _TAG.sub(lambda tag: "" if tag["name"] in _IN_A_LINE else " ", html)
    return " ".join(unescape(parted).split())
