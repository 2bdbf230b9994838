"""Who is credited for a figure, which figure leads, and sources that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from authoring.checks.arithmetic import each_way
from authoring.files.library import Library, TermFolder
from authoring.files.mentions import links_in
from authoring.files.reading import Problem, Severity
from authoring.specs.term import FigureSpec, TermSpec

OBSERVED = frozenset({"measured", "survey"})
"""The kinds of figures that rest on more than one person's experience."""


def check_credits(library: Library) -> Iterator[Problem]:
    """Estimates above what was observed, sums that are credited to a stranger, unused sources."""
    for folder in library.folders:
        if folder.term:
            yield from _leading_estimates(folder, folder.term)
            yield from _false_credits(folder, folder.term.figures)
    yield from _unused_sources(library)


def _leading_estimates(folder: TermFolder, term: TermSpec) -> Iterator[Problem]:
    kinds = {figure.key: figure.kind for figure in term.figures}
    for index, metric in enumerate(term.key_metrics):
        if kinds.get(metric.figure) == "estimate" and kinds.get(metric.beside or "") in OBSERVED:
            yield folder.front.problem(
                ("key_metrics", index, "figure"),
                f"{metric.figure!r} is an estimate and leads before {metric.beside!r}, which is "
                f"{kinds[metric.beside or '']}: let them change places",
                "estimate-leads",
                Severity.WARNING,
            )


def _false_credits(folder: TermFolder, figures: list[FigureSpec]) -> Iterator[Problem]:
    for index, figure in enumerate(figures):
        if figure.kind != "calculation" or figure.source is None:
            continue
        inputs = [one for one in figures if one is not figure and one.source == figure.source]
        known = {number for one in inputs for number in each_way(f"{one.value} ; {one.states}")}
        if not known & each_way(figure.working or ""):
            yield folder.front.problem(
                ("figures", index, "source"),
                f"the working has no number of a figure of {figure.source!r}: a calculation of our "
                "own credits nobody else, or shows whose inputs it takes",
                "false-credit",
                Severity.WARNING,
            )


def _unused_sources(library: Library) -> Iterator[Problem]:
    cited = _cited_sources(library)
    linked = {
        link.name.rstrip("/")
        for document in library.documents
        for _, _, link in links_in(document)
        if link.name.startswith("http")
    }
    for index, source in enumerate(library.sources or ()):
        if source.key not in cited and (source.url or "").rstrip("/") not in linked:
            yield library.sources_document.problem(
                ("sources", index, "key"),
                f"nothing cites {source.key!r}: cite it, or take it out",
                "unused-source",
                Severity.WARNING,
            )


def _cited_sources(library: Library) -> set[str]:
    terms = [folder.term for folder in library.folders if folder.term]
    models = [model.spec for model in library.models if model.spec]
    cited = {figure.source for term in terms for figure in term.figures}
    cited |= {citation.source for term in terms for citation in term.sources}
    cited |= {
        statement.source
        for model in models
        for dimension in model.dimensions
        for statement in dimension.statements
    }
    if library.site and library.site.advisor:
        cited.add(library.site.advisor.source)
    return {key for key in cited if key}
