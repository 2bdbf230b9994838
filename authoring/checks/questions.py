"""Questions of a quiz that ask about the page, or whose wrong options are said to be right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from authoring.checks.passages import Passage, plain
from authoring.files.library import Library
from authoring.files.reading import Problem
from authoring.files.yaml_lines import Location
from authoring.specs.quiz import OptionsSpec, QuestionSpec, TrueFalseSpec

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
    """Stems that can only be answered beside the page, and options that are wrong and right."""
    for folder in library.folders:
        for index, question in enumerate(folder.quiz.questions if folder.quiz else ()):
            place = ("questions", index)
            stem = Passage(folder.quiz_document, (*place, "stem"), question.stem)
            if found := _NAMES_PAGE.search(plain(stem.text)):
                message = f"{found[0]!r} asks about the page: ask about its subject, in a situation"
                yield stem.warn("stem-names-page", message, found[0])
            for inner, text in _wrong_reasons(question):
                reason = Passage(folder.quiz_document, (*place, *inner), text)
                if found := _SAID_TO_BE_RIGHT.search(plain(text)):
                    message = f"{found[0]!r} is said of a wrong option: then two answers are right"
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
