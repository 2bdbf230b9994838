"""Ids on a page that shows a fragment more than once: each drawing gets its own."""

import re
from collections.abc import Set

_ID = re.compile(r'(?<=\sid=")[^"]+(?=")')
_NAMES_IDS = re.compile(
    r'(?<=\s)(id|for|form|list|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"'
)
_POINTS_TO_ID = re.compile(r'(?<=\s)(href|hx-target|hx-include)="#([^"]+)"')


def ids_of(html: str) -> set[str]:
    """Every id in `html`, whose attributes stand in double quotes."""
    return set(_ID.findall(html))


def give_own_ids(html: str, taken: Set[str], key: str) -> str:
    """`html` with `--key` behind each of its ids that is `taken`, and behind what refers to it."""
    clashing = ids_of(html) & taken

    def own(name: str) -> str:
        return f"{name}--{key}" if name in clashing else name

    def renamed(match: re.Match[str]) -> str:
        return f'{match[1]}="{" ".join(own(name) for name in match[2].split())}"'

    html = _NAMES_IDS.sub(renamed, html)
    return _POINTS_TO_ID.sub(lambda match: f'{match[1]}="#{own(match[2])}"', html)
