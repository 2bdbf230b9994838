"""A term's quiz written to the database, as its next version where somebody has answered it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import models

from authoring.files.library import TermFolder
from authoring.load.answered_content import next_version
from authoring.specs.cost import CostValue, cost_values
from authoring.specs.quiz import ParameterSpec, QuestionSpec, as_decimal
from authoring.specs.quiz_checks import exact_parameter
from quizzes.memory.answer_digest import right_answer_of
from quizzes.models import Question, Quiz
from terms.models import Term


def load_quiz(folder: TermFolder, term: Term) -> str:
    """The term's quiz at the files' state; says what became of it, `withdrawn` where it is gone."""
    quizzes = Quiz.objects.filter(term=term)
    if not folder.questions:
        loaded = quizzes.filter(is_current=True).exclude(content_digest="")
        return "withdrawn" if loaded.update(is_current=False) else "unchanged"
    digest = _digest(folder)
    used = models.Q(attempts__isnull=False) | models.Q(questions__posed__isnull=False)
    version, outcome = next_version(quizzes, digest, used=used)
    if version is None:
        return outcome
    _create(folder, Quiz(term=term, version=version, content_digest=digest))
    return outcome


def _create(folder: TermFolder, quiz: Quiz) -> None:
    costs = cost_values(folder.cost)
    before = Quiz.objects.filter(term=quiz.term_id, version__lt=quiz.version).first()
    earlier = {one.key: one for one in before.questions.all()} if before else {}
    quiz.save()
    for position, spec in enumerate(folder.questions, start=1):
        question = quiz.questions.create(
            position=position,
            key=spec.key,
            kind=spec.kind,
            stem=spec.stem,
            section=spec.section,
            **spec.stored_values(),
        )
        for place, option in enumerate(spec.stored_options(), start=1):
            question.options.create(
                position=place, text=option.text, is_right=option.right, reason=option.reason
            )
        for place, parameter in enumerate(spec.drawn_parameters(), start=1):
            question.parameters.create(position=place, **_columns(parameter, costs))
        _give_answer_digest(question, earlier.get(question.key))


def _give_answer_digest(question: Question, earlier: Question | None) -> None:
    """That of the version before where the answer is the same in other words, else its own."""
    answer = right_answer_of(question)
    is_same = earlier is not None and answer.is_same_as(right_answer_of(earlier))
    question.answer_digest = earlier.answer_digest if earlier and is_same else answer.digest
    question.save(update_fields=["answer_digest"])


def _digest(folder: TermFolder) -> str:
    """That of the quiz's file, and of the cost file too where the quiz reads from it."""
    digest = folder.quiz_document.digest
    if folder.cost_document.is_absent or not _reads_cost(folder.questions):
        return digest
    return hashlib.sha256((digest + folder.cost_document.digest).encode()).hexdigest()


def _reads_cost(questions: list[QuestionSpec]) -> bool:
    return any(parameter.cost for one in questions for parameter in one.drawn_parameters())


def _columns(parameter: ParameterSpec, costs: Mapping[str, CostValue]) -> dict[str, Any]:
    exact = exact_parameter(parameter, costs)
    notation = costs[parameter.cost].notation if parameter.cost else Question.Notation.NUMBER
    return {
        "name": parameter.name,
        "low": as_decimal(exact.low),
        "high": as_decimal(exact.high),
        "step": as_decimal(exact.step),
        "formula": exact.formula,
        "notation": parameter.notation or notation,
    }
