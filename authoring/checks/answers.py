"""Right answers of a quiz with a percentage or a price that the term's page does not know."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from authoring.checks.arithmetic import each_way, numbers_in
from authoring.checks.passages import SENTENCES, passages
from authoring.checks.sources import AMOUNT, known_numbers, page_of
from authoring.files.library import Library, TermFolder
from authoring.files.reading import Problem, Severity

CODE = "unsupported-answer"


def check_answers(library: Library) -> Iterator[Problem]:
    """An answer that a section of the page contradicts has a number that stands nowhere on it.

    What the stem gives may be used, and a number question is computed and not looked up.
    """
    for folder in library.folders:
        if folder.term and folder.quiz:
            page = _numbers_of_page(folder)
            for index, question in enumerate(folder.quiz.questions):
                given = page | each_way(question.stem)
                for place, text in question.right_texts():
                    if amount := _unknown(text, given):
                        yield folder.quiz_document.problem(
                            ("questions", index, *place),
                            f"{amount!r} stands in the right answer and nowhere on the page",
                            CODE,
                            Severity.WARNING,
                        )


def _numbers_of_page(folder: TermFolder) -> set[Fraction]:
    figures = folder.term.figures if folder.term else []
    text = " ; ".join(passage.text for passage in passages(page_of(folder), SENTENCES))
    return known_numbers(folder, figures) | each_way(text)


def _unknown(text: str, given: set[Fraction]) -> str:
    """The first amount of a text that is not among the numbers given, or nothing."""
    for amount in AMOUNT.finditer(text):
        if any(number.value not in given for number in numbers_in(amount[0])):
            return amount[0]
    return ""
