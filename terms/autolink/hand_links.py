"""Links that an author made by hand, closed while the term that they lead to is not published."""

import re
from collections.abc import Callable
from urllib.parse import unquote

_TITLE = r'(?: title="[^"]*")?'
_ADDRESS = rf'="(?P<href>[^"]*)"(?P<after>{_TITLE})'
_REL = '(?: rel="noopener")?'
"""As texts have it that were stored before links were written without."""
_WORDS = r">(?P<words>.*?)</"
_OPEN = re.compile(
    rf'<a class="term-link"(?P<before>{_TITLE}) href{_ADDRESS}{_REL}{_WORDS}a>', re.DOTALL
)
_CLOSED = re.compile(
    rf'<span class="closed-link"(?P<before>{_TITLE}) data-href{_ADDRESS}{_WORDS}span>', re.DOTALL
)
_AS_OPEN = r'<a class="term-link"\g<before> href="\g<href>"\g<after>>\g<words></a>'
_AS_CLOSED = r'<span class="closed-link"\g<before> data-href="\g<href>"\g<after>>\g<words></span>'


def slug_in(href: str) -> str:
    """The slug at the end of a term's address."""
    return unquote(href.rstrip("/").rpartition("/")[2])


def hand_linked(html: str) -> set[str]:
    """The terms that the author of `html`, whose links are open, has linked."""
    if "<a " not in html:
        return set()
    return {slug_in(link["href"]) for link in _OPEN.finditer(html)}


def open_links(html: str) -> str:
    """`html` with every link by hand open, as the author wrote it."""
    return _CLOSED.sub(_AS_OPEN, html) if "<span " in html else html


def close_links(html: str, is_published: Callable[[str], bool]) -> str:
    """`html`, whose links are open, with those closed that lead to a term nobody can read."""
    if "<a " not in html:
        return html
    return _OPEN.sub(
        lambda link: link[0] if is_published(slug_in(link["href"])) else link.expand(_AS_CLOSED),
        html,
    )
