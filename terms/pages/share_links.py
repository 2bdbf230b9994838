"""Plain links by which a page is passed on; nothing of the other sites is loaded."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext


@dataclass(frozen=True)
class ShareLink:
    """A place to share to, and the address that does it."""

    name: str
    url: str


def share_links(title: str, url: str) -> tuple[ShareLink, ...]:
    """E-mail, LinkedIn and X for the page `title` at the absolute `url`."""
    mail = urlencode({"subject": title, "body": url}, quote_via=quote)
    return (
        ShareLink(gettext("E-mail"), f"mailto:?{mail}"),
        ShareLink(
            "LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': url})}"
        ),
        ShareLink(
            "X", f"https://twitter.com/intent/tweet?{urlencode({'url': url, 'text': title})}"
        ),
    )
