"""Specimens: the site's own fragments, each drawn in one state."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from dev.styleguide.own_ids import give_own_ids, ids_of

Title: TypeAlias = str | Promise
PAGE = "styleguide/styleguide.html"
_MAIN = re.compile(r'<main class="(?P<classes>[^"]*)"[^>]*>(?P<content>.*)</main>', re.DOTALL)
_FRAME = {"main", "wrap"}


@dataclass(frozen=True)
class Specimen:
    """One state of a fragment, or of a page, of which the content of its `<main>` is shown."""

    key: str
    title: Title
    template: str
    context: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_page(self) -> bool:
        return not self.template.rpartition("/")[2].startswith("_")


@dataclass(frozen=True)
class Section:
    """Specimens that belong together."""

    key: str
    title: Title
    specimens: tuple[Specimen, ...]


def draw(
    sections: Iterable[Section], request: HttpRequest
) -> Iterator[tuple[Section, list[tuple[Specimen, SafeString]]]]:
    """Each section with its specimens and their HTML, in which every id is another one.

    An id that an earlier one or the page has is made its own.
    """
    taken = ids_of(render_to_string(PAGE, {}, request))
    for section in sections:
        drawn = []
        for specimen in section.specimens:
            html = give_own_ids(_render(specimen, request), taken, specimen.key)
            taken |= ids_of(html)
            drawn.append((specimen, mark_safe(html)))  # noqa: S308 - templates escaped it
        yield section, drawn


def _render(specimen: Specimen, request: HttpRequest) -> str:
    html = render_to_string(specimen.template, dict(specimen.context), request)
    if not specimen.is_page:
        return html
    main = _MAIN.search(html)
    if main is None:
        raise ValueError(f"{specimen.template} has no <main>")
    classes = " ".join(name for name in main["classes"].split() if name not in _FRAME)
    return f'<div class="{classes}">{main["content"]}</div>' if classes else main["content"]
