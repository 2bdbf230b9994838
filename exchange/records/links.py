"""The links in an author's Markdown, made to hold anywhere. Pure."""

import re
from collections.abc import Mapping
from urllib.parse import quote

_LINK = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|\[(?P<words>(?:[^\[\]\\]|\\.)*)\]\((?P<scheme>term|figure):(?P<name>[^\s()]+)"
    r"(?:\s+\"[^\"]*\")?\)"
    r"|\]\((?P<path>/(?!/)[^\s()]*)(?=[\s)])"
    r"|!\[(?P<alt>(?:[^\[\]\\]|\\.)*)\]\((?P<image>[^\s():/]+)(?P<title>\s+\"[^\"]*\")?\)",
    re.DOTALL,
)


def absolute_links(
    text: str, *, base: str, term_url: str, figures_url: str, images: Mapping[str, str]
) -> str:
    """`text` with `term:`, `figure:`, its own images and paths on this site as addresses.

    `base` is the origin of the site; `term_url` has `{slug}` for the slug; a figure is found at
    `figures_url` with its key behind a `#`. An image that is not among `images` becomes what it
    shows. Code stays as it is.
    """

    def whole(found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        if found["path"]:
            return f"]({base}{found['path']}"
        if found["image"]:
            address = images.get(found["image"])
            return (
                f"![{found['alt']}]({address}{found['title'] or ''})" if address else found["alt"]
            )
        if found["scheme"] == "figure":
            return f"[{found['words']}]({figures_url}#{found['name']})"
        return f"[{found['words']}]({term_url.format(slug=quote(found['name'], safe='%'))})"

    return _LINK.sub(whole, text)
