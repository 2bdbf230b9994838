"""Quiz questions whose right option can be told without knowing the answer."""

from __future__ import annotations

from collections.abc import Iterator

from authoring.files.library import Library
from authoring.files.reading import Document, Problem, Severity
from authoring.specs.quiz import QuizSpec, SingleSpec

SHORTEST_TELLING = 20
"""Characters by which lengths must differ to be seen."""

FEWEST_QUESTIONS = 4
"""So many questions of one choice make a habit."""


def check_giveaways(library: Library) -> Iterator[Problem]:
    """Right options that stand out by their length, or always stand in the same place."""
    for folder in library.folders:
        if folder.quiz:
            yield from _by_length(folder.quiz_document, folder.quiz)
            yield from _by_habit(folder.quiz_document, folder.quiz)


def stands_out(right: str, wrong: list[str]) -> str:
    """`longer` or `shorter` where the right text differs from every wrong one by half and by
    enough characters to be seen, else nothing."""
    lengths = [len(text) for text in wrong]
    longest, shortest = max(lengths), min(lengths)
    if len(right) > 1.5 * longest and len(right) - longest >= SHORTEST_TELLING:
        return "longer"
    if 1.5 * len(right) < shortest and shortest - len(right) >= SHORTEST_TELLING:
        return "shorter"
    return ""


def _by_length(document: Document, quiz: QuizSpec) -> Iterator[Problem]:
    for index, question in enumerate(quiz.questions):
        if not isinstance(question, SingleSpec):
            continue
        right, wrong = _options(question)
        if how := stands_out(right, wrong):
            yield document.problem(
                ("questions", index, "options", _place(question)),
                f"the right option is much {how} than every wrong one, which gives it away",
                "answer-by-length",
                Severity.WARNING,
            )


def _by_habit(document: Document, quiz: QuizSpec) -> Iterator[Problem]:
    choices = [question for question in quiz.questions if isinstance(question, SingleSpec)]
    if len(choices) < FEWEST_QUESTIONS:
        return
    places = {_place(question) for question in choices}
    if len(places) == 1:
        message = f"the right option is number {places.pop() + 1} in every question of one choice"
        yield document.problem(("questions",), message, "answer-by-position", Severity.WARNING)
    for how, extreme in (("longest", max), ("shortest", min)):
        if all(_is_extreme(question, extreme(_lengths(question))) for question in choices):
            message = f"the right option is the {how} in every question of one choice"
            yield document.problem(("questions",), message, "answer-by-length", Severity.WARNING)


def _options(question: SingleSpec) -> tuple[str, list[str]]:
    options = question.options
    wrong = [option.text for option in options if not option.right]
    return options[_place(question)].text, wrong


def _place(question: SingleSpec) -> int:
    return next(place for place, option in enumerate(question.options) if option.right)


def _lengths(question: SingleSpec) -> list[int]:
    return [len(option.text) for option in question.options]


def _is_extreme(question: SingleSpec, length: int) -> bool:
    """Whether the right option alone has this length."""
    lengths = _lengths(question)
    return lengths[_place(question)] == length and lengths.count(length) == 1
