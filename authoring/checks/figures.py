"""What stands behind the figures of a term: sources, dates, sums, and where the page cites them."""

import calendar
import datetime
import re
from collections.abc import Iterator
from fractions import Fraction

from authoring.checks.arithmetic import Number, each_way, equations, numbers_in
from authoring.checks.passages import SENTENCES, passages, plain
from authoring.files.library import Library, TermFolder
from authoring.files.mentions import cited_figures, links_in
from authoring.files.reading import Document, Problem
from authoring.specs.term import FigureSpec

AMOUNT = re.compile(r"[$€£]\d[\d.,]*|\d[\d.,–-]*\s?%")
"""A price or a percentage, as it is written."""

FRESH_DAYS = 365
FRESH_PRICE_DAYS = 90
OBSERVED = frozenset({"measured", "survey"})
"""The kinds of figures that rest on more than one person's experience."""

_MONEY = re.compile(r"[$€£]|\b(?:USD|EUR|GBP)\b")
_LABEL = re.compile(r"\S+:\s")
_ROUND = re.compile(r"\d0+(?![\d.,])")


def check_figures(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Whatever is wrong or doubtful with the figures of each term."""
    for folder in library.folders:
        yield from _without_source(folder)
        yield from _unused_figures(folder)
        yield from _leading_estimates(folder)
        yield from _false_credits(folder)
        yield from _old_figures(folder, today)
        yield from _wrong_sums(folder)
    yield from _unused_sources(library)


def figure_text(figure: FigureSpec) -> str:
    """All that is said of a figure."""
    texts = (figure.value, figure.states, figure.working, figure.caveat)
    return " ; ".join(text for text in texts if text)


def known_numbers(folder: TermFolder) -> set[Fraction]:
    """The numbers of the term's figures and tiers, as shares and as percentages."""
    known = {number for figure in folder.figures for number in each_way(figure_text(figure))}
    for tier in folder.cost.tiers if folder.cost else ():
        for value in (tier.share, Fraction(tier.price_usd)):
            known |= {value, value / 100, value * 100}
    return known


def page_of(folder: TermFolder) -> tuple[Document, Document]:
    """The files that state facts; a quiz and the levels ask for them."""
    return folder.front, folder.prose_document


def fresh_days(value: str) -> int:
    """How long a figure is taken as it stands: an amount of money for a shorter time."""
    return FRESH_PRICE_DAYS if _MONEY.search(value) else FRESH_DAYS


def last_day(as_of: str) -> datetime.date:
    """The last day of a year, of a month, or the day itself: 2026, 2026-03, 2026-03-10."""
    year, *rest = (int(part) for part in as_of.split("-"))
    month = rest[0] if rest else 12
    day = rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1]
    return datetime.date(year, month, day)


def _without_source(folder: TermFolder) -> Iterator[Problem]:
    """Percentages and prices of the text that no figure has."""
    known = known_numbers(folder)
    for passage in passages(page_of(folder), SENTENCES - {"states", "caveat"}):
        for amount in AMOUNT.finditer(plain(passage.text, but="figure")):
            if any(number.value not in known for number in numbers_in(amount[0])):
                message = f"{amount[0]!r} is in no figure of the term, so it has no source"
                yield passage.warn("unsourced-number", message, amount[0])


def _unused_figures(folder: TermFolder) -> Iterator[Problem]:
    used = {
        link.name.removeprefix("figure:")
        for document in folder.documents
        for _, _, link in links_in(document)
    }
    if folder.term:
        used |= {key for _, key in cited_figures(folder.term)}
    for tier in folder.cost.tiers if folder.cost else ():
        used |= {tier.share_figure, tier.price_figure}
    for index, figure in enumerate(folder.figures):
        if figure.key not in used:
            message = f"the figure {figure.key!r} is cited nowhere on the page"
            yield folder.front.warning(("figures", index, "key"), message, "unused-figure")


def _leading_estimates(folder: TermFolder) -> Iterator[Problem]:
    """Estimates that stand above what was observed."""
    kinds = {figure.key: figure.kind for figure in folder.figures}
    for index, metric in enumerate(folder.term.key_metrics if folder.term else ()):
        beside = metric.beside or ""
        if kinds.get(metric.figure) == "estimate" and kinds.get(beside) in OBSERVED:
            message = (
                f"{metric.figure!r} is an estimate and leads before {beside!r}, which is "
                f"{kinds[beside]}: let them change places"
            )
            yield folder.front.warning(("key_metrics", index, "figure"), message, "estimate-leads")


def _false_credits(folder: TermFolder) -> Iterator[Problem]:
    """Calculations of our own that are credited to a stranger."""
    for index, figure in enumerate(folder.figures):
        if figure.kind != "calculation" or figure.source is None:
            continue
        inputs = [
            one for one in folder.figures if one is not figure and one.source == figure.source
        ]
        known = {number for one in inputs for number in each_way(f"{one.value} ; {one.states}")}
        if not known & each_way(figure.working or ""):
            message = (
                f"the working has no number of a figure of {figure.source!r}: a calculation of our "
                "own credits nobody else, or shows whose inputs it takes"
            )
            yield folder.front.warning(("figures", index, "source"), message, "false-credit")


def _old_figures(folder: TermFolder, today: datetime.date) -> Iterator[Problem]:
    """A derived figure is as old as what it is derived from, which is looked at itself."""
    for index, figure in enumerate(folder.figures):
        limit = fresh_days(figure.value)
        age = (today - last_day(figure.as_of)).days
        if figure.kind != "calculation" and age > limit:
            message = (
                f"the figure {figure.key!r} is of {figure.as_of}, {age} days ago: look for a "
                f"newer one, or say in its caveat why it still holds (after {limit} days)"
            )
            yield folder.front.warning(("figures", index, "as_of"), message, "stale-figure")


def _wrong_sums(folder: TermFolder) -> Iterator[Problem]:
    """Derived figures whose working does not come out, or does not lead to their value."""
    for index, figure in enumerate(folder.figures):
        for field, message in _faults_of_working(figure):
            yield folder.front.problem(("figures", index, field), message, "wrong-sum")


def _faults_of_working(figure: FigureSpec) -> Iterator[tuple[str, str]]:
    sums = list(equations(figure.working or ""))
    if not sums:
        return
    for left, right in sums:
        if not left.agrees(right):
            yield "working", f"{left.text} is {float(left.value):.6g}, not {right.text}"
    results = [side.value for pair in sums for side in pair]
    results += [number.value for number in numbers_in(f"{figure.working} {figure.states}")]
    for number in numbers_in(_LABEL.sub("", figure.value)):
        if not any(_rounded(number, figure.value).rounds(abs(result)) for result in results):
            missed = f"the working does not lead to {float(number.value):.6g}"
            yield "value", f"{figure.value!r}: {missed}"


def _rounded(number: Number, text: str) -> Number:
    """The number with the noughts that it ends with taken as rounding, as in 231,000."""
    whole = int(number.value) if number.value.denominator == 1 else 0
    noughts = len(str(whole)) - len(str(whole).rstrip("0")) if whole else 0
    if number.half_unit != Fraction(1, 2) or not _ROUND.search(text):
        return number
    return Number(number.value, Fraction(10**noughts, 2))


def _unused_sources(library: Library) -> Iterator[Problem]:
    terms = [folder.term for folder in library.folders if folder.term]
    cited = {figure.source for term in terms for figure in term.figures}
    cited |= {citation.source for term in terms for citation in term.sources}
    for model in library.models:
        for dimension in model.spec.dimensions if model.spec else ():
            cited |= {statement.source for statement in dimension.statements}
    if library.site and library.site.advisor:
        cited.add(library.site.advisor.source)
    linked = {
        link.name.rstrip("/")
        for document in library.documents
        for _, _, link in links_in(document)
        if link.name.startswith("http")
    }
    for index, source in enumerate(library.sources or ()):
        if source.key not in cited and (source.url or "").rstrip("/") not in linked:
            message = f"nothing cites {source.key!r}: cite it, or take it out"
            place = ("sources", index, "key")
            yield library.sources_document.warning(place, message, "unused-source")
