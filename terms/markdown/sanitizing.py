"""HTML of authors' texts made safe, and compared with what it was before."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

import nh3

_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "a", "ul", "ol", "li", "h3", "h4"),
    *("blockquote", "dl", "dt", "dd", "div", "table", "thead", "tbody", "tr", "th", "td"),
    *("sup", "img"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id"},
    "code": {"class"},
    "div": {"tabindex"},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "ol": {"start"},
    "pre": {"tabindex"},
}
_CLASSES = {
    "a": {"figure-link", "term-link", "note-link", "note-back"},
    "div": {"table-scroll"},
    "ol": {"notes"},
    "td": {"is-start", "is-center", "is-end"},
    "th": {"is-start", "is-center", "is-end"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
_TAG = re.compile(
    r'<(?P<name>[a-z][a-z0-9]*)(?P<rest>(?:\s[^<>"]*(?:"[^"]*"[^<>"]*)*)?)>|</[a-z0-9]+>'
)
_ATTRIBUTE = re.compile(r'(?P<name>[a-z-]+)="(?P<value>[^"]*)"')


def sanitize(html: str) -> str:
    """`html` with nothing in it but what prose of this site is made of."""
    return _CLEANER.clean(html)


def lost(html: str, clean: str) -> list[str]:
    """What `html` has and `clean`, which was made of it, has not, each in words."""
    if html == clean:
        return []
    left = Counter(_parts(clean))
    missing = Counter(_parts(html)) - left
    words = [f"would lose {part} on its way to the page" for part in missing]
    if _text(html) != _text(clean):
        words.append("would lose some of its text on its way to the page")
    return words


def _parts(html: str) -> Iterator[str]:
    """Each tag and each attribute of `html`."""
    for tag in _TAG.finditer(html):
        if name := tag["name"]:
            yield f"<{name}>"
            for attribute in _ATTRIBUTE.finditer(tag["rest"]):
                yield f"{attribute['name']}={unescape(attribute['value'])!r} of <{name}>"


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html))
