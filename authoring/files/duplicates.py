"""What stands twice where a reader has to tell one from the other: options, steps, questions."""

from collections.abc import Iterable, Sequence
from typing import Any

from authoring.files.library import MaturityFile, TermFolder
from authoring.files.reading import Document
from authoring.files.yaml_lines import Location
from authoring.specs.values import shown
from terms.fields.prose import render_prose
from terms.markdown.plain import plain_text
from terms.names.normal_form import normal_form
from terms.sections.registry import row_parts

_MARKS = frozenset("*_`[<&\\~")
"""Without one of them Markdown shows a line as it is written."""


def check_unique(
    document: Document, location: Location, rows: Sequence[Any] | None, *fields: str
) -> None:
    """Report each of the `rows` at `location` that is like an earlier one in all `fields`."""
    texts = [" ".join(getattr(row, field) for field in fields) for row in rows or ()]
    report_repeats(document, [((*location, at, fields[-1]), text) for at, text in enumerate(texts)])


def report_repeats(document: Document, texts: Iterable[tuple[Location, str]]) -> None:
    """Report each text that a reader cannot tell from an earlier one."""
    seen: dict[str, Location] = {}
    for location, text in texts:
        first = seen.setdefault(_as_seen(text), location)
        if first != location:
            place = ".".join(map(str, first))
            message = f"{shown(text)} stands more than once: it reads like {place}"
            document.report(location, message, "duplicate")


def check_repeats(folder: TermFolder) -> None:
    """Report what stands twice in one list of a term's files."""
    for part in row_parts():
        if folder.term and part.telling:
            check_unique(folder.front, part.place, part.rows_of(folder.term), *part.telling)
    if folder.term:
        check_unique(folder.front, ("faq",), folder.term.faq, "answer")
    check_unique(folder.quiz_document, ("questions",), folder.questions, "stem")
    if folder.maturity:
        check_unique(folder.maturity_document, ("levels",), folder.maturity.levels, "text")
    if folder.cost:
        check_unique(folder.cost_document, ("tiers",), folder.cost.tiers, "name")
    for at, question in enumerate(folder.questions):
        for name in ("options", "steps"):
            place = ("questions", at, name)
            check_unique(folder.quiz_document, place, getattr(question, name, None), "text")


def check_repeats_of_model(model: MaturityFile) -> None:
    """Report what stands twice in an assessment."""
    dimensions = model.spec.dimensions if model.spec else []
    check_unique(model.document, ("dimensions",), dimensions, "title")
    statements = [
        (("dimensions", place, "statements", index, "text"), statement.text)
        for place, dimension in enumerate(dimensions)
        for index, statement in enumerate(dimension.statements)
    ]
    levels = [
        (("dimensions", place, "levels", index), text)
        for place, dimension in enumerate(dimensions)
        for index, text in enumerate(dimension.levels)
    ]
    report_repeats(model.document, [*statements, *levels])


def _as_seen(text: str) -> str:
    return normal_form(text if _MARKS.isdisjoint(text) else plain_text(render_prose(text)))
