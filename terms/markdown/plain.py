"""What a reader reads of sanitised HTML, as plain text."""

import re
from html import unescape

from terms.names.word_edges import INLINE

_IMAGE = re.compile(r'<img [^>]*?alt="(?P<words>[^"]*)"[^>]*>')
_NOTE = re.compile(r'(?:<sup>)?<a class="note-(?:link|back)"[^>]*>[^<]*</a>(?:</sup>)?')
_TAG = re.compile(r"</?(?P<name>[a-z0-9]+)[^>]*>")


def plain_text(html: str) -> str:
    """The words of `html` in one line: of an image what it shows, of a footnote its text alone.

    What an element of a word's own line holds belongs to that word; any other parts words.
    """
    if "<img " in html:
        html = _IMAGE.sub(r" \g<words> ", html)
    if 'class="note' in html:
        html = _NOTE.sub("", html)
    parted = _TAG.sub(lambda tag: "" if tag["name"] in INLINE else " ", html)
    return " ".join(unescape(parted).split())
