"""The figures of a term's page: a note for each, opened where the figure stands in the text.

On paper the notes are numbered and each source is named once, so they are kept in the order of
their sources.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from terms.models import Figure, Source

_LINK = re.compile(
    r'<a\b[^>]*\bhref="#figure-(?P<key>[A-Za-z0-9-]+)"[^>]*>(?P<words>.*?)</a>', re.DOTALL
)
_LABEL = re.compile(r"<label\b.*?</label>", re.DOTALL)
_BUTTON, _IN_FORM = "<button popovertarget", '<button type="button" popovertarget'
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)


@dataclass(frozen=True)
class FigureNote:
    """What is known of a figure; `number` counts from 1 through the page's notes."""

    number: int
    figure: Figure
    is_first_of_source: bool


@dataclass(frozen=True)
class SourceFigures:
    """A publication with the figures that come from it; None with those of our own arithmetic."""

    source: Source | None
    figures: tuple[Figure, ...]


def group_by_source(figures: Iterable[Figure]) -> list[SourceFigures]:
    """The figures by their source in the order in which these first come, our own sums last."""
    groups: dict[int | None, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.source_id, []).append(figure)
    own = groups.pop(None, [])
    found = [SourceFigures(some[0].source, tuple(some)) for some in groups.values()]
    return [*found, SourceFigures(None, tuple(own))] if own else found


def number_notes(figures: Iterable[Figure]) -> list[FigureNote]:
    """The notes of a page, those of one source after each other."""
    ordered = [
        (figure, figure is group.figures[0])
        for group in group_by_source(figures)
        for figure in group.figures
    ]
    return [FigureNote(number, *one) for number, one in enumerate(ordered, start=1)]


def link_notes(html: str, numbers: Mapping[str, int]) -> str:
    """Links to figures as buttons that open their notes; a figure without a note is plain words.

    A label has one control, so that a figure in it is a link to the list of all. In a form alone a
    button has to say that it sends nothing.
    """

    def button(link: re.Match[str]) -> str:
        if link["key"] not in numbers:
            return link["words"]
        return (
            f'{_BUTTON}="figure-{link["key"]}"'
            f' data-note="{numbers[link["key"]]}">{link["words"]}</button>'
        )

    listed = _LABEL.sub(lambda label: label[0].replace('href="#figure-', 'href="figures/#'), html)
    linked = _LINK.sub(button, listed)
    return _FORM.sub(lambda form: form[0].replace(_BUTTON, _IN_FORM), linked)
