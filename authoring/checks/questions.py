"""Questions of a quiz that give their answer away, contradict it, or ask about the page."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from authoring.checks.arithmetic import each_way, numbers_in
from authoring.checks.figures import AMOUNT, known_numbers, page_of
from authoring.checks.passages import SENTENCES, Passage, passages, plain
from authoring.files.library import Library, TermFolder
from authoring.files.reading import Problem
from authoring.files.yaml_lines import Location
from authoring.specs.quiz import OptionsSpec, QuestionSpec, SingleSpec, TrueFalseSpec

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

_NAMES_PAGE = re.compile(
    r"\b(?:this|that|the) (?:page|entry|article|glossary)\b"
    r"|\b(?:the|see|shown|given|described|mentioned|explained) above\b"
    r"|(?<!\band )(?<!\bor )\babove(?=[.,;:?!)])",
    re.I,
)
_SAID_TO_BE_RIGHT = re.compile(
    r"\b(?:is|are|was|were) (?:also |equally |just as )?(?:true|right|correct)\b(?!,? but\b)"
    r"|\bwould (?:also work|work (?:too|as well|just as well))\b",
    re.I,
)


def check_questions(library: Library) -> Iterator[Problem]:
    """Whatever is doubtful in the questions of each term, and of all of them together."""
    for folder in library.folders:
        yield from _by_words(folder)
        yield from _by_numbers(folder)
        yield from _by_length(folder)
        yield from _by_habit(folder)
    choices = [choice for folder in library.folders for choice in _choices(folder)]
    longest = _longest(choices)
    if len(choices) >= FEWEST_OF_SITE and longest > LARGEST_SHARE * len(choices):
        message = (
            f"in all quizzes together the right option is the longest in {longest} of "
            f"{len(choices)} questions of one choice: at most {float(LARGEST_SHARE):.0%} may be"
        )
        yield library.site_document.warning((), message, "answer-by-length")


def _by_words(folder: TermFolder) -> Iterator[Problem]:
    """Stems that can only be answered beside the page, and options that are wrong and right."""
    for index, question in enumerate(folder.questions):
        place = ("questions", index)
        stem = Passage(folder.quiz_document, (*place, "stem"), question.stem)
        if found := _NAMES_PAGE.search(plain(stem.text)):
            message = f"{found[0]!r} asks about the page: ask about its subject, in a situation"
            yield stem.warn("stem-names-page", message, found[0])
        for inner, text in _wrong_reasons(question):
            if found := _SAID_TO_BE_RIGHT.search(plain(text)):
                message = f"{found[0]!r} is said of a wrong option: then two answers are right"
                reason = Passage(folder.quiz_document, (*place, *inner), text)
                yield reason.warn("contradicted-answer", message, found[0])


def _wrong_reasons(question: QuestionSpec) -> Iterator[tuple[Location, str]]:
    """Why each wrong option is wrong, with its place in the question."""
    if isinstance(question, OptionsSpec):
        for place, option in enumerate(question.options):
            if not option.right:
                yield ("options", place, "reason"), option.reason
    elif isinstance(question, TrueFalseSpec):
        name = "reason_false" if question.answer else "reason_true"
        yield (name,), getattr(question, name)


def _by_numbers(folder: TermFolder) -> Iterator[Problem]:
    """Right answers with a percentage or a price that the term's page does not know.

    What the stem gives may be used, and a number question is computed and not looked up.
    """
    if not folder.questions:
        return
    text = " ; ".join(passage.text for passage in passages(page_of(folder), SENTENCES))
    page = known_numbers(folder) | each_way(text)
    for index, question in enumerate(folder.questions):
        given = page | each_way(question.stem)
        for place, said in question.right_texts():
            for amount in AMOUNT.findall(said):
                if any(number.value not in given for number in numbers_in(amount)):
                    message = f"{amount!r} stands in the right answer and nowhere on the page"
                    location = ("questions", index, *place)
                    yield folder.quiz_document.warning(location, message, "unsupported-answer")
                    break


def _by_length(folder: TermFolder) -> Iterator[Problem]:
    """Right options that differ from every wrong one by half, and by enough to be seen."""
    for index, question in enumerate(folder.questions):
        if not isinstance(question, SingleSpec):
            continue
        place, lengths = _place(question), [len(option.text) for option in question.options]
        right = lengths.pop(place)
        longest, shortest = max(lengths), min(lengths)
        if right > 1.5 * longest and right - longest >= SHORTEST_TELLING:
            how = "longer"
        elif 1.5 * right < shortest and shortest - right >= SHORTEST_TELLING:
            how = "shorter"
        else:
            continue
        message = f"the right option is much {how} than every wrong one, which gives it away"
        location = ("questions", index, "options", place)
        yield folder.quiz_document.warning(location, message, "answer-by-length")


def _by_habit(folder: TermFolder) -> Iterator[Problem]:
    """Right options that often are the longest, or always the shortest or in the same place."""
    document, choices = folder.quiz_document, _choices(folder)
    if (longest := _longest(choices)) > MOST_LONGEST:
        message = (
            f"the right option is the longest in {longest} of {len(choices)} questions of one "
            f"choice: in at most {MOST_LONGEST} it may be"
        )
        yield document.warning(("questions",), message, "answer-by-length")
    if len(choices) < FEWEST_QUESTIONS:
        return
    places = {_place(question) for question in choices}
    if len(places) == 1:
        message = f"the right option is number {places.pop() + 1} in every question of one choice"
        yield document.warning(("questions",), message, "answer-by-position")
    if all(_is_alone(question, min) for question in choices):
        message = "the right option is the shortest in every question of one choice"
        yield document.warning(("questions",), message, "answer-by-length")


def _choices(folder: TermFolder) -> list[SingleSpec]:
    return [question for question in folder.questions if isinstance(question, SingleSpec)]


def _longest(choices: list[SingleSpec]) -> int:
    """In how many questions the right option alone is the longest."""
    return sum(_is_alone(question, max) for question in choices)


def _place(question: SingleSpec) -> int:
    return next(place for place, option in enumerate(question.options) if option.right)


def _is_alone(question: SingleSpec, extreme: Callable[[list[int]], int]) -> bool:
    """Whether the right option alone has the extreme length."""
    lengths = [len(option.text) for option in question.options]
    most = extreme(lengths)
    return lengths[_place(question)] == most and lengths.count(most) == 1
