"""Numbers that no figure stands behind, and figures that nothing shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from authoring.checks.arithmetic import numbers_in
from authoring.checks.passages import SENTENCES, passages, plain
from authoring.files.library import Library, TermFolder
from authoring.files.mentions import cited_figures, links_in
from authoring.files.reading import Document, Problem, Severity
from authoring.specs.term import FigureSpec

AMOUNT = re.compile(r"[$€£]\d[\d.,]*|\d[\d.,–-]*\s?%")
"""A price or a percentage, as it is written."""


def check_sources(library: Library) -> Iterator[Problem]:
    """Percentages and prices in a term's text that none of its figures has, so that they have no
    source; and figures that the page cites nowhere."""
    for folder in library.folders:
        if folder.term:
            yield from _without_source(folder, folder.term.figures)
            yield from _unused(folder, folder.term.figures)


def _without_source(folder: TermFolder, figures: list[FigureSpec]) -> Iterator[Problem]:
    known = known_numbers(folder, figures)
    for passage in passages(page_of(folder), SENTENCES - {"states", "caveat"}):
        for amount in AMOUNT.finditer(plain(passage.text, but="figure")):
            if any(number.value not in known for number in numbers_in(amount[0])):
                message = f"{amount[0]!r} is in no figure of the term, so it has no source"
                yield passage.warn("unsourced-number", message, amount[0])


def page_of(folder: TermFolder) -> Iterator[Document]:
    """The files that state facts; a quiz and the levels ask for them."""
    yield folder.front
    yield folder.prose_document


def known_numbers(folder: TermFolder, figures: list[FigureSpec]) -> set[Fraction]:
    """The numbers of the term's figures and tiers, as shares and as percentages."""
    texts = (
        text
        for figure in figures
        for text in (figure.value, figure.states, figure.working, figure.caveat)
    )
    known = {number.value for text in texts for number in numbers_in(text or "")}
    for tier in folder.cost.tiers if folder.cost else ():
        known |= {tier.share, Fraction(tier.price_usd)}
    return known | {value / 100 for value in known} | {value * 100 for value in known}


def _unused(folder: TermFolder, figures: list[FigureSpec]) -> Iterator[Problem]:
    used = {
        link.name.removeprefix("figure:")
        for document in folder.documents
        for _, _, link in links_in(document)
    }
    if folder.term:
        used |= {key for _, key in cited_figures(folder.term)}
    for tier in folder.cost.tiers if folder.cost else ():
        used |= {tier.share_figure, tier.price_figure}
    for index, figure in enumerate(figures):
        if figure.key not in used:
            yield folder.front.problem(
                ("figures", index, "key"),
                f"the figure {figure.key!r} is cited nowhere on the page",
                "unused-figure",
                Severity.WARNING,
            )
