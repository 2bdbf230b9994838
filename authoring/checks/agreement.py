"""One figure with two values: in two terms, in a link's words, in a benchmark, in a cost file."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from authoring.checks.arithmetic import each_way, numbers_in
from authoring.checks.figures import figure_text
from authoring.checks.passages import link_words
from authoring.files.library import Library, TermFolder
from authoring.files.reading import Problem
from authoring.files.yaml_lines import Location
from authoring.specs.term import BenchmarkSpec, FigureSpec
from terms.names.normal_form import normal_form

CODE = "two-values"


def check_agreement(library: Library) -> Iterator[Problem]:
    """Figures that are written with another value somewhere else."""
    yield from _between_terms(library)
    for folder in library.folders:
        yield from _in_links(folder)
        yield from _in_benchmarks(folder)
        yield from _in_costs(folder)


def _between_terms(library: Library) -> Iterator[Problem]:
    """A key and a source are the same figure wherever they stand."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for folder in library.folders:
        for index, figure in enumerate(folder.figures):
            key = (figure.key, figure.source or "")
            slug, value = first.setdefault(key, (folder.slug, figure.value))
            if _differ(value, figure.value):
                message = f"{figure.key!r} is {figure.value!r} here and {value!r} in {slug!r}"
                yield folder.front.problem(("figures", index, "value"), message, CODE)


def _in_links(folder: TermFolder) -> Iterator[Problem]:
    figures = _figures(folder)
    for document in folder.documents:
        for location, text in document.strings():
            for key, words in link_words(text, "figure"):
                figure = figures.get(key)
                if figure and (number := _foreign(words, figure)):
                    message = f"the link says {words!r}, and {figure.key!r} is {figure.value!r}"
                    yield document.problem(location, f"{message}: it has no {number}", CODE)


def _in_benchmarks(folder: TermFolder) -> Iterator[Problem]:
    figures = _figures(folder)
    for index, benchmark in enumerate(folder.term.benchmarks if folder.term else ()):
        if figure := figures.get(benchmark.figure):
            for place, limit in _limits(benchmark):
                if not _holds(figure, Fraction(limit), is_percent=benchmark.unit == "percent"):
                    message = f"{limit} is not in the figure {figure.key!r}, {figure.value!r}"
                    yield folder.front.problem(("benchmarks", index, *place), message, CODE)


def _limits(benchmark: BenchmarkSpec) -> Iterator[tuple[Location, Decimal]]:
    for name in ("lagging", "typical", "leading"):
        for end in ("low", "high"):
            limit = getattr(getattr(benchmark, name), end)
            if limit is not None:
                yield (name, end), limit


def _in_costs(folder: TermFolder) -> Iterator[Problem]:
    figures = _figures(folder)
    for index, tier in enumerate(folder.cost.tiers if folder.cost else ()):
        for field in ("share", "price"):
            figure = figures.get(getattr(tier, f"{field}_figure"))
            name = field if field == "share" else "price_usd"
            value = Fraction(getattr(tier, name))
            if figure and not _holds(figure, value, is_percent=False):
                message = (
                    f"{float(value):.6g} is not in the figure {figure.key!r}, {figure.value!r}"
                )
                yield folder.cost_document.problem(("tiers", index, name), message, CODE)


def _figures(folder: TermFolder) -> dict[str, FigureSpec]:
    return {figure.key: figure for figure in folder.figures}


def _foreign(words: str, figure: FigureSpec) -> str:
    """A number of a link's words that its figure nowhere has, or nothing."""
    known = each_way(figure_text(figure))
    unknown = (one.value for one in numbers_in(words) if one.value not in known)
    return next((f"{float(value):.6g}" for value in unknown), "")


def _holds(figure: FigureSpec, value: Fraction, *, is_percent: bool) -> bool:
    """Whether a figure in numbers has this one; a figure in words cannot say."""
    numbers = {number.value for number in numbers_in(figure_text(figure))}
    return not numbers or value / (100 if is_percent else 1) in numbers


def _differ(one: str, other: str) -> bool:
    """Whether two values have different numbers; one that quotes a part of the other does not."""
    here, there = ({number.value for number in numbers_in(value)} for value in (one, other))
    if here or there:
        return not (here <= there or there <= here)
    return normal_form(one) != normal_form(other)
