"""A term's quiz written to the database, as its next version where somebody has answered it."""

import hashlib
from collections.abc import Iterator, Mapping

from django.db import models

from authoring.files.library import TermFolder, specified
from authoring.load.answered_content import next_version
from authoring.specs.cost import CostValue, cost_values
from authoring.specs.quiz import QuestionSpec, QuizSpec, as_decimal
from authoring.specs.quiz_checks import exact_parameter
from quizzes.models import NumberParameter, Option, Question, Quiz
from terms.models import Term


def load_quiz(folder: TermFolder, term: Term) -> str:
    """The term's quiz at the files' state; says what became of it, `withdrawn` where it is gone."""
    quizzes = Quiz.objects.filter(term=term)
    if not has_quiz(folder):
        loaded = quizzes.filter(is_current=True).exclude(content_digest="")
        return "withdrawn" if loaded.update(is_current=False) else "unchanged"
    digest = _digest(folder)
    used = models.Q(attempts__isnull=False) | models.Q(questions__posed__isnull=False)
    version, outcome = next_version(quizzes, digest, used=used)
    if version is None:
        return outcome
    _create(folder, Quiz(term=term, version=version, content_digest=digest))
    return outcome


def has_quiz(folder: TermFolder) -> bool:
    """Whether a question is written yet."""
    return bool(folder.questions)


def _create(folder: TermFolder, quiz: Quiz) -> None:
    values = cost_values(folder.cost)
    quiz.save()
    for position, spec in enumerate(specified(folder.quiz).questions, start=1):
        question = _question(quiz, position, spec)
        question.save()
        Option.objects.bulk_create(
            Option(
                question=question,
                position=place,
                text=option.text,
                is_right=option.right,
                reason=option.reason,
            )
            for place, option in enumerate(spec.stored_options(), start=1)
        )
        NumberParameter.objects.bulk_create(_parameters(question, spec, values))


def _digest(folder: TermFolder) -> str:
    """That of the quiz's file, and of the cost file too where the quiz reads from it."""
    digest = folder.quiz_document.digest
    if folder.cost_document.is_absent or not _reads_cost(specified(folder.quiz)):
        return digest
    return hashlib.sha256((digest + folder.cost_document.digest).encode()).hexdigest()


def _reads_cost(quiz: QuizSpec) -> bool:
    parameters = (one for question in quiz.questions for one in question.drawn_parameters())
    return any(parameter.cost for parameter in parameters)


def _question(quiz: Quiz, position: int, spec: QuestionSpec) -> Question:
    return Question(
        quiz=quiz,
        position=position,
        key=spec.key,
        kind=spec.kind,
        stem=spec.stem,
        section=spec.section,
        **spec.stored_values(),
    )


def _parameters(
    question: Question, spec: QuestionSpec, values: Mapping[str, CostValue]
) -> Iterator[NumberParameter]:
    for place, parameter in enumerate(spec.drawn_parameters(), start=1):
        exact = exact_parameter(parameter, values)
        notation = values[parameter.cost].notation if parameter.cost else None
        yield NumberParameter(
            question=question,
            position=place,
            name=parameter.name,
            low=as_decimal(exact.low),
            high=as_decimal(exact.high),
            step=as_decimal(exact.step),
            formula=exact.formula,
            notation=parameter.notation or notation or Question.Notation.NUMBER,
        )
