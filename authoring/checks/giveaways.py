"""Quiz questions whose right option can be told without knowing the answer."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from authoring.files.library import Library
from authoring.files.reading import Document, Problem, Severity
from authoring.specs.quiz import QuizSpec, SingleSpec

SHORTEST_TELLING = 20
"""Characters by which lengths must differ to be seen."""

FEWEST_QUESTIONS = 4
"""So many questions of one choice make a habit."""

MOST_LONGEST = 2
"""In so many questions of a quiz the right option may be the longest: options should be about
equally long (T. M. Haladyna and others, Applied Measurement in Education 15, 2002)."""

LARGEST_SHARE = Fraction(3, 10)
"""Of all questions of one choice: about what chance gives among three or four options."""

FEWEST_OF_SITE = 20
"""A share of fewer questions says little."""


def check_giveaways(library: Library) -> Iterator[Problem]:
    """Right options that stand out by their length, or always stand in the same place."""
    for folder in library.folders:
        if folder.quiz:
            yield from _by_length(folder.quiz_document, folder.quiz)
            yield from _by_habit(folder.quiz_document, folder.quiz)
    yield from _by_habit_of_site(library)


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
    choices = _choices(quiz)
    if (longest := _longest(choices)) > MOST_LONGEST:
        message = (
            f"the right option is the longest in {longest} of {len(choices)} questions of one "
            f"choice: in at most {MOST_LONGEST} it may be"
        )
        yield document.problem(("questions",), message, "answer-by-length", Severity.WARNING)
    if len(choices) < FEWEST_QUESTIONS:
        return
    places = {_place(question) for question in choices}
    if len(places) == 1:
        message = f"the right option is number {places.pop() + 1} in every question of one choice"
        yield document.problem(("questions",), message, "answer-by-position", Severity.WARNING)
    if all(_is_extreme(question, min(_lengths(question))) for question in choices):
        message = "the right option is the shortest in every question of one choice"
        yield document.problem(("questions",), message, "answer-by-length", Severity.WARNING)


def _by_habit_of_site(library: Library) -> Iterator[Problem]:
    choices = [one for folder in library.folders if folder.quiz for one in _choices(folder.quiz)]
    longest = _longest(choices)
    if len(choices) >= FEWEST_OF_SITE and longest > LARGEST_SHARE * len(choices):
        message = (
            f"in all quizzes together the right option is the longest in {longest} of "
            f"{len(choices)} questions of one choice: at most {float(LARGEST_SHARE):.0%} may be"
        )
        yield library.site_document.problem((), message, "answer-by-length", Severity.WARNING)


def _choices(quiz: QuizSpec) -> list[SingleSpec]:
    return [question for question in quiz.questions if isinstance(question, SingleSpec)]


def _longest(choices: list[SingleSpec]) -> int:
    """In how many questions the right option alone is the longest."""
    return sum(_is_extreme(question, max(_lengths(question))) for question in choices)


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
